import JSONCoding

extension DynamoDB {
    /// Why one action made DynamoDB cancel a whole transaction.
    package struct CancellationReason: Sendable, Hashable {
        /// `ConditionalCheckFailed`, `TransactionConflict` and so on; nil where the action is not to
        /// blame.
        package let code: String?
        package let message: String?
        /// The item that a condition did not hold for, where the action asked for it.
        package let item: Item?

        package init(code: String?, message: String? = nil, item: Item? = nil) {
            self.code = code
            self.message = message
            self.item = item
        }
    }

    static func cancellationReasons(_ json: JSON?) -> [CancellationReason] {
        (json?.array ?? []).map { reason in
            let code = reason["Code"]?.string
            return CancellationReason(
                code: code == "None" ? nil : code,
                message: reason["Message"]?.string,
                // An item of a form unknown to us is as good as none: the caller reads it anew.
                item: try? optionalItem(reason["Item"])
            )
        }
    }

    /// What may help against a cancelled transaction: another attempt if nothing but other traffic
    /// was in its way.
    static func cause(of reasons: [CancellationReason]) -> AWSError.Cause {
        let codes = Set(reasons.compactMap(\.code))
        guard !codes.isEmpty else { return .permanent }
        if codes.isSubset(of: trafficCodes) { return .throttling }
        return codes.isSubset(of: trafficCodes.union(["TransactionConflict"]))
            ? .transient : .permanent
    }

    private static let trafficCodes: Set = ["ThrottlingError", "ProvisionedThroughputExceeded"]
}
