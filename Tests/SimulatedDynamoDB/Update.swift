import AWSClient

/// What an update expression does to an item.
struct Update {
    var settings: [(name: String, value: Setting)] = []
    var removals: [String] = []

    enum Setting {
        case value(AttributeValue)
        case ifMissing(String, AttributeValue)
    }

    private var names: [String] { settings.map(\.name) + removals }

    func applied(to item: DynamoDB.Item, keys: [String]) throws(ServiceError) -> DynamoDB.Item {
        if let key = names.first(where: keys.contains) {
            throw .invalid("Cannot update attribute \(key). This attribute is part of the key")
        }
        guard Set(names).count == names.count else {
            throw .invalid("Two document paths overlap with each other")
        }
        var updated = item
        for (name, value) in settings { updated[name] = value.value(of: item) }
        for name in removals { updated[name] = nil }
        return updated
    }
}

extension Update.Setting {
    /// By what an item was before the update.
    fileprivate func value(of item: DynamoDB.Item) -> AttributeValue {
        switch self {
        case .value(let value): value
        case .ifMissing(let name, let value): item[name] ?? value
        }
    }
}
