extension Template {
    /// The queues that functions are fed from.
    static func eventSources(
        of functions: [(definition: FunctionDefinition, properties: TemplateValue)],
        _ resources: TemplateValue,
        _ queues: [CloudResources.Queue],
        _ resolver: inout TemplateResolver
    ) throws(TemplateError) -> [EventSource] {
        var sources: [EventSource] = []
        for mapping in EventSourceMapping.all(of: functions, resources, resolver) {
            do throws(TemplateError) {
                let source = try EventSource(mapping, functions.map(\.definition), &resolver)
                guard var source else { continue }
                source.knows(queues, functions.map(\.definition), &resolver)
                sources.append(source)
            } catch {
                throw error.in(mapping.logicalID)
            }
        }
        return sources
    }
}

extension EventSource {
    /// `nil` for one that is not served; a note then says why.
    fileprivate init?(
        _ mapping: EventSourceMapping,
        _ functions: [FunctionDefinition],
        _ resolver: inout TemplateResolver
    ) throws(TemplateError) {
        let (id, properties) = (mapping.logicalID, mapping.properties)
        guard properties["Enabled"]?.text?.lowercased() != "false" else {
            resolver.notes.append("\(id) is left out, it is not enabled")
            return nil
        }
        guard let arn = mapping.sourceARN, let queue = arn.queueName else {
            resolver.notes.append("\(id) is left out, it names no queue by its ARN")
            return nil
        }
        guard let function = mapping.function.flatMap({ FunctionReference($0) }),
            functions.contains(where: { $0.name == function.name })
        else {
            resolver.notes.append("\(id) is left out, its function is not here")
            return nil
        }
        self.init(
            logicalID: id,
            queueARN: arn,
            queueURL: resolver.queueURL(named: queue),
            function: function.name,
            qualifier: function.qualifier
        )
        try readBatches(properties, &resolver)
        filters = try (properties["FilterCriteria"]?["Filters"]?.list ?? [])
            .map { filter throws(TemplateError) in try EventPattern(filter["Pattern"]?.text ?? "") }
    }

    private mutating func readBatches(
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
        let types = properties["FunctionResponseTypes"]?.list ?? []
        reportsItemFailures = types.contains(.text("ReportBatchItemFailures"))
    }

    /// Takes over what the template says of the queue itself.
    fileprivate mutating func knows(
        _ queues: [CloudResources.Queue],
        _ functions: [FunctionDefinition],
        _ resolver: inout TemplateResolver
    ) {
        guard let own = queues.first(where: { $0.name == queue }) else { return }
        visibilityTimeout = own.visibilityTimeout
        for function in functions
        where function.name == self.function && function.timeout > visibilityTimeout {
            resolver.notes.append(
                "\(logicalID) is refused on AWS: \(queue) hides messages for less than "
                    + "\(function.name) may take"
            )
        }
    }
}

extension String {
    /// The queue that an ARN names.
    fileprivate var queueName: String? {
        let parts = split(separator: ":")
        return parts.count == 6 && parts[0] == "arn" && parts[2] == "sqs" ? String(parts[5]) : nil
    }
}
