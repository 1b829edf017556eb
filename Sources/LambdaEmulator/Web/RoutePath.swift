/// The path of a route: `/pets/{id}`, `/files/{path+}`.
struct RoutePath: Sendable, Hashable {
    enum Segment: Sendable, Hashable {
        case literal(String)
        case parameter(String)
        /// The rest of the path: at least one segment.
        case greedy(String)
    }

    let segments: [Segment]

    init(_ text: String) {
        segments = text.pathSegments.map { segment in
            guard segment.hasPrefix("{"), segment.hasSuffix("}") else { return .literal(segment) }
            let name = segment.dropFirst().dropLast()
            return name.hasSuffix("+") ? .greedy(String(name.dropLast())) : .parameter(String(name))
        }
    }

    /// The values of the path's parameters; `nil` where the path is another.
    func parameters(in path: String) -> [String: String]? {
        var rest = path.pathSegments[...]
        var parameters: [String: String] = [:]
        for segment in segments {
            guard let value = rest.popFirst() else { return nil }
            switch segment {
            case .literal(let text):
                guard value.percentDecoded == text else { return nil }
            case .parameter(let name):
                guard !value.isEmpty else { return nil }
                parameters[name] = value.percentDecoded
            case .greedy(let name):
                let whole = ([value] + rest).joined(separator: "/")
                guard !whole.isEmpty else { return nil }
                parameters[name] = whole.percentDecoded
                return parameters
            }
        }
        return rest.isEmpty ? parameters : nil
    }

    /// Lower is more specific, segment by segment.
    var rank: [Int] {
        segments.map { segment in
            switch segment {
            case .literal: 0
            case .parameter: 1
            case .greedy: 2
            }
        }
    }
}

extension RoutePath: CustomStringConvertible {
    var description: String {
        "/"
            + segments.map { segment in
                switch segment {
                case .literal(let text): text
                case .parameter(let name): "{\(name)}"
                case .greedy(let name): "{\(name)+}"
                }
            }.joined(separator: "/")
    }
}

extension String {
    /// What the slashes part; an empty path and a slash alone have none, a slash at the end leaves an
    /// empty one.
    fileprivate var pathSegments: [String] {
        let path = hasPrefix("/") ? dropFirst() : self[...]
        return path.isEmpty
            ? [] : path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    }
}
