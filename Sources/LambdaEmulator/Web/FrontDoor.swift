import HTTPTransport

/// Where a request goes: one port serves Lambda's API and every endpoint of the template.
///
/// An endpoint has a host name of its own, as on AWS. Lambda's API is known by its paths, which begin
/// with a date. Whatever else comes goes to the endpoint of a template that has only one.
enum FrontDoor: Hashable {
    case endpoint(HTTPEndpoint)
    case lambda
    case unknown

    init(_ head: HTTPRequest, _ endpoints: [HTTPEndpoint]) {
        let host = head.fields["Host"]?.prefix { $0 != ":" }.lowercased()
        if let endpoint = endpoints.first(where: { $0.host == host }) {
            self = .endpoint(endpoint)
        } else if head.target.beginsWithDate || endpoints.isEmpty {
            self = .lambda
        } else if let only = endpoints.first, endpoints.count == 1 {
            self = .endpoint(only)
        } else {
            self = .unknown
        }
    }
}

extension String {
    /// As in `/2015-03-31/functions`.
    fileprivate var beginsWithDate: Bool {
        let segment = dropFirst().prefix { $0 != "/" && $0 != "?" }
        let parts = segment.split(separator: "-", omittingEmptySubsequences: false)
        return parts.map(\.count) == [4, 2, 2] && parts.allSatisfy { $0.allSatisfy(\.isNumber) }
    }
}
