extension Template {
    /// Reads a template's text; `file` is only for messages, and parameters that are not given have their defaults.
    ///
    /// With a stand-in for AWS, functions that keep their executions in a table keep them there.
    package init(
        yaml: String,
        file: String,
        parameters: [String: String] = [:],
        cloud: LocalCloud? = nil
    ) throws(TemplateError) {
        do throws(TemplateError) {
            let root = try TemplateValue.parse(yaml: yaml)
            for name in parameters.keys.sorted() where root["Parameters"]?[name] == nil {
                throw TemplateError("it has no parameter \(name)")
            }
            guard let resources = root["Resources"], !resources.entries.isEmpty else {
                throw TemplateError("it has no Resources")
            }
            var resolver = TemplateResolver(template: root, values: parameters, cloud: cloud)
            let functions = try Template.functions(
                of: resources,
                globals: root["Globals"],
                &resolver
            )
            let endpoints = try Template.endpoints(of: functions, root, &resolver)
            let notes = resolver.notes
            let cloudResources = CloudResources(resources, &resolver)
            let sources = try Template.eventSources(
                of: functions,
                resources,
                cloudResources.queues,
                &resolver
            )
            self.init(
                functions: functions.map(\.definition),
                endpoints: endpoints,
                eventSources: sources,
                cloudResources: cloudResources,
                // What is said of the others matters only where they are.
                notes: cloud == nil ? notes : resolver.notes
            )
        } catch {
            throw error.in(file)
        }
    }

    private static func functions(
        of resources: TemplateValue,
        globals: TemplateValue?,
        _ resolver: inout TemplateResolver
    ) throws(TemplateError) -> [(definition: FunctionDefinition, properties: TemplateValue)] {
        var functions: [(FunctionDefinition, TemplateValue)] = []
        for entry in resources.entries {
            guard entry.value["Type"]?.text == "AWS::Serverless::Function",
                resolver.isIncluded(entry.value)
            else { continue }
            do throws(TemplateError) {
                let own = entry.value["Properties"] ?? .map([])
                let properties = own.merged(over: globals?["Function"])
                let function = try FunctionDefinition(entry.key, properties, &resolver)
                functions.append((function, properties))
            } catch {
                throw error.in(entry.key)
            }
        }
        return functions
    }
}

extension FunctionDefinition {
    fileprivate init(
        _ logicalID: String,
        _ properties: TemplateValue,
        _ resolver: inout TemplateResolver
    ) throws(TemplateError) {
        guard let code = properties["CodeUri"].flatMap({ resolver.text($0) }) else {
            throw TemplateError("it has no CodeUri; give the zip or folder of its bootstrap")
        }
        self.init(
            logicalID: logicalID,
            name: properties["FunctionName"].flatMap { resolver.text($0) } ?? logicalID,
            codeURI: code,
            handler: properties["Handler"].flatMap { resolver.text($0) } ?? "bootstrap",
            timeout: .seconds(try properties.number("Timeout", 1...900, &resolver) ?? 3),
            memoryMegabytes: try properties.number("MemorySize", 128...32_768, &resolver) ?? 128,
            environment: resolver.environment(properties, of: logicalID),
            durability: try Durability(properties["DurableConfig"], &resolver),
            reservedConcurrency: try properties.number(
                "ReservedConcurrentExecutions",
                0...1000,
                &resolver
            )
        )
        reachesStore = resolver.cloud != nil
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
    func number(
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
