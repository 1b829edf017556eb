import AWSClient

/// Reads an expression by DynamoDB's grammar, as far as attributes at the top of an item go.
///
/// Source: Amazon DynamoDB developer guide, "Condition and filter expressions, operators, and functions" and
/// "Using update expressions".
struct ExpressionParser {
    private let tokens: [Token]
    private var position = 0
    private var placeholders: Placeholders

    init(_ text: String, _ placeholders: Placeholders) throws(ServiceError) {
        tokens = try Token.tokens(of: text)
        self.placeholders = placeholders
    }

    /// Makes sure that nothing is left; returns the placeholders, which know now which of them are used.
    func end() throws(ServiceError) -> Placeholders {
        guard next == nil else { throw syntaxError }
        return placeholders
    }
}

// MARK: - Tokens

extension ExpressionParser {
    var next: Token? { position < tokens.count ? tokens[position] : nil }

    var syntaxError: ServiceError {
        .invalid("Invalid expression: Syntax error; token: \(next.map { "\($0)" } ?? "<EOF>")")
    }

    mutating func take() throws(ServiceError) -> Token {
        guard let token = next else { throw syntaxError }
        position += 1
        return token
    }

    mutating func take(symbol: String) throws(ServiceError) {
        guard takes(symbol: symbol) else { throw syntaxError }
    }

    mutating func takes(symbol: String) -> Bool {
        guard next == .symbol(symbol) else { return false }
        position += 1
        return true
    }

    mutating func takes(keyword: String) -> Bool {
        guard next?.isKeyword(keyword) == true else { return false }
        position += 1
        return true
    }

    mutating func attribute() throws(ServiceError) -> String {
        switch try take() {
        case .word(let word): return word
        case .name(let placeholder): return try placeholders.name(placeholder)
        case .value, .symbol:
            position -= 1
            throw syntaxError
        }
    }

    mutating func value() throws(ServiceError) -> AttributeValue {
        guard case .value(let placeholder) = try take() else {
            throw .notSimulated("an update by anything but a value")
        }
        return try placeholders.value(placeholder)
    }

    // setting ::= value | if_not_exists ( attribute , value )
    private mutating func setting() throws(ServiceError) -> Update.Setting {
        guard next == .word("if_not_exists") else { return .value(try value()) }
        position += 1
        try take(symbol: "(")
        let name = try attribute()
        try take(symbol: ",")
        let value = try value()
        try take(symbol: ")")
        return .ifMissing(name, value)
    }
}

// MARK: - Conditions

extension ExpressionParser {
    // condition ::= conjunction { OR conjunction }
    mutating func condition() throws(ServiceError) -> Condition {
        var condition = try conjunction()
        while takes(keyword: "OR") { condition = .either(condition, try conjunction()) }
        return condition
    }

    // conjunction ::= negation { AND negation }
    private mutating func conjunction() throws(ServiceError) -> Condition {
        var condition = try negation()
        while takes(keyword: "AND") { condition = .all(condition, try negation()) }
        return condition
    }

    // negation ::= NOT negation | ( condition ) | function | comparison
    private mutating func negation() throws(ServiceError) -> Condition {
        if takes(keyword: "NOT") { return .not(try negation()) }
        if takes(symbol: "(") {
            let condition = try condition()
            try take(symbol: ")")
            return condition
        }
        if case .word(let function)? = next, tokens.indices.contains(position + 1),
            tokens[position + 1] == .symbol("(")
        {
            position += 2
            let condition = try call(function)
            try take(symbol: ")")
            return condition
        }
        return try comparison()
    }

    private mutating func call(_ function: String) throws(ServiceError) -> Condition {
        switch function {
        case "attribute_exists": return .exists(try attribute())
        case "attribute_not_exists": return .isMissing(try attribute())
        case "begins_with": return .beginsWith(try operand(), try furtherOperand())
        case "contains": return .contains(try operand(), try furtherOperand())
        default: throw .notSimulated("the function \(function)")
        }
    }

    // comparison ::= operand comparator operand | operand BETWEEN operand AND operand
    private mutating func comparison() throws(ServiceError) -> Condition {
        let left = try operand()
        if takes(keyword: "BETWEEN") {
            let lower = try operand()
            guard takes(keyword: "AND") else { throw syntaxError }
            return try between(left, lower, try operand())
        }
        guard case .symbol(let symbol) = try take(),
            let comparator = Condition.Comparator(rawValue: symbol)
        else { throw .notSimulated("what comes after the operand \(left)") }
        return .comparison(left, comparator, try operand())
    }

    private func between(
        _ operand: Condition.Operand,
        _ lower: Condition.Operand,
        _ upper: Condition.Operand
    ) throws(ServiceError) -> Condition {
        if case .value(let low) = lower, case .value(let high) = upper,
            let order = low.order(to: high), order > 0
        {
            throw .invalid(
                "The BETWEEN operator requires upper bound to be greater than lower bound"
            )
        }
        return .between(operand, lower: lower, upper: upper)
    }

    private mutating func operand() throws(ServiceError) -> Condition.Operand {
        if case .value(let placeholder)? = next {
            position += 1
            return .value(try placeholders.value(placeholder))
        }
        return .attribute(try attribute())
    }

    private mutating func furtherOperand() throws(ServiceError) -> Condition.Operand {
        try take(symbol: ",")
        return try operand()
    }
}

// MARK: - Lists

extension ExpressionParser {
    // projection ::= attribute { , attribute }
    mutating func projection() throws(ServiceError) -> [String] {
        var names = [try attribute()]
        while takes(symbol: ",") { names.append(try attribute()) }
        return names
    }

    // update ::= { SET attribute = setting { , attribute = setting } | REMOVE attribute { , attribute } }
    mutating func update() throws(ServiceError) -> Update {
        var update = Update()
        while next != nil {
            if takes(keyword: "SET") {
                repeat {
                    let name = try attribute()
                    try take(symbol: "=")
                    update.settings.append((name, try setting()))
                } while takes(symbol: ",")
            } else if takes(keyword: "REMOVE") {
                update.removals += try projection()
            } else {
                throw .notSimulated("an update other than SET and REMOVE: \(syntaxError.message)")
            }
        }
        return update
    }
}
