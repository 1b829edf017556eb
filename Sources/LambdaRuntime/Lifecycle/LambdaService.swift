#if ServiceLifecycle
import HTTPTransport
public import ServiceLifecycle

/// A function as one service of a `ServiceGroup`, beside the clients it needs.
///
/// ```swift
/// let database = PostgresClient(configuration: configuration)
/// let function = LambdaService { (order: Order, invocation: Invocation) in … }
/// let group = ServiceGroup(
///     services: [database, function],
///     gracefulShutdownSignals: [.sigterm],
///     logger: logger
/// )
/// try await group.run()
/// ```
///
/// It takes the handlers that ``Lambda`` takes, and serves as many events at once as Lambda sends, on
/// threads of its own. On a graceful shutdown each loop ends with the event it has. Lambda sends
/// SIGTERM only to processes that have an extension, so the service registers one, which takes part
/// in nothing else.
///
/// There is such a type in packages that ask for the trait `ServiceLifecycle`. A program that uses it
/// has an asynchronous `main`, which costs several milliseconds of each cold start.
public struct LambdaService: Service {
    private let cancelling: DeadlineCancellation
    private let makeHandler: @Sendable () async throws -> HandlerForm

    init(
        _ cancelling: DeadlineCancellation,
        makingHandler makeHandler: @escaping @Sendable () async throws -> HandlerForm
    ) {
        self.cancelling = cancelling
        self.makeHandler = makeHandler
    }

    /// Serves events until the group shuts down; throws when Lambda hands out no more.
    public func run() async throws {
        let environment = RuntimeEnvironment.current
        var settings = try Host.settings(from: environment, cancelling)
        let stopping = Bell()
        settings.stopping = stopping
        settings.isOneOfSeveral = environment.maximumConcurrency > 1
        CrashReporter.install(reportingTo: settings.origin)
        InternalExtension.register(at: settings.origin)
        let end = await withTaskCancellationOrGracefulShutdownHandler {
            [settings] in
            await Host.runLoops(
                environment.maximumConcurrency,
                settings,
                makingHandler: makeHandler
            )
        } onCancelOrGracefulShutdown: {
            stopping?.ring()
        }
        if end != .toldToStop { throw end }
    }
}
#endif
