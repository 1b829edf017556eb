/// The sections of a shared configuration or credentials file.
///
/// A value on indented lines below its name has parts: `services` sections have
/// `dynamodb.endpoint_url` that way.
///
/// Source: AWS SDKs and Tools reference, "Shared config and credentials files".
struct ConfigurationFile: Sendable, Equatable {
    /// By their titles as they stand between the brackets; names of settings are in lower case.
    private(set) var sections: [String: [String: String]] = [:]

    /// Reads what can be read: a line that is no setting is left out.
    init(_ text: String) {
        var title: String?
        var parent: String?
        for line in text.split(whereSeparator: \.isNewline) {
            let content = line.withoutComment.trimmed
            guard let first = content.first else { continue }
            if first == "[" {
                title = content.dropFirst().prefix { $0 != "]" }.trimmed.normalizedSpaces
                parent = nil
                title.map { sections[$0, default: [:]] = sections[$0] ?? [:] }
            } else if let title, let setting = Setting(content) {
                let isNested = line.first?.isWhitespace ?? false
                if isNested, let parent {
                    sections[title]?["\(parent).\(setting.name)"] = setting.value
                } else {
                    parent = setting.name
                    sections[title]?[setting.name] = setting.value
                }
            }
        }
    }

    private struct Setting {
        let name: String
        let value: String

        init?(_ line: Substring) {
            guard let sign = line.firstIndex(of: "="), sign > line.startIndex else { return nil }
            name = line[..<sign].trimmed.lowercased()
            value = String(line[sign...].dropFirst().trimmed)
        }
    }
}

extension Substring {
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
