/// The sections of a shared configuration or credentials file.
///
/// Lines that stand further to the right than the setting above them belong to it: they are the parts of
/// one without a value (`services` sections have `dynamodb.endpoint_url` that way), or else go on with
/// its value.
///
/// Source: AWS SDKs and Tools reference, "Shared config and credentials files".
struct ConfigurationFile: Sendable, Equatable {
    /// By their titles as they stand between the brackets; names of settings are in lower case.
    private(set) var sections: [String: [String: String]] = [:]

    /// Reads what can be read: a line that is no setting is left out.
    init(_ text: String) {
        var title: String?
        var parent: (name: String, indentation: Int)?
        for line in text.split(whereSeparator: \.isNewline) {
            let content = line.withoutComment.trimmed
            guard let first = content.first else { continue }
            if first == "[" {
                title = content.dropFirst().prefix { $0 != "]" }.trimmed.normalizedSpaces
                parent = nil
                title.map { sections[$0, default: [:]] = sections[$0] ?? [:] }
            } else if let title, let parent, line.indentation > parent.indentation {
                sections[title]?.add(content, below: parent.name)
            } else if let title, let setting = Setting(content) {
                parent = (setting.name, line.indentation)
                sections[title]?[setting.name] = setting.value
            }
        }
    }

    fileprivate struct Setting {
        let name: String
        let value: String

        init?(_ line: Substring) {
            guard let sign = line.firstIndex(of: "="), sign > line.startIndex else { return nil }
            name = line[..<sign].trimmed.lowercased()
            value = String(line[sign...].dropFirst().trimmed)
        }
    }
}

extension [String: String] {
    fileprivate mutating func add(_ content: Substring, below parent: String) {
        if let value = self[parent], !value.isEmpty {
            self[parent] = "\(value) \(content)"
        } else if let part = ConfigurationFile.Setting(content) {
            self["\(parent).\(part.name)"] = part.value
        }
    }
}

extension Substring {
    fileprivate var indentation: Int { prefix(while: \.isWhitespace).count }

    fileprivate var trimmed: Substring {
        let start = drop(while: \.isWhitespace)
        let end = start.lastIndex { !$0.isWhitespace }
        return end.map { start[...$0] } ?? ""
    }

    /// A comment is a line of its own: `#` and `;` may be part of a secret.
    fileprivate var withoutComment: Substring {
        let first = first { !$0.isWhitespace }
        return first == "#" || first == ";" ? "" : self
    }

    fileprivate var normalizedSpaces: String {
        split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
