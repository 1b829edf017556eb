/// The method of an HTTP request.
public struct HTTPMethod: OpenEnumeration {
    /// The method, in capitals.
    public let rawValue: String

    /// Any method, listed below or not.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Reads a resource.
    public static let get: Self = "GET"
    /// Reads a resource's fields only.
    public static let head: Self = "HEAD"
    /// Hands the resource something to process.
    public static let post: Self = "POST"
    /// Replaces a resource.
    public static let put: Self = "PUT"
    /// Changes a part of a resource.
    public static let patch: Self = "PATCH"
    /// Removes a resource.
    public static let delete: Self = "DELETE"
    /// Asks what may be done.
    public static let options: Self = "OPTIONS"
}
