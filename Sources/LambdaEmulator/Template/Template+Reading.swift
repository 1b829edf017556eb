extension Template {
    /// Reads a template's text; `file` is only for messages.
    package init(yaml: String, file: String) throws(TemplateError) {
        do throws(TemplateError) {
            let root = try TemplateValue.parse(yaml: yaml)
            guard let resources = root["Resources"], !resources.entries.isEmpty else {
                throw TemplateError("it has no Resources")
            }
            var resolver = TemplateResolver(template: root)
            let functions = try Template.functions(
                of: resources,
                globals: root["Globals"],
                &resolver
            )
            self.init(functions: functions, notes: resolver.notes)
        } catch {
            throw error.in(file)
        }
    }

    private static func functions(
        of resources: TemplateValue,
        globals: TemplateValue?,
        _ resolver: inout TemplateResolver
    ) throws(TemplateError) -> [FunctionDefinition] {
        var functions: [FunctionDefinition] = []
        for entry in resources.entries {
            guard entry.value["Type"]?.text == "AWS::Serverless::Function",
                resolver.isIncluded(entry.value)
            else { continue }
            do throws(TemplateError) {
                functions.append(
                    try FunctionDefinition(entry, globals: globals?["Function"], &resolver)
                )
            } catch {
                throw error.in(entry.key)
            }
        }
        return functions
    }
}

extension FunctionDefinition {
    fileprivate init(
        _ resource: TemplateValue.Entry,
        globals: TemplateValue?,
        _ resolver: inout TemplateResolver
    ) throws(TemplateError) {
        let properties = (resource.value["Properties"] ?? .map([])).merged(over: globals)
        guard let code = properties["CodeUri"].flatMap({ resolver.text($0) }) else {
            throw TemplateError("it has no CodeUri; give the zip or folder of its bootstrap")
        }
        self.init(
            logicalID: resource.key,
            name: properties["FunctionName"].flatMap { resolver.text($0) } ?? resource.key,
            codeURI: code,
            handler: properties["Handler"].flatMap { resolver.text($0) } ?? "bootstrap",
            timeout: .seconds(try properties.number("Timeout", 1...900, &resolver) ?? 3),
            memoryMegabytes: try properties.number("MemorySize", 128...32_768, &resolver) ?? 128,
            environment: resolver.environment(properties, of: resource.key),
            durability: try Durability(properties["DurableConfig"], &resolver),
            reservedConcurrency: try properties.number(
                "ReservedConcurrentExecutions",
                0...1000,
                &resolver
            )
        )
    }
}

extension Durability {
    fileprivate init?(
        _ value: TemplateValue?,
        _ resolver: inout TemplateResolver
    ) throws(TemplateError) {
        guard let value, case .map = value else { return nil }
        let longest = 31_622_400
        guard let seconds = try value.number("ExecutionTimeout", 1...longest, &resolver) else {
            throw TemplateError("DurableConfig has no ExecutionTimeout; give it in seconds")
        }
        self.init(executionTimeout: .seconds(seconds))
    }
}

extension TemplateValue {
    fileprivate func number(
        _ key: String,
        _ range: ClosedRange<Int>,
        _ resolver: inout TemplateResolver
    ) throws(TemplateError) -> Int? {
        guard let value = self[key], let text = resolver.text(value) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw TemplateError(
                "\(key) is \(text); give a whole number from \(range.lowerBound) to \(range.upperBound)"
            )
        }
        return number
    }
}

extension TemplateResolver {
    /// The variables whose values are known; the others are left out and noted.
    fileprivate mutating func environment(
        _ properties: TemplateValue,
        of function: String
    ) -> [String: String] {
        var variables: [String: String] = [:]
        for entry in properties["Environment"]?["Variables"]?.entries ?? [] {
            guard let value = text(entry.value) else {
                notes.append(
                    "\(function): \(entry.key) is left out, its value is known only on AWS"
                )
                continue
            }
            variables[entry.key] = value
        }
        return variables
    }
}
