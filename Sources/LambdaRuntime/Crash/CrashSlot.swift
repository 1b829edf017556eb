import CCrash

/// Says, to whoever has to report a crash, what would be lost in it.
///
/// Each loop has one: a crash fails every invocation that is in some slot.
struct CrashSlot: ~Copyable, Sendable {
    // Unsafe for the compiler only, which knows nothing of what a pointer leads to: the slot's own state is atomic, and
    // says whether its other bytes may be read.
    private nonisolated(unsafe) let slot = perdure_crash_slot_take()

    deinit {
        if let slot { perdure_crash_slot_return(slot) }
    }

    /// A crash from now on fails this invocation.
    borrowing func cover(_ invocation: Invocation) {
        guard let slot else { return }
        var request = invocation.requestID.pathSegment
        var attempt = invocation.invocationID ?? ""
        request.withUTF8 { request in
            attempt.withUTF8 { attempt in
                perdure_crash_slot_cover(
                    slot,
                    request.baseAddress,
                    request.count,
                    attempt.baseAddress,
                    attempt.count
                )
            }
        }
    }

    /// A crash from now on fails the initialisation.
    borrowing func coverInitialization() {
        if let slot { perdure_crash_slot_cover_initialization(slot) }
    }

    /// A crash from now on fails nobody.
    borrowing func clear() {
        if let slot { perdure_crash_slot_clear(slot) }
    }
}
