import Foundation

/// An error number of the operating system.
struct SystemCallError: Error, Hashable, CustomStringConvertible {
    let code: Int32

    var description: String {
        String(cString: strerror(code))
    }
}
