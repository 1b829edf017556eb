import Glibc

/// A function's process, started against our Runtime API.
struct Bootstrap: ~Copyable {
    private let processID: pid_t
    private var connection: Socket

    private init(processID: pid_t, connection: consuming Socket) {
        self.processID = processID
        self.connection = connection
    }

    /// Starts the process and waits until it asks for its first event.
    static func started(path: String, listener: borrowing Socket) throws -> Bootstrap {
        let processID = try spawn(path, port: listener.port)
        var connection = try listener.accept()
        try connection.expect("GET")
        return Bootstrap(processID: processID, connection: connection)
    }

    /// Gives the process events, one after the other, and takes its answers.
    mutating func serve(_ count: Int, event: [UInt8]) throws {
        for _ in 0..<count {
            try connection.write(event)
            try connection.expect("POST")
            try connection.write(Self.accepted)
            try connection.expect("GET")
        }
    }

    /// The most memory the process had at once so far, in bytes.
    func peakMemory() -> Int { status("VmHWM:") }

    /// The memory that is the process's alone, in bytes; not the pages of its file, which the system
    /// may take away.
    func privateMemory() -> Int { status("RssAnon:") }

    /// What the process has used of the processor so far, all its threads together.
    func processorTime() -> Duration {
        guard let folder = opendir("/proc/\(processID)/task") else { return .zero }
        defer { closedir(folder) }
        var total = Duration.zero
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            let words = wordsOfFile("/proc/\(processID)/task/\(name)/schedstat")
            total += .nanoseconds(words.first.flatMap { Int($0) } ?? 0)
        }
        return total
    }

    private func status(_ name: String) -> Int {
        let words = wordsOfFile("/proc/\(processID)/status")
        guard let index = words.firstIndex(of: name), index + 1 < words.count else { return 0 }
        return (Int(words[index + 1]) ?? 0) * 1024
    }

    consuming func end() {
        kill(processID, SIGKILL)
        waitpid(processID, nil, 0)
    }

    private static let accepted = Array(
        "HTTP/1.1 202 Accepted\r\nContent-Length: 16\r\n\r\n{\"status\":\"OK\"}\n".utf8
    )

    /// What Lambda tells a function, as far as ours ask for it before their first event.
    private static let environment = [
        "AWS_REGION=us-east-1", "AWS_ACCESS_KEY_ID=key", "AWS_SECRET_ACCESS_KEY=secret",
        "PERDURE_STORE=dynamodb://table", "PERDURE_WAKE_QUEUE=https://queue.invalid/1/queue",
    ]

    private static func spawn(_ path: String, port: UInt16) throws -> pid_t {
        var processID = pid_t()
        let variables = (environment + ["AWS_LAMBDA_RUNTIME_API=127.0.0.1:\(port)"]).map {
            strdup($0)
        }
        let name = strdup(path)
        defer {
            for variable in variables { free(variable) }
            free(name)
        }
        let code = posix_spawn(&processID, path, nil, nil, [name, nil], variables + [nil])
        guard code == 0 else { throw Failure.cannotStart(path) }
        return processID
    }
}

private func wordsOfFile(_ path: String) -> [String] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var text = [UInt8](repeating: 0, count: 4096)
    text.removeLast(text.count - fread(&text, 1, text.count, file))
    return text.split { $0 <= UInt8(ascii: " ") }.map { String(decoding: $0, as: UTF8.self) }
}

extension Socket {
    fileprivate mutating func expect(_ method: String) throws {
        let line = try readRequest()
        guard line.hasPrefix(method) else { throw Failure.unexpected(line) }
    }
}
