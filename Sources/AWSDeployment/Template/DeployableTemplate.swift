import Yams

/// A SAM template whose functions' zips lie on this machine.
///
/// The text stays as it is, short forms, comments and all; only the places that name a zip are replaced.
package struct DeployableTemplate: Sendable, Equatable {
    /// Where the template names a zip.
    package struct CodePlace: Sendable, Equatable {
        /// The function, or `Globals`.
        package let owner: String
        /// As it is written: relative to the template.
        package let path: String
        fileprivate let range: Range<Int>
    }

    package let text: String
    /// In the order of the text.
    package let codePlaces: [CodePlace]
    /// Whether a function is durable by AWS's own service.
    package let hasDurableConfig: Bool

    package init(_ text: String) throws(TemplateProblem) {
        let root: Node
        do {
            guard let node = try Yams.compose(yaml: text) else {
                throw TemplateProblem("it is empty")
            }
            root = node
        } catch let problem as TemplateProblem {
            throw problem
        } catch {
            throw TemplateProblem("it is not valid YAML: \(error)")
        }
        let source = Source(text)
        var places: [CodePlace] = []
        var hasDurableConfig = false
        for (owner, properties) in root.functions {
            if properties["DurableConfig"] != nil { hasDurableConfig = true }
            guard let code = properties["CodeUri"] else { continue }
            if let place = try source.place(of: code, owner) { places.append(place) }
        }
        self.text = text
        codePlaces = places.sorted { $0.range.lowerBound < $1.range.lowerBound }
        self.hasDurableConfig = hasDurableConfig
    }

    /// The text with another place for each zip, by the path it has now.
    package func replacing(_ targets: [String: String]) -> String {
        var bytes = Array(text.utf8)
        for place in codePlaces.reversed() {
            guard let target = targets[place.path] else { continue }
            bytes.replaceSubrange(place.range, with: "\"\(target)\"".utf8)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Why a template cannot be deployed.
package struct TemplateProblem: Error, Hashable, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}

extension Node {
    /// The properties of every function, and those that all have in common.
    fileprivate var functions: [(owner: String, properties: Node)] {
        var functions: [(owner: String, properties: Node)] = []
        if let common = self["Globals"]?["Function"] { functions.append(("Globals", common)) }
        for (key, resource) in self["Resources"]?.mapping ?? [:] {
            guard resource["Type"]?.string == "AWS::Serverless::Function", let name = key.string,
                let properties = resource["Properties"]
            else { continue }
            functions.append((name, properties))
        }
        return functions
    }
}

/// A text by lines and columns, as a parser counts them.
private struct Source {
    private let bytes: [UInt8]
    private var lineStarts = [0]

    init(_ text: String) {
        bytes = Array(text.utf8)
        for (place, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
            lineStarts.append(place + 1)
        }
    }

    /// Nil for code that is elsewhere already.
    func place(
        of code: Node,
        _ owner: String
    ) throws(TemplateProblem) -> DeployableTemplate.CodePlace? {
        guard let path = code.scalar?.string, !code.tag.description.hasPrefix("!") else {
            if code.mapping != nil { return nil }
            throw TemplateProblem("\(owner): CodeUri is a call; write the path of the zip")
        }
        guard !path.hasPrefix("s3://") else { return nil }
        guard !path.hasSuffix("/") else {
            throw TemplateProblem(
                "\(owner): CodeUri is \(path); give a zip that 'perdure package' writes"
            )
        }
        guard let mark = code.mark,
            let range = range(of: path, line: mark.line, column: mark.column)
        else {
            throw TemplateProblem(
                "\(owner): write the CodeUri \(path) on one line, plain or in quotes"
            )
        }
        return DeployableTemplate.CodePlace(owner: owner, path: path, range: range)
    }

    /// The scalar with its quotation marks, if it has some; both numbers count from 1.
    private func range(of path: String, line: Int, column: Int) -> Range<Int>? {
        guard line >= 1, line <= lineStarts.count else { return nil }
        let rest = bytes[lineStarts[line - 1]...].prefix { $0 != UInt8(ascii: "\n") }
        let characters = String(decoding: rest, as: UTF8.self).unicodeScalars
        let before = characters.prefix(column - 1).reduce(0) { $0 + UTF8.width($1) }
        for form in [path, "\"\(path)\"", "'\(path)'"] {
            let scalar = rest.dropFirst(before).prefix(form.utf8.count)
            if scalar.elementsEqual(form.utf8) { return scalar.indices }
        }
        return nil
    }
}
