import Foundation

/// The processes whose environment has this variable, as `NAME=VALUE`.
func processes(with variable: String, running program: String? = nil) throws -> [pid_t] {
    try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { pid_t($0) }
        .filter { process in
            // A process may end while it is looked at, or belong to somebody else.
            guard
                let environment = try? Data(contentsOf: URL(filePath: "/proc/\(process)/environ")),
                environment.split(separator: 0).contains(Data(variable.utf8))
            else { return false }
            let path = try? FileManager.default
                .destinationOfSymbolicLink(atPath: "/proc/\(process)/exe")
            return program.map { path == $0 } ?? true
        }
}

/// Kills every process that serves a function, with SIGKILL; returns how many there were.
func killProcesses(of function: String) throws -> Int {
    try processes(with: "AWS_LAMBDA_FUNCTION_NAME=\(function)").count { kill($0, SIGKILL) == 0 }
}
