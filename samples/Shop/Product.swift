/// Something to buy.
struct Product: Encodable {
    var sku: String
    var title: String
    var cents: Int

    static let all = [
        Product(sku: "tea", title: "Green tea, 100 g", cents: 890),
        Product(sku: "pot", title: "Teapot, 0.8 l", cents: 4200),
        Product(sku: "cup", title: "Cup, 0.2 l", cents: 1250),
    ]

    static func named(_ sku: String) -> Product? {
        all.first { $0.sku == sku }
    }
}
