import HTTPTransport

/// What an API or a function URL lets pages of other origins do.
///
/// Source: API Gateway developer guide, "Configure CORS for HTTP APIs"; Lambda developer guide,
/// "Cross-origin resource sharing (CORS)" of function URLs.
struct CORSPolicy: Sendable, Hashable {
    var origins: [String] = []
    var methods: [String] = []
    var headers: [String] = []
    var exposed: [String] = []
    var maxAge: Int?
    var allowsCredentials = false

    static func isPreflight(_ request: HTTPRequest) -> Bool {
        request.method == "OPTIONS" && request.fields["Origin"] != nil
            && request.fields["Access-Control-Request-Method"] != nil
    }

    /// The fields that tell a page what it may ask for; none for an origin that may not.
    func preflight(_ request: HTTPRequest) -> HTTPFields {
        guard var fields = answer(to: request) else { return [:] }
        fields["access-control-allow-methods"] = Self.list(methods)
        fields["access-control-allow-headers"] = Self.list(headers)
        fields["access-control-max-age"] = maxAge.map { "\($0)" }
        return fields
    }

    /// Sets the fields that let a page read the answer; the function's own are replaced.
    func apply(to response: inout HTTPResponse, for request: HTTPRequest) {
        guard var fields = answer(to: request) else { return }
        fields["access-control-expose-headers"] = Self.list(exposed)
        for field in fields.all { response.fields[field.name] = field.value }
    }

    private func answer(to request: HTTPRequest) -> HTTPFields? {
        guard let origin = request.fields["Origin"], allows(origin) else { return nil }
        var fields: HTTPFields = [:]
        let isOpen = origins.contains("*") && !allowsCredentials
        fields["access-control-allow-origin"] = isOpen ? "*" : origin
        fields["vary"] = isOpen ? nil : "Origin"
        fields["access-control-allow-credentials"] = allowsCredentials ? "true" : nil
        return fields
    }

    /// `*` stands for any origin; `https://*` for any of a scheme.
    private func allows(_ origin: String) -> Bool {
        origins.contains { pattern in
            pattern == origin || pattern == "*"
                || (pattern.hasSuffix("*") && origin.hasPrefix(pattern.dropLast()))
        }
    }

    private static func list(_ items: [String]) -> String? {
        items.isEmpty ? nil : items.joined(separator: ",")
    }
}
