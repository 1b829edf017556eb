import CCrash

/// Says, to whoever has to report a crash, what would be lost in it.
///
/// Each loop has one: a crash fails every invocation that is in some slot.
struct CrashSlot: ~Copyable {
    private let slot = perdure_crash_slot_take()

    deinit {
        if let slot { perdure_crash_slot_return(slot) }
    }

    borrowing func during<Value>(_ invocation: Invocation, _ body: () -> Value) -> Value {
        cover(invocation)
        defer { clear() }
        return body()
    }

    borrowing func duringInitialization<Value>(_ body: () -> Value) -> Value {
        if let slot { perdure_crash_slot_cover_initialization(slot) }
        defer { clear() }
        return body()
    }

    private borrowing func cover(_ invocation: Invocation) {
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

    private borrowing func clear() {
        if let slot { perdure_crash_slot_clear(slot) }
    }
}
