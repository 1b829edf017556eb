/// A value of a template as it is written: text, a list, a map, or a call of an intrinsic function.
///
/// The short form `!Sub "x"` and the long form `{"Fn::Sub": "x"}` read as the same call.
package indirect enum TemplateValue: Sendable, Hashable {
    case null
    case text(String)
    case list([TemplateValue])
    case map([Entry])
    case call(String, TemplateValue)

    /// One entry of a map; maps keep the order of the file.
    package struct Entry: Sendable, Hashable {
        package let key: String
        package let value: TemplateValue
    }
}

extension TemplateValue {
    var text: String? {
        guard case .text(let text) = self else { return nil }
        return text
    }

    var list: [TemplateValue] {
        guard case .list(let elements) = self else { return [] }
        return elements
    }

    var entries: [Entry] {
        guard case .map(let entries) = self else { return [] }
        return entries
    }

    subscript(key: String) -> TemplateValue? {
        entries.last { $0.key == key }?.value
    }

    /// This map laid over another: its entries win, and maps within are merged the same way.
    ///
    /// Source: SAM specification, "Globals": maps are merged, anything else is replaced.
    func merged(over base: TemplateValue?) -> TemplateValue {
        guard case .map(let mine) = self, case .map(let theirs) = base else { return self }
        let kept = theirs.filter { self[$0.key] == nil }
        return .map(
            kept + mine.map { Entry(key: $0.key, value: $0.value.merged(over: base?[$0.key])) }
        )
    }
}
