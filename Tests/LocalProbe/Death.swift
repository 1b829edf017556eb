import Glibc

/// Has this process kill itself with SIGKILL after as many microseconds as the variable `DIES_AFTER` says, whatever it
/// is doing then.
func dieLater() {
    guard let delay = getenv("DIES_AFTER").flatMap({ UInt32(String(cString: $0)) }) else { return }
    var thread = pthread_t()
    let argument = UnsafeMutableRawPointer(bitPattern: UInt(delay) + 1)
    pthread_create(
        &thread,
        nil,
        { delay in
            usleep(UInt32(UInt(bitPattern: delay) - 1))
            kill(getpid(), SIGKILL)
            return nil
        },
        argument
    )
}
