import AWSClient
import JSONCoding

extension Database {
    /// Source: Amazon DynamoDB API reference, `Query`; developer guide, "Paginating table query results".
    mutating func query(_ request: JSON) throws(ServiceError) -> JSON {
        let name = request["TableName"]?.string ?? ""
        let table = try table(name)
        let plan = try QueryPlan(request, table)
        let page = page(of: try matches(plan, in: name), plan)
        let found = page.matches.map(\.item).filter { plan.filter?.holds(for: $0) ?? true }
        return .members([
            "Items": .array(found.map { $0.projected(plan.projection).json }),
            "Count": .number(found.count),
            "ScannedCount": .number(page.matches.count),
            "LastEvaluatedKey": page.isLast ? nil : page.matches.last?.listing.json(plan, table),
        ])
    }

    fileprivate struct Match {
        let listing: Table.Listing
        let item: DynamoDB.Item
    }

    /// What the key condition finds from where the page starts, in order.
    private mutating func matches(
        _ plan: QueryPlan,
        in name: String
    ) throws(ServiceError) -> [Match] {
        let all: [Match]
        if let index = plan.index {
            all = (tables[name]?.listings(in: plan.partition, of: index, at: now) ?? [:])
                .map { Match(listing: $0.key, item: $0.value) }
        } else {
            let items =
                plan.isConsistent
                ? tables[name]?.items[plan.partition]
                : tables[name]?.copies(in: plan.partition, at: now)
            all = (items ?? [:]).map { sort, item in
                let key = Table.Key(partition: plan.partition, sort: sort)
                return Match(listing: Table.Listing(place: key, item: key), item: item)
            }
        }
        let matching = all.filter { plan.keyCondition.holds(for: $0.item) }
            .sorted { $0.listing.order(to: $1.listing) < 0 }
        let ordered = plan.isForward ? matching : matching.reversed()
        guard let start = plan.start else { return ordered }
        return ordered.filter {
            let order = $0.listing.order(to: start)
            return plan.isForward ? order > 0 : order < 0
        }
    }

    private func page(
        of matches: [Match],
        _ plan: QueryPlan
    ) -> (matches: [Match], isLast: Bool) {
        var size = 0
        for (number, match) in matches.enumerated() {
            size += match.item.size
            let isFull = number + 1 == plan.limit || size > 1 << 20 || irregularities.cuts()
            if isFull { return (Array(matches[...number]), false) }
        }
        return (matches, true)
    }
}

extension Table.Listing {
    /// Below, at or above zero, as this comes before another one in an index, is it, or comes after.
    fileprivate func order(to other: Self) -> Int {
        let orders = [
            place.sort.byteOrder(to: other.place.sort),
            item.partition.byteOrder(to: other.item.partition),
            item.sort.byteOrder(to: other.item.sort),
        ]
        return orders.first { $0 != 0 } ?? 0
    }

    fileprivate func json(_ plan: QueryPlan, _ table: Table) -> JSON {
        var key: DynamoDB.Item = [
            table.partitionKey: .string(item.partition), table.sortKey: .string(item.sort),
        ]
        key[plan.partitionKey] = .string(place.partition)
        key[plan.sortKey] = .string(place.sort)
        return key.json
    }
}
