/// Where and when a signature holds: `20150830/us-east-1/dynamodb/aws4_request`.
package struct CredentialScope: Sendable, Hashable, CustomStringConvertible {
    package let day: String
    package let region: Region
    package let service: String
    package let description: String

    package init(day: String, region: Region, service: String) {
        self.day = day
        self.region = region
        self.service = service
        var text = day
        text.reserveCapacity(64)
        text += "/"
        text += region.name
        text += "/"
        text += service
        text += "/aws4_request"
        description = text
    }
}
