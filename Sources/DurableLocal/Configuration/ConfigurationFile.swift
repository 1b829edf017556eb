package import DurableExecution
import FoundationEssentials
import Yams

/// The file `perdure.yaml`: settings for all workflows, and under `workflows` for some.
///
/// ```yaml
/// durable: true
/// retries: 5
/// workflows:
///   thumbnail:
///     durable: false
///     timeout: 30s
/// ```
package struct ConfigurationFile: Sendable {
    static let name = "perdure.yaml"

    package private(set) var settings = Settings()
    package private(set) var workflows: [String: Settings] = [:]

    /// Nothing is set.
    package init() {}

    /// What the file at a path says; nothing where there is none.
    package init(path: String) throws(SettingsError) {
        self.init()
        guard FileManager.default.fileExists(atPath: path) else { return }
        let text: String
        do {
            text = try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw SettingsError("\(path) cannot be read: \(error)")
        }
        self = try ConfigurationFile(yaml: text, source: path)
    }

    /// What a text says; `source` names it in errors.
    package init(yaml text: String, source: String = name) throws(SettingsError) {
        self.init()
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            throw SettingsError("\(source) is no YAML: \(error)")
        }
        guard let root, root.null == nil else { return }
        var members = try root.members(source)
        if let node = members.removeValue(forKey: "workflows") {
            for (name, node) in try node.members("\(source): workflows") {
                let source = "\(source): workflow '\(name)'"
                workflows[name] = try Settings(node.members(source), source)
            }
        }
        settings = try Settings(members, source)
    }
}

extension Node {
    fileprivate func members(_ source: String) throws(SettingsError) -> [String: Node] {
        guard let mapping else {
            throw SettingsError("\(source) must be a mapping of names to values.")
        }
        var members: [String: Node] = [:]
        for (key, value) in mapping { members[key.string ?? ""] = value }
        return members
    }

    /// The text of a value; that of a list has commas between its items.
    fileprivate func text(_ source: String) throws(SettingsError) -> String {
        let texts = sequence.map { Array($0.map(\.string)) } ?? [string]
        guard texts.allSatisfy({ $0 != nil }) else {
            throw SettingsError("\(source) must be a text, a number or a list of them.")
        }
        return texts.compactMap(\.self).joined(separator: ",")
    }
}

extension Settings {
    fileprivate init(_ members: [String: Node], _ source: String) throws(SettingsError) {
        var texts: [String: String] = [:]
        for (name, node) in members { texts[name] = try node.text("\(source): \(name)") }
        try self.init(texts, source: source)
    }
}
