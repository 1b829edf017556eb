import DurableExecution
import Foundation
import HTTPTransport
import LambdaPackager
import TestServices
import TestTools
import Testing

@testable import LambdaEmulator

/// Invoke over real processes that speak the real Runtime API.
@Suite struct InvokeTests {
    private func withFunction(
        _ bootstrap: String = "MisbehavingBootstrap",
        handler: String = "bootstrap",
        timeout: Duration = .seconds(30),
        time: any Timekeeper = SystemTime(),
        _ body: (EmulatorHarness) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let function = try FunctionDefinition.built(
                bootstrap,
                in: folder,
                handler: handler,
                timeout: timeout,
                environment: ["COLOR": "blue", "AWS_REGION": "mine"]
            )
            try await EmulatorHarness.run([function], time: time, body)
        }
    }

    // MARK: What callers get

    @Test(arguments: [
        "F", "F:1", "F:$LATEST", "000000000000:function:F", "function:F:live",
        "arn:aws:lambda:us-east-1:000000000000:function:F",
        "arn:aws:lambda:us-east-1:000000000000:function:F:7",
    ])
    func `any form of a function's name reaches it`(name: String) async throws {
        try await withFunction("Echo") { emulator in
            let answer = try await emulator.invoke(name.percentEncoded, #"{"b": 1.0}"#)
            #expect(answer.status == 200)
            #expect(answer.text == #"{"b": 1.0}"#)
            #expect(answer.fields["X-Amz-Executed-Version"] == "$LATEST")
            #expect(answer.fields["X-Amz-Function-Error"] == nil)
        }
    }

    @Test func `an unknown function is an error that names the known ones`() async throws {
        try await withFunction("Echo") { emulator in
            let answer = try await emulator.invoke("Nobody", "{}")
            #expect(answer.status == 404)
            #expect(answer.fields["x-amzn-ErrorType"] == "ResourceNotFoundException")
            #expect(answer.text.contains("The template has: F."))
        }
    }

    @Test func `an event that is no JSON is refused, none at all is an empty object`() async throws
    {
        try await withFunction("Echo") { emulator in
            let answer = try await emulator.invoke("F", "{oops")
            #expect(answer.status == 400)
            #expect(answer.fields["x-amzn-ErrorType"] == "InvalidRequestContentException")
            #expect(try await emulator.invoke("F", "").text == "{}")
        }
    }

    @Test(arguments: [("RequestResponse", 6_291_456), ("Event", 1_048_576)])
    func `an event over the limit is refused`(mode: String, limit: Int) async throws {
        try await withFunction("Echo") { emulator in
            let event = "\"" + String(repeating: "x", count: limit - 1) + "\""
            let fields: HTTPFields = ["X-Amz-Invocation-Type": mode]
            let answer = try await emulator.invoke("F", event, fields: fields)
            #expect(answer.status == 413)
            #expect(answer.fields["x-amzn-ErrorType"] == "RequestTooLargeException")
        }
    }

    @Test(arguments: [
        (nil, "F is not durable, so that it has no execution to name: give it a DurableConfig"),
        ("dynamodb://T", #"name one in the event, {"perdure":{"start":{"name":"#),
    ])
    func `a name for an execution is refused where Lambda keeps none`(
        store: String?,
        reason: String
    ) async throws {
        try await withTemporaryFolder { folder in
            var function = try FunctionDefinition.built("Echo", in: folder)
            function.environment["PERDURE_STORE"] = store
            function.reachesStore = true
            try await EmulatorHarness.run([function]) { emulator in
                let fields: HTTPFields = ["X-Amz-Durable-Execution-Name": "mine"]
                let answer = try await emulator.invoke("F", "{}", fields: fields)
                #expect(answer.status == 400)
                #expect(answer.fields["x-amzn-ErrorType"] == "InvalidParameterValueException")
                let body = try WireJSON.decode([String: String].self, answer.body)
                #expect(body["message"]?.contains(reason) == true)
            }
        }
    }

    @Test func `a dry run answers without running anything`() async throws {
        try await withFunction("Echo") { emulator in
            let fields: HTTPFields = ["X-Amz-Invocation-Type": "DryRun"]
            let answer = try await emulator.invoke("F", "{}", fields: fields)
            #expect(answer.status == 204)
        }
    }

    @Test func `a reported error is a function error with the function's own words`() async throws {
        try await withFunction { emulator in
            let answer = try await emulator.invoke("F", #"{"do":"error"}"#)
            #expect(answer.status == 200)
            #expect(answer.fields["X-Amz-Function-Error"] == "Unhandled")
            #expect(answer.text == #"{"errorType":"Bad.Luck","errorMessage":"as told"}"#)
        }
    }

    @Test(arguments: [
        (#"{"do":"exit","code":7}"#, "Runtime exited with error: exit status 7"),
        (#"{"do":"exit"}"#, "Runtime exited without providing a reason"),
        (#"{"do":"crash"}"#, "Runtime exited with error: signal: aborted"),
    ])
    func `a process that dies is a function error, the next event gets a new one`(
        event: String,
        reason: String
    ) async throws {
        try await withFunction { emulator in
            let answer = try await emulator.invoke("F", event)
            #expect(answer.fields["X-Amz-Function-Error"] == "Unhandled")
            let error = try WireJSON.decode(FunctionErrorBody.self, answer.body)
            #expect(error.errorType == "Runtime.ExitError")
            #expect(error.errorMessage?.hasSuffix("Error: \(reason)") == true)
            #expect(try await emulator.invoke("F", #"{"do":"echo"}"#).text == #"{"do":"echo"}"#)
        }
    }

    @Test func `a function over its timeout is killed and the caller told`() async throws {
        let time = ManualTime()
        try await withFunction(timeout: .seconds(3), time: time) { emulator in
            async let answer = emulator.invoke("F", #"{"do":"hang"}"#)
            try await emulator.first { kind in
                if case .invoked = kind { true } else { nil }
            }
            time.advance(by: .seconds(3))
            let error = try WireJSON.decode(FunctionErrorBody.self, try await answer.body)
            #expect(error.errorType == "Sandbox.Timedout")
            #expect(
                error.errorMessage?.hasSuffix("Error: Task timed out after 3.00 seconds") == true
            )
            #expect(try await emulator.invoke("F", #"{"do":"echo"}"#).status == 200)
        }
    }

    @Test func `a bootstrap that cannot start reports why`() async throws {
        try await withFunction(handler: "init-error") { emulator in
            let answer = try await emulator.invoke("F", "{}")
            #expect(answer.text == #"{"errorType":"Bad.Start","errorMessage":"as told"}"#)
        }
    }

    @Test func `a missing zip is an error that says how to make it`() async throws {
        let function = FunctionDefinition(
            logicalID: "F",
            name: "F",
            codeURI: "/nowhere/F.zip",
            timeout: .seconds(60)
        )
        try await EmulatorHarness.run([function]) { emulator in
            let answer = try await emulator.invoke("F", "{}")
            #expect(
                answer.text.contains("/nowhere/F.zip does not exist; run 'perdure package' first")
            )
        }
    }

    @Test func `a function runs out of its zip, by way of a link`() async throws {
        try await withTemporaryFolder { folder in
            let program = try Data(contentsOf: URL(fileURLWithPath: builtProduct("Echo")))
            let entry = ZipEntry(
                path: try ZipPath("bootstrap"),
                isExecutable: true,
                content: Array(program)
            )
            try Files.replace("\(folder)/F.zip", with: try ZipWriter.archive(of: [entry]))
            try Files.link("\(folder)/F", to: "F.zip")
            let function = FunctionDefinition(
                logicalID: "F",
                name: "F",
                codeURI: "\(folder)/F",
                timeout: .seconds(60)
            )
            try await EmulatorHarness.run([function]) { emulator in
                let answer = try await emulator.invoke("F", "[1]")
                #expect(answer.text == "[1]")
            }
        }
    }

    @Test func `the log's tail comes along when the caller asks for it`() async throws {
        try await withFunction { emulator in
            let answer = try await emulator.invoke(
                "F",
                #"{"do":"say","text":"hello"}"#,
                fields: ["X-Amz-Log-Type": "Tail"]
            )
            #expect(answer.fields["X-Amz-Log-Result"] != nil)
            let line = try await emulator.first { kind in
                if case .output(let line) = kind { line } else { nil }
            }
            #expect(line == "hello")
        }
    }

    @Test func `a failed event is tried again after one minute and after two more`() async throws {
        let time = ManualTime()
        try await withFunction(time: time) { emulator in
            let fields: HTTPFields = ["X-Amz-Invocation-Type": "Event"]
            #expect(
                try await emulator.invoke("F", #"{"do":"error"}"#, fields: fields).status == 202
            )
            for delay in [Duration.seconds(60), .seconds(120)] {
                let announced = try await emulator.first { kind in
                    if case .willRetry(_, let delay) = kind { delay } else { nil }
                }
                #expect(announced == delay)
                time.advance(by: delay)
            }
            try await emulator.first { kind in
                if case .gaveUp = kind { true } else { nil }
            }
        }
    }

    // MARK: What processes get

    @Test func `an event comes with the headers of the Runtime API`() async throws {
        try await withFunction { emulator in
            let context = Data(#"{"client":{}}"#.utf8).base64EncodedString()
            let answer = try await emulator.invoke(
                "F",
                #"{"do":"headers"}"#,
                fields: ["X-Amz-Client-Context": context]
            )
            let headers = try WireJSON.decode([String: String].self, answer.body)
            #expect(headers["Lambda-Runtime-Client-Context"] == #"{"client":{}}"#)
            #expect(
                headers["Lambda-Runtime-Invoked-Function-Arn"]
                    == "arn:aws:lambda:us-east-1:000000000000:function:F"
            )
            let id = headers["Lambda-Runtime-Aws-Request-Id"]
            #expect(id == answer.fields["x-amzn-RequestId"])
            #expect(headers["Lambda-Runtime-Deadline-Ms"].flatMap(Int.init) != nil)
            #expect(headers["Lambda-Runtime-Invocation-Id"] != nil)
        }
    }

    @Test(arguments: [
        (nil, "Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0"),
        ("Root=1-a-b", "Root=1-a-b;Parent=[0-9a-f]{16};Sampled=0"),
        ("Self=1-c-d; Root=1-a-b; Parent=e; Sampled=1", "Root=1-a-b;Parent=e;Sampled=1"),
    ])
    func `an event belongs to the caller's trace, or to one of its own`(
        header: String?,
        expected: String
    ) async throws {
        try await withFunction { emulator in
            var fields: HTTPFields = [:]
            fields["X-Amzn-Trace-Id"] = header
            let answer = try await emulator.invoke("F", #"{"do":"headers"}"#, fields: fields)
            let headers = try WireJSON.decode([String: String].self, answer.body)
            let trace = try #require(headers["Lambda-Runtime-Trace-Id"])
            #expect(try trace.wholeMatch(of: Regex(expected)) != nil, "\(trace)")
        }
    }

    @Test func `a process has Lambda's environment and the function's, nothing of ours`()
        async throws
    {
        try await withFunction { emulator in
            let answer = try await emulator.invoke("F", #"{"do":"environment"}"#)
            let variables = try WireJSON.decode([String: String].self, answer.body)
            #expect(variables["COLOR"] == "blue")
            #expect(variables["AWS_REGION"] == "us-east-1")
            #expect(variables["_HANDLER"] == "bootstrap")
            #expect(variables["AWS_LAMBDA_FUNCTION_NAME"] == "F")
            #expect(variables["AWS_ENDPOINT_URL_LAMBDA"] == "http://127.0.0.1:\(emulator.port)")
            #expect(variables["HOME"] == nil)
        }
    }

    @Test func `answers for another request or attempt are refused`() async throws {
        try await withFunction { emulator in
            let answer = try await emulator.invoke("F", #"{"do":"answer oddly"}"#)
            #expect(answer.text == "[400,410]")
        }
    }

    @Test func `an answer over the limit is refused and the caller told`() async throws {
        try await withFunction { emulator in
            let answer = try await emulator.invoke("F", #"{"do":"answer too much"}"#)
            let error = try WireJSON.decode(FunctionErrorBody.self, answer.body)
            #expect(error.errorType == "Function.ResponseSizeTooLarge")
            #expect(try await emulator.invoke("F", #"{"do":"statuses"}"#).text == "[413]")
        }
    }

    @Test func `events that come together are served by several processes`() async throws {
        try await withFunction { emulator in
            let processes = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 1...8 {
                    group.addTask { try await emulator.invoke("F", #"{"do":"process"}"#).text }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(processes.count == 8)
        }
    }

    @Test func `a process that has nothing to do is ended`() async throws {
        let time = ManualTime()
        try await withFunction("Echo", timeout: .seconds(900), time: time) { emulator in
            _ = try await emulator.invoke("F", "1")
            _ = try await emulator.invoke("F", "2")
            try await withThrowingTaskGroup(of: Void.self) { group in
                // When the process asks for its third event is its own affair.
                group.addTask {
                    let fields: HTTPFields = ["X-Amz-Invocation-Type": "DryRun"]
                    while !Task.isCancelled {
                        _ = try await emulator.invoke("F", "{}", fields: fields)
                        time.advance(by: .milliseconds(100))
                    }
                }
                let left = try await emulator.first { kind in
                    if case .processEnded(_, let left) = kind { left } else { nil }
                }
                #expect(left == 0)
                group.cancelAll()
                // A call that was under way when the group was cancelled.
                while let result = await group.nextResult() { _ = result }
            }
        }
    }
}
