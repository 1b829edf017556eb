extension SQS {
    /// The ARN of the queue with a URL, which ends with its account and its name.
    ///
    /// Source: Amazon SQS developer guide, "Queue and message identifiers".
    package static func queueARN(
        ofURL url: String,
        in region: Region
    ) throws(InvalidQueueURL) -> String {
        let parts = url.split(separator: "/")
        guard let name = parts.last, let account = parts.dropLast().last,
            account.utf8.count == 12, account.utf8.allSatisfy(\.isDigit)
        else { throw InvalidQueueURL(url: url) }
        return "arn:\(Partition.of(region).name):sqs:\(region):\(account):\(name)"
    }
}

/// A text that is not the URL of a queue.
package struct InvalidQueueURL: Error, Hashable, CustomStringConvertible {
    let url: String

    package var description: String {
        "'\(url)' is not the URL of a queue: it must end with /ACCOUNT/NAME."
    }
}
