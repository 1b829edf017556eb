/// The life of a sandbox.
extension FunctionHost {
    /// Serves the Runtime API on a port of the sandbox's own for as long as its process runs.
    func live(_ id: Sandbox.ID, _ lambdaEndpoint: String) async {
        do {
            let status = try await withHTTPServer(
                port: 0,
                respond: { .whole(await self.answer($0, from: id)) },
                { server in
                    let status = try await runProcess(id, server.port, lambdaEndpoint)
                    await server.readsToTheEnd()
                    return status
                }
            )
            ended(id) { .exited($0, status) }
            report(.processEnded(status, left: processes.count))
        } catch {
            ended(id) { .notStarted($0, "\(error)") }
        }
    }

    func makeProcess(_ id: Sandbox.ID) -> SandboxProcess {
        let (function, stream) = (definition.name, Self.logStream(id))
        return SandboxProcess(
            log: SandboxLog { [report, logs, time] line, origin in
                logs.append(line, of: function, stream, at: time.now)
                if origin == .function { report(.output(line)) }
            }
        )
    }

    private static func logStream(_ id: Sandbox.ID) -> String { "local/[$LATEST]\(id)" }

    private func refusePolls(_ id: Sandbox.ID) {
        processes[id]?.hasEnded = true
        polls.removeValue(forKey: id)?.resume(returning: RuntimeAPI.refused(.wrongState))
    }

    private func runProcess(
        _ id: Sandbox.ID,
        _ runtimePort: Int,
        _ lambdaEndpoint: String
    ) async throws -> ProcessEnd {
        guard let process = processes[id] else { return .signal(9) }
        let bootstrap = try await code.bootstrap()
        let command = ChildProcess.Command(
            program: bootstrap.program,
            environment: SandboxEnvironment(
                function: definition,
                taskRoot: bootstrap.folder,
                runtimePort: runtimePort,
                lambdaEndpoint: lambdaEndpoint,
                cloud: cloud,
                logStream: Self.logStream(id)
            ).variables,
            directory: bootstrap.folder
        )
        report(.processStarted)
        processes[id]?.isStarted()
        defer {
            process.log.finish()
            refusePolls(id)
        }
        return try await process.child.run(command) { process.log.append($0) }
    }

    private func ended(_ id: Sandbox.ID, _ failure: FunctionFailure.OfInvocation) {
        perform(pool.exited(id, failure, now: time.now))
        processes[id] = nil
    }
}
