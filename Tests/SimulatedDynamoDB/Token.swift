/// A piece of an expression.
enum Token: Equatable {
    /// A keyword, a function or an attribute's bare name.
    case word(String)
    /// A placeholder for a name, `#` included.
    case name(String)
    /// A placeholder for a value, `:` included.
    case value(String)
    /// A comparator, a parenthesis or a comma.
    case symbol(String)
}

extension Token {
    /// Keywords count whatever their case.
    func isKeyword(_ keyword: String) -> Bool {
        if case .word(let word) = self { word.uppercased() == keyword } else { false }
    }

    static func tokens(of text: String) throws(ServiceError) -> [Token] {
        var tokens: [Token] = []
        var rest = Substring(text)
        while let first = rest.first {
            if first.isWhitespace {
                rest.removeFirst()
            } else {
                tokens.append(try token(from: &rest))
            }
        }
        return tokens
    }

    private static func token(from rest: inout Substring) throws(ServiceError) -> Token {
        if let symbol = ["<>", "<=", ">=", "=", "<", ">", "(", ")", ","].first(
            where: rest.hasPrefix
        ) {
            rest.removeFirst(symbol.count)
            return .symbol(symbol)
        }
        let mark = rest.first.flatMap { ["#", ":"].contains($0) ? $0 : nil }
        let word = rest.dropFirst(mark == nil ? 0 : 1).prefix {
            $0.isLetter || $0.isNumber || $0 == "_"
        }
        guard !word.isEmpty else {
            throw .invalid("Invalid expression: Syntax error near: \(rest)")
        }
        rest = rest[word.endIndex...]
        return switch mark {
        case "#": .name("#\(word)")
        case ":": .value(":\(word)")
        default: .word(String(word))
        }
    }
}
