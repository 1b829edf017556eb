/// Why a loop serves no more events.
enum LoopEnd: Error, Sendable, Equatable {
    case handlerCannotBeMade(ErrorReport)
    case beforeSnapshotFailed(ErrorReport)
    case afterRestoreFailed(ErrorReport)
    case stopped(because: String)
    case toldToStop

    /// The codes that AWS's own clients exit with.
    var exitCode: Int32 {
        switch self {
        case .handlerCannotBeMade, .stopped: 1
        case .toldToStop: 0
        case .beforeSnapshotFailed: 64
        case .afterRestoreFailed: 65
        }
    }
}

extension LoopEnd: CustomStringConvertible {
    var description: String {
        switch self {
        case .handlerCannotBeMade(let report):
            "The handler could not be made: \(report.errorType): \(report.errorMessage)"
        case .beforeSnapshotFailed(let report):
            "A hook before the snapshot failed: \(report.errorMessage)"
        case .afterRestoreFailed(let report):
            "A hook after the restore failed: \(report.errorMessage)"
        case .stopped(let reason):
            reason
        case .toldToStop:
            "The loop was told to stop."
        }
    }
}
