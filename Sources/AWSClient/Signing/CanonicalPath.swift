/// What a service does to a path before it checks the signature.
package enum PathRule: Sendable {
    /// Every service but S3: dot segments and empty segments go, then the path is encoded (again).
    case normalized
    /// The path is encoded (again), its segments stay.
    case encoded
    /// S3: the path counts as it was sent.
    case asSent
}

/// Step 1, the path of the canonical request.
func canonicalPath(_ path: Substring, rule: PathRule) -> String {
    guard !path.isEmpty, path != "/" else { return "/" }
    return switch rule {
    case .normalized:
        PercentEncoding.encode(removingDotSegments(path).utf8, keepsSlashes: true)
    case .encoded: PercentEncoding.encode(path.utf8, keepsSlashes: true)
    case .asSent: String(path)
    }
}

/// Source: RFC 3986 section 5.2.4, and empty segments removed as well.
private func removingDotSegments(_ path: Substring) -> String {
    var kept: [Substring] = []
    for segment in path.split(separator: "/") {
        switch segment {
        case ".": continue
        case "..": _ = kept.popLast()
        default: kept.append(segment)
        }
    }
    let end = path.hasSuffix("/") && !kept.isEmpty ? "/" : ""
    return "/" + kept.joined(separator: "/") + end
}
