/// The status code of an HTTP response.
///
/// Source: RFC 9110 section 15.
public struct HTTPStatus: RawRepresentable, Codable, Hashable, Sendable,
    ExpressibleByIntegerLiteral
{
    /// The code, 100 to 599.
    public let rawValue: Int

    /// Any status, listed below or not.
    public init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// Any status, listed below or not.
    public init(integerLiteral value: Int) {
        rawValue = value
    }

    /// 200: the answer is in the body.
    public static let ok: Self = 200
    /// 201: something new came into being.
    public static let created: Self = 201
    /// 202: the work goes on after the answer.
    public static let accepted: Self = 202
    /// 204: done, with nothing to say.
    public static let noContent: Self = 204
    /// 303: the answer is at `Location`.
    public static let seeOther: Self = 303
    /// 304: what the client has is still right.
    public static let notModified: Self = 304
    /// 307: ask the same again at `Location`.
    public static let temporaryRedirect: Self = 307
    /// 400: the request makes no sense.
    public static let badRequest: Self = 400
    /// 401: the client must say who it is.
    public static let unauthorized: Self = 401
    /// 403: the client may not do this.
    public static let forbidden: Self = 403
    /// 404: there is no such thing.
    public static let notFound: Self = 404
    /// 405: the resource does not know the method.
    public static let methodNotAllowed: Self = 405
    /// 409: the request does not fit the resource's state.
    public static let conflict: Self = 409
    /// 422: the request can be read, but not followed.
    public static let unprocessableContent: Self = 422
    /// 429: the client asks too often.
    public static let tooManyRequests: Self = 429
    /// 500: the function failed.
    public static let internalServerError: Self = 500
    /// 502: what the function asked gave a wrong answer.
    public static let badGateway: Self = 502
    /// 503: try again later.
    public static let serviceUnavailable: Self = 503
}
