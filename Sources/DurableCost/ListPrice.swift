/// An amount of US dollars at list prices of the region us-east-1, in November 2026, free tiers aside.
///
/// Computing time and storage are not in it: the one depends on the code, the other on how long things are kept.
package struct ListPrice: Sendable, Hashable {
    package let dollars: Double

    /// Source: Amazon DynamoDB pricing, on-demand capacity; Amazon SQS pricing, standard queues.
    package init(_ costs: TableCosts) {
        let microdollars =
            Double(costs.writeUnits) * 0.625 + Double(costs.readUnits) * 0.125
            + Double(costs.messages) * 0.40
        dollars = microdollars / 1e6
    }

    /// Source: AWS Lambda pricing, durable functions: operations, and data written.
    package init(_ costs: ServiceCosts) {
        dollars = Double(costs.operations) * 8 / 1e6 + Double(costs.writtenBytes) * 0.25 / 1e9
    }
}
