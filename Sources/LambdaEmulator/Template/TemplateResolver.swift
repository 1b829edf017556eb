/// Gives the values of intrinsic functions as far as they are known without AWS.
///
/// Resources get the names and ARNs they would have in a made-up account; a call it does not know
/// has no value.
///
/// Source: CloudFormation user guide, "Intrinsic function reference".
struct TemplateResolver {
    private let parameters: TemplateValue
    private let values: [String: String]
    private let conditions: TemplateValue
    private let resources: TemplateValue
    private let functionDefaults: TemplateValue?
    let cloud: LocalCloud?
    var notes: [String] = []

    /// Takes values of parameters; the others have their defaults.
    init(template: TemplateValue, values: [String: String] = [:], cloud: LocalCloud? = nil) {
        self.values = values
        self.cloud = cloud
        functionDefaults = template["Globals"]?["Function"]
        parameters = template["Parameters"] ?? .map([])
        conditions = template["Conditions"] ?? .map([])
        resources = template["Resources"] ?? .map([])
    }

    func text(_ value: TemplateValue, depth: Int = 0) -> String? {
        guard depth < 32 else { return nil }
        switch value {
        case .text(let text): return text
        case .call(let name, let argument): return call(name, argument, depth: depth + 1)
        case .null, .list, .map: return nil
        }
    }

    /// The value with all calls replaced by what they give; what has no value is left out.
    func resolved(_ value: TemplateValue, depth: Int = 0) -> TemplateValue {
        guard depth < 32 else { return .null }
        switch value {
        case .null, .text: return value
        case .call("If", let argument):
            return branch(argument, depth: depth).map { resolved($0, depth: depth + 1) } ?? .null
        case .call: return text(value, depth: depth).map(TemplateValue.text) ?? .null
        case .list(let elements):
            return .list(elements.map { resolved($0, depth: depth + 1) }.filter { $0 != .null })
        case .map(let entries):
            let values = entries.map {
                TemplateValue.Entry(key: $0.key, value: resolved($0.value, depth: depth + 1))
            }
            return .map(values.filter { $0.value != .null })
        }
    }

    func isIncluded(_ resource: TemplateValue) -> Bool {
        guard let condition = resource["Condition"]?.text else { return true }
        return isTrue(named: condition, depth: 0) ?? true
    }

    private func call(_ name: String, _ argument: TemplateValue, depth: Int) -> String? {
        switch name {
        case "Ref": argument.text.flatMap { reference($0, depth: depth) }
        case "GetAtt": attribute(argument.list.compactMap(\.text), depth: depth)
        case "Sub": substitute(argument, depth: depth)
        case "Join": join(argument, depth: depth)
        case "If": branch(argument, depth: depth).flatMap { text($0, depth: depth) }
        default: nil
        }
    }
}

// MARK: - References

extension TemplateResolver {
    private func reference(_ name: String, depth: Int) -> String? {
        if let pseudo = Self.pseudoParameters[name] { return pseudo }
        if let parameter = parameters[name] {
            return values[name] ?? parameter["Default"].flatMap { text($0, depth: depth) }
        }
        return resource(name, depth: depth)?.reference ?? publication(name, depth: depth)
    }

    /// The alias or the version that SAM makes of a function: `Name.Alias`, `Name.Version`.
    private func publication(_ name: String, depth: Int) -> String? {
        let parts = name.split(separator: ".").map(String.init)
        guard parts.count == 2, let function = resource(parts[0], depth: depth)?.arn,
            let properties = resources[parts[0]]?["Properties"]?.merged(over: functionDefaults),
            let alias = properties["AutoPublishAlias"].flatMap({ text($0, depth: depth) })
        else { return nil }
        switch parts[1] {
        case "Alias": return "\(function):\(alias)"
        case "Version": return "\(function):1"
        default: return nil
        }
    }

    private func attribute(_ path: [String], depth: Int) -> String? {
        guard path.count == 2, let resource = resource(path[0], depth: depth) else { return nil }
        switch path[1] {
        case "Arn", "TopicArn", "QueueArn": return resource.arn
        case "QueueUrl": return resource.reference
        case "Name", "QueueName", "TopicName": return resource.name
        default: return nil
        }
    }

    func resource(_ logicalID: String, depth: Int = 0) -> EmulatedResource? {
        guard let resource = resources[logicalID], let type = resource["Type"]?.text else {
            return nil
        }
        let properties = resource["Properties"]
        let named = EmulatedResource.nameProperties.lazy.compactMap { properties?[$0] }
        let name = named.first.flatMap { text($0, depth: depth + 1) }
        let isFIFO = properties?["FifoQueue"]?.text == "true"
        return emulated(type, name ?? (isFIFO ? "\(logicalID).fifo" : logicalID))
    }

    private func emulated(_ type: String, _ name: String) -> EmulatedResource {
        var resource = EmulatedResource(type: type, name: name)
        if let cloud { resource.queueEndpointURL = cloud.queueEndpointURL }
        return resource
    }

    func queueURL(named name: String) -> String { emulated("AWS::SQS::Queue", name).queueURL }

    private static let pseudoParameters = [
        "AWS::Region": EmulatedAccount.region,
        "AWS::AccountId": EmulatedAccount.id,
        "AWS::Partition": "aws",
        "AWS::URLSuffix": "amazonaws.com",
        "AWS::StackName": "local",
        "AWS::StackId": "arn:aws:cloudformation:\(EmulatedAccount.scope):stack/local/0",
    ]
}

// MARK: - Text

extension TemplateResolver {
    /// `${Name}` and `${Name.Attribute}` are replaced, `${!Literal}` loses its mark.
    private func substitute(_ argument: TemplateValue, depth: Int) -> String? {
        let (pattern, names) = argument.substitution
        guard var rest = pattern.map({ $0[...] }) else { return nil }
        var result = ""
        while let start = rest.firstRange(of: "${"),
            let end = rest[start.upperBound...].firstIndex(of: "}")
        {
            let name = String(rest[start.upperBound..<end])
            guard let value = substituted(name, names, depth: depth) else { return nil }
            result += rest[..<start.lowerBound] + value
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    private func substituted(_ name: String, _ names: TemplateValue?, depth: Int) -> String? {
        if name.hasPrefix("!") { return "${\(name.dropFirst())}" }
        if let local = names?[name] { return text(local, depth: depth) }
        guard let dot = name.firstIndex(of: ".") else { return reference(name, depth: depth) }
        return attribute(
            [String(name[..<dot]), String(name[name.index(after: dot)...])],
            depth: depth
        )
    }

    private func join(_ argument: TemplateValue, depth: Int) -> String? {
        guard argument.list.count == 2, let separator = argument.list[0].text else { return nil }
        let parts = argument.list[1].list.map { text($0, depth: depth) }
        return parts.contains(nil) ? nil : parts.compactMap(\.self).joined(separator: separator)
    }
}

// MARK: - Conditions

extension TemplateResolver {
    private func branch(_ argument: TemplateValue, depth: Int) -> TemplateValue? {
        guard argument.list.count == 3, let condition = argument.list[0].text,
            let isTrue = isTrue(named: condition, depth: depth)
        else { return nil }
        return argument.list[isTrue ? 1 : 2]
    }

    private func isTrue(named name: String, depth: Int) -> Bool? {
        guard depth < 32 else { return nil }
        return conditions[name].flatMap { isTrue($0, depth: depth + 1) }
    }

    private func isTrue(_ condition: TemplateValue, depth: Int) -> Bool? {
        guard case .call(let name, let argument) = condition, depth < 32 else { return nil }
        let operands = { argument.list.map { isTrue($0, depth: depth + 1) } }
        switch name {
        case "Condition":
            return argument.text.flatMap { isTrue(named: $0, depth: depth + 1) }
        case "Equals":
            let texts = argument.list.map { text($0, depth: depth + 1) }
            return texts.count == 2 && !texts.contains(nil) ? texts[0] == texts[1] : nil
        case "Not": return operands().first.flatMap(\.self).map(!)
        case "And": return operands().contains(nil) ? nil : !operands().contains(false)
        case "Or": return operands().contains(true) ? true : operands().contains(nil) ? nil : false
        default: return nil
        }
    }
}

extension TemplateValue {
    /// The pattern of a `Sub` and the names it brings along.
    fileprivate var substitution: (pattern: String?, names: TemplateValue?) {
        if case .list(let elements) = self, elements.count == 2 {
            return (elements[0].text, elements[1])
        }
        return (text, nil)
    }
}
