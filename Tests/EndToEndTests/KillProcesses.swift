import Foundation

/// Kills every process that serves a function, with SIGKILL; returns how many there were.
func killProcesses(of function: String) throws -> Int {
    let variable = "AWS_LAMBDA_FUNCTION_NAME=\(function)"
    let servants = try FileManager.default.contentsOfDirectory(atPath: "/proc")
        .compactMap { Int32($0) }
        .filter { process in
            // A process may end while it is looked at, or belong to somebody else.
            let environment = try? Data(contentsOf: URL(filePath: "/proc/\(process)/environ"))
            return environment.map { $0.split(separator: 0).contains(Data(variable.utf8)) } ?? false
        }
    return servants.count { kill($0, SIGKILL) == 0 }
}
