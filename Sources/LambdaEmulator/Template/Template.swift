/// The part of a SAM template that the emulator serves.
///
/// Source: AWS SAM specification, `AWS::Serverless::Function`.
package struct Template: Sendable, Hashable {
    package var functions: [FunctionDefinition]
    /// The APIs and function URLs that lead to them.
    package var endpoints: [HTTPEndpoint]
    /// The queues that feed them.
    package var eventSources: [EventSource]
    /// What they find on AWS besides each other.
    package var cloudResources: CloudResources
    /// What was left out because the emulator does not know its value.
    package var notes: [String]

    package init(
        functions: [FunctionDefinition],
        endpoints: [HTTPEndpoint] = [],
        eventSources: [EventSource] = [],
        cloudResources: CloudResources = CloudResources(),
        notes: [String] = []
    ) {
        self.functions = functions
        self.endpoints = endpoints
        self.eventSources = eventSources
        self.cloudResources = cloudResources
        self.notes = notes
    }
}

/// A function of the template, with globals merged and references resolved.
package struct FunctionDefinition: Sendable, Hashable {
    package let logicalID: String
    package let name: String
    /// A zip or a folder, relative to the template.
    package let codeURI: String
    package let handler: String
    package let timeout: Duration
    package let memoryMegabytes: Int
    package internal(set) var environment: [String: String]
    package let durability: Durability?
    /// How many events may be worked on at once; more are turned away.
    ///
    /// `nil` sets no limit.
    package let reservedConcurrency: Int?
    /// Whether a stand-in for AWS has the store that it names.
    package internal(set) var reachesStore = false

    package init(
        logicalID: String,
        name: String,
        codeURI: String,
        handler: String = "bootstrap",
        timeout: Duration = .seconds(3),
        memoryMegabytes: Int = 128,
        environment: [String: String] = [:],
        durability: Durability? = nil,
        reservedConcurrency: Int? = nil
    ) {
        self.logicalID = logicalID
        self.name = name
        self.codeURI = codeURI
        self.handler = handler
        self.timeout = timeout
        self.memoryMegabytes = memoryMegabytes
        self.environment = environment
        self.durability = durability
        self.reservedConcurrency = reservedConcurrency
    }
}

/// How long an execution of a durable function may take.
package struct Durability: Sendable, Hashable {
    package var executionTimeout: Duration

    package init(executionTimeout: Duration) {
        self.executionTimeout = executionTimeout
    }
}
