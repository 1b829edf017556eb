/// What feeds a function, as the template has it, with references resolved.
struct EventSourceMapping {
    let logicalID: String
    /// The ARN of a queue or a stream.
    let sourceARN: String?
    /// A function's name or ARN.
    let function: String?
    let properties: TemplateValue

    /// A resource of type `AWS::Lambda::EventSourceMapping`.
    init(_ resource: TemplateValue.Entry, _ resolver: TemplateResolver) {
        logicalID = resource.key
        properties = resolver.resolved(resource.value["Properties"] ?? .map([]))
        sourceARN = properties["EventSourceArn"]?.text
        function = properties["FunctionName"]?.text
    }

    /// An event of type `SQS` of a function, which means the function's alias where SAM makes one.
    init(
        _ event: TemplateValue.Entry,
        of function: FunctionDefinition,
        _ resolver: TemplateResolver
    ) {
        logicalID = function.logicalID + event.key
        properties = resolver.resolved(event.value["Properties"] ?? .map([]))
        sourceARN = properties["Queue"]?.text
        let alias = resolver.text(.call("Ref", .text("\(function.logicalID).Alias")))
        self.function = alias ?? function.name
    }
}

extension EventSourceMapping {
    /// Those of the functions' events, then those that are resources.
    static func all(
        of functions: [(definition: FunctionDefinition, properties: TemplateValue)],
        _ resources: TemplateValue,
        _ resolver: TemplateResolver
    ) -> [EventSourceMapping] {
        let events = functions.flatMap { function, properties in
            (properties["Events"]?.entries ?? []).filter { $0.value["Type"]?.text == "SQS" }
                .map { EventSourceMapping($0, of: function, resolver) }
        }
        let mappings = resources.entries.filter { entry in
            entry.value["Type"]?.text == "AWS::Lambda::EventSourceMapping"
                && resolver.isIncluded(entry.value)
        }
        return events + mappings.map { EventSourceMapping($0, resolver) }
    }
}
