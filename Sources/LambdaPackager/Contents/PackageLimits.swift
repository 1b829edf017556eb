/// What Lambda takes.
///
/// Source: Lambda quotas, "Deployment package (.zip file archive) size".
enum PackageLimits {
    /// All files together, as they lie in `/var/task`.
    static let unpacked = 250 * 1024 * 1024

    static func check(_ entries: [ZipEntry], of product: ProductName) throws(PackagerError) {
        let size = entries.reduce(0) { $0 + $1.content.count }
        guard size <= unpacked else { throw .tooLarge(product, size: size, limit: unpacked) }
    }
}
