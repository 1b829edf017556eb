import LambdaPackager
import TestServices
import Testing

/// A packaged function that crashes under AWS's runtime interface emulator.
struct CrashedFunctionTests {
    @Test(
        arguments: [
            ("index", "Swift runtime failure: Index out of range"),
            ("memory", "static CrashingBootstrap.readNowhere()"),
            ("abort", "static CrashingBootstrap.callAbort()"),
            ("stack", "static CrashingBootstrap.descend(_:)"),
        ]
    )
    func `The caller's error leads to the line that crashed, and the next call is served`(
        way: (event: String, place: String)
    ) async throws {
        let sample = try Sample("CrashingBootstrap")
        let emulator = try await RuntimeInterfaceEmulator(sample)
        let answer = try await emulator.invoke(Array(way.event.utf8))
        let error = String(decoding: answer.body, as: UTF8.self)
        #expect(error.hasPrefix(#"{"errorType":"Runtime.Crash","errorMessage":"The process "#))

        let symbols = repositoryRoot.appending(path: ".perdure/CrashingBootstrap.symbols").path()
        let named = try await LogSymbolicator(files: [symbols]).symbolicate(error)
        #expect(named.log.contains(way.place))
        #expect(named.log.contains(#/at \./Tests/CrashingBootstrap/CrashingBootstrap\.swift:\d+/#))
        #expect(named.unknown.isEmpty)

        let next = try await emulator.invoke(Array("none".utf8))
        #expect(next.body == Array("none".utf8))
    }
}
