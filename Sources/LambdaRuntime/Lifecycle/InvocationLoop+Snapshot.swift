/// SnapStart: the environment is frozen after its initialisation, and each copy goes on from there.
///
/// Source: "Implement code before or after Lambda function snapshots" in the Lambda Developer Guide.
extension InvocationLoop {
    /// Returns at once where no snapshot is taken, else in each restored copy.
    func restoreFromSnapshot() async throws(LoopEnd) {
        guard settings.isSnapshotted else { return }
        do {
            try await settings.hooks.runBeforeSnapshot()
        } catch {
            let report = ErrorReport(hook: "Runtime.BeforeSnapshotError", error)
            _ = exchange(.initError(report))
            throw .beforeSnapshotFailed(report)
        }
        try waitForRestore()
        do {
            try await settings.hooks.runAfterRestore()
        } catch {
            let report = ErrorReport(hook: "Runtime.AfterRestoreError", error)
            _ = exchange(.restoreError(report))
            throw .afterRestoreFailed(report)
        }
    }

    private func waitForRestore() throws(LoopEnd) {
        let outcome = exchange(.restoreNext)
        dropConnection()
        switch outcome {
        case .success(let response) where (200..<300).contains(response.status):
            return
        case .success(let response):
            throw .stopped(because: "Lambda restored no snapshot: status \(response.status).")
        case .failure(let error):
            throw .stopped(because: "Lambda restored no snapshot: \(error)")
        }
    }
}

extension ErrorReport {
    fileprivate init(hook errorType: String, _ error: any Error) {
        let report = ErrorReport(error)
        self.init(
            errorType: errorType,
            errorMessage: "\(report.errorType): \(report.errorMessage)",
            stackTrace: report.stackTrace
        )
    }
}
