import Foundation

/// Runs `swift`, whose output the person sees as it comes.
enum SwiftTool {
    static func run(_ build: StaticBuild) async throws(PackagerError) {
        let status = await exitStatus(of: build)
        switch status {
        case .success(0): return
        case .success(let status): throw .buildFailed(build.product, status: status)
        case .failure(let error): throw .noSwift("\(error)")
        }
    }

    private static func exitStatus(of build: StaticBuild) async -> Result<Int32, any Error> {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["swift"] + build.arguments
        process.environment = build.environment(from: ProcessInfo.processInfo.environment)
        process.standardInput = FileHandle.nullDevice
        // Standard output is for the packager's own answer.
        process.standardOutput = FileHandle.standardError
        return await withCheckedContinuation { continuation in
            process.terminationHandler = { ended in
                continuation.resume(returning: .success(ended.terminationStatus))
            }
            do {
                try process.run()
            } catch {
                continuation.resume(returning: .failure(error))
            }
        }
    }
}
