import Glibc

/// Proof, for every other process on the machine, that this one is alive.
///
/// An owner of executions takes a random number and locks the byte at that place of a file beside the
/// database. The kernel lets go of the lock when the process ends, however it ends, so that anybody
/// can ask at once whether an owner is alive.
///
/// The locks belong to the open file, not to the process, so several owners may live in one process.
/// They say when a takeover may be tried; that no two owners write is the log's own affair.
///
/// Source: Linux manual, fcntl_locking(2), "Open file description locks".
package final class OwnerLock: Sendable {
    /// The owner's number, which no other ever had.
    package let process: Int64
    private let file: Int32

    /// Takes a number and holds it until the end of this value or of its process.
    package init(beside path: String) throws(SQLiteLogError) {
        process = .random(in: 1...1 << 62)
        file = try lockedFile(beside: path, at: process, setLock)
    }

    deinit {
        release()
        close(file)
    }

    /// Counts as gone from now on.
    ///
    /// Closing the file is not enough while a child process that is about to start has it too.
    package func release() { unlock(file, at: process) }

    /// Whether the owner with a number may still be at work.
    ///
    /// Where that cannot be found out it may.
    package func isAlive(_ process: Int64) -> Bool {
        guard process != self.process else { return true }
        var lock = flock(at: process)
        return fcntl(file, getLock, &lock) != 0 || lock.l_type != Int16(F_UNLCK)
    }
}

/// Keeps other processes from opening a database while this one does, and may be laying it out.
struct OpeningLock {
    private let file: Int32

    /// Waits while another process has it.
    init(beside path: String) throws(SQLiteLogError) {
        file = try lockedFile(beside: path, at: 0, setLockWaiting)
    }

    func release() {
        unlock(file, at: 0)
        close(file)
    }
}

private func lockedFile(
    beside path: String,
    at place: Int64,
    _ command: Int32
) throws(SQLiteLogError) -> Int32 {
    let path = path + "-owners"
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw SQLiteLogError(path: path, errno) }
    var lock = flock(at: place)
    while fcntl(file, command, &lock) != 0 {
        let code = errno
        guard code == EINTR else {
            close(file)
            throw SQLiteLogError(path: path, code)
        }
    }
    return file
}

private func unlock(_ file: Int32, at place: Int64) {
    var lock = flock(at: place)
    lock.l_type = Int16(F_UNLCK)
    _ = fcntl(file, setLock, &lock)
}

/// `F_OFD_GETLK`, `F_OFD_SETLK` and `F_OFD_SETLKW`, which Glibc's module leaves out.
private let (getLock, setLock, setLockWaiting) = (Int32(36), Int32(37), Int32(38))

extension flock {
    fileprivate init(at place: Int64) {
        self.init()
        l_type = Int16(F_WRLCK)
        l_whence = Int16(SEEK_SET)
        l_start = Int(place)
        l_len = 1
    }
}

extension SQLiteLogError {
    fileprivate init(path: String, _ code: Int32) {
        self.init(path: path, reason: String(cString: strerror(code)))
    }
}
