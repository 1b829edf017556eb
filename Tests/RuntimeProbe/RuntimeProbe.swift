import LambdaRuntime

/// A function that does what its event asks for, in the way that `PROBE` says.
@main struct RuntimeProbe {
    static func main() {
        Lambda.onShutdown { print("shutting down") }
        switch Variable.probe {
        case "stream": Lambda.runConcurrently(cancelling: .never, stream)
        case "type": Lambda.run(Typed.self)
        case "broken": Lambda.run(Broken.self)
        case "concurrent": Lambda.runConcurrently(answer)
        default: Lambda.run(answer)
        }
    }

    static func answer(_ event: Event, _ invocation: Invocation) async throws -> [String] {
        switch event.wish {
        case .echo:
            return [event.text ?? ""]
        case .fail:
            throw Declined(text: event.text ?? "")
        case .sleep:
            try await Task.sleep(for: .seconds(3600))
            return []
        case .hang:
            // A sleep that ignores its cancellation.
            await Task.detached { try? await Task.sleep(for: .seconds(3600)) }.value
            return []
        case .mainActor:
            return ["\(await Ledger.shared.count)"]
        case .trace:
            return [Variable.trace, invocation.traceID, Lambda.currentInvocation?.requestID.text]
                .map { $0 ?? "none" }
        case .meet:
            await Meeting.shared.join()
            return [invocation.requestID.text]
        }
    }

    static func stream(
        _ event: Event,
        _ response: ResponseWriter,
        _ invocation: Invocation
    ) async throws {
        if event.wish == .mainActor {
            try await response.writeHead(ResponseHead(status: 201, cookies: ["a=b"]))
        }
        for piece in event.text?.split(separator: " ") ?? [] {
            try await response.write(String(piece))
        }
        if event.wish == .fail { throw Declined(text: "in the midst") }
    }
}

struct Event: Decodable {
    enum Wish: String, Decodable {
        case echo
        case fail
        case sleep
        case hang
        case mainActor
        case trace
        case meet
    }

    var wish: Wish
    var text: String?
}

struct Declined: FunctionError {
    var text: String

    var errorType: String { "Payment.Declined" }
    var errorMessage: String { text }
    var stackTrace: [String] { ["pay()", "main()"] }
}

struct Typed: Lambda.Handler {
    private var count = 0

    init() async throws {
        try await Task.sleep(for: .milliseconds(1))
    }

    mutating func handle(_ event: Event, _ invocation: Invocation) async throws -> Int {
        count += 1
        return count
    }
}

struct Broken: Lambda.Handler {
    init() async throws { throw Declined(text: "no table") }

    func handle(_ event: [UInt8], _ invocation: Invocation) async throws -> [UInt8] { event }
}

@MainActor final class Ledger {
    static let shared = Ledger()

    private var calls = 0

    var count: Int {
        calls += 1
        MainActor.assertIsolated()
        return calls
    }
}

/// Where invocations wait until two are there.
actor Meeting {
    static let shared = Meeting()

    private var first: CheckedContinuation<Void, Never>?

    func join() async {
        if let other = first.take() { return other.resume() }
        await withCheckedContinuation { first = $0 }
    }
}
