/// What somebody may buy.
struct Basket: Decodable {
    var items: [Item]

    struct Item: Codable {
        var sku: String
        var quantity: Int
    }

    /// What it costs; throws a ``Problem`` where it cannot be sold.
    func quote() throws -> Quote {
        guard !items.isEmpty else { throw Problem("the basket is empty") }
        return Quote(items: items, cents: try items.reduce(0) { try $0 + price(of: $1) })
    }

    private func price(of item: Item) throws -> Int {
        guard let product = Product.named(item.sku) else {
            throw Problem("there is no product '\(item.sku)'")
        }
        guard (1...100).contains(item.quantity) else {
            throw Problem("of '\(item.sku)' we sell 1 to 100, not \(item.quantity)")
        }
        return product.cents * item.quantity
    }
}

/// A basket with its price.
struct Quote: Encodable {
    var items: [Basket.Item]
    var cents: Int
}
