extension Template {
    /// The queues that functions are fed from: event source mappings, and SAM's events of type `SQS`.
    static func eventSources(
        of functions: [(definition: FunctionDefinition, properties: TemplateValue)],
        _ template: TemplateValue,
        _ queues: [CloudResources.Queue],
        _ resolver: inout TemplateResolver
    ) throws(TemplateError) -> [EventSource] {
        var sources: [EventSource] = []
        for mapping in mappings(of: functions, template, resolver) {
            do throws(TemplateError) {
                let definitions = functions.map(\.definition)
                let source = try EventSource(mapping, definitions, queues, &resolver)
                if let source { sources.append(source) }
            } catch {
                throw error.in(mapping.logicalID)
            }
        }
        return sources
    }

    private static func mappings(
        of functions: [(definition: FunctionDefinition, properties: TemplateValue)],
        _ template: TemplateValue,
        _ resolver: TemplateResolver
    ) -> [Mapping] {
        var mappings: [Mapping] = []
        for (function, properties) in functions {
            for event in properties["Events"]?.entries ?? []
            where event.value["Type"]?.text == "SQS" {
                let properties = event.value["Properties"] ?? .map([])
                let alias = resolver.text(.call("Ref", .text("\(function.logicalID).Alias")))
                mappings.append(
                    Mapping(
                        logicalID: function.logicalID + event.key,
                        source: properties["Queue"].flatMap { resolver.text($0) },
                        function: alias ?? function.name,
                        properties: properties
                    )
                )
            }
        }
        for entry in template["Resources"]?.entries ?? []
        where entry.value["Type"]?.text == "AWS::Lambda::EventSourceMapping"
            && resolver.isIncluded(entry.value)
        {
            let properties = entry.value["Properties"] ?? .map([])
            mappings.append(
                Mapping(
                    logicalID: entry.key,
                    source: properties["EventSourceArn"].flatMap { resolver.text($0) },
                    function: properties["FunctionName"].flatMap { resolver.text($0) },
                    properties: properties
                )
            )
        }
        return mappings
    }
}

/// An event source as the template has it, whichever way it is written.
private struct Mapping {
    let logicalID: String
    /// The ARN of a queue or a stream.
    let source: String?
    /// A function's name or ARN.
    let function: String?
    let properties: TemplateValue
}

extension EventSource {
    /// `nil` for one that is not served; a note then says why.
    fileprivate init?(
        _ mapping: Mapping,
        _ functions: [FunctionDefinition],
        _ queues: [CloudResources.Queue],
        _ resolver: inout TemplateResolver
    ) throws(TemplateError) {
        let properties = mapping.properties
        if properties["Enabled"].flatMap({ resolver.text($0) })?.lowercased() == "false" {
            resolver.notes.append("\(mapping.logicalID) is left out, it is not enabled")
            return nil
        }
        guard let arn = mapping.source, arn.hasPrefix("arn:"), arn.contains(":sqs:"),
            let queue = arn.split(separator: ":").last.map(String.init)
        else {
            resolver.notes.append("\(mapping.logicalID) is left out, it names no queue by its ARN")
            return nil
        }
        let reference = mapping.function.flatMap { FunctionReference($0) }
        guard let function = functions.first(where: { $0.name == reference?.name }) else {
            resolver.notes.append("\(mapping.logicalID) is left out, its function is not here")
            return nil
        }
        logicalID = mapping.logicalID
        queueARN = arn
        queueURL = resolver.queueURL(named: queue)
        self.function = function.name
        qualifier = reference?.qualifier
        try readLimits(properties, &resolver)
        filters = try (properties["FilterCriteria"]?["Filters"]?.list ?? [])
            .map { filter throws(TemplateError) in
                try EventPattern(filter["Pattern"].flatMap { resolver.text($0) } ?? "")
            }
        let known = queues.first { $0.name == queue }
        visibilityTimeout = known?.visibilityTimeout ?? visibilityTimeout
        if known != nil, visibilityTimeout < function.timeout {
            resolver.notes.append(
                "\(logicalID) is refused on AWS: \(queue) hides messages for less than "
                    + "\(function.name) may take"
            )
        }
    }

    private mutating func readLimits(
        _ properties: TemplateValue,
        _ resolver: inout TemplateResolver
    ) throws(TemplateError) {
        batchSize = try properties.number("BatchSize", 1...10_000, &resolver) ?? batchSize
        let seconds = try properties.number("MaximumBatchingWindowInSeconds", 0...300, &resolver)
        window = .seconds(seconds ?? 0)
        guard batchSize <= 10 || window > .zero else {
            throw TemplateError(
                "BatchSize is \(batchSize); above 10 it takes a MaximumBatchingWindowInSeconds"
            )
        }
        let scaling = properties["ScalingConfig"]
        concurrency =
            try scaling?.number("MaximumConcurrency", 2...1000, &resolver) ?? concurrency
        reportsItemFailures =
            properties["FunctionResponseTypes"]?.list
            .contains { resolver.text($0) == "ReportBatchItemFailures" } ?? false
    }
}
