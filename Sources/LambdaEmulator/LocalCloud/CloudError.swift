import AWSClient

/// Something that a template needs could not be made.
package struct CloudError: Error, CustomStringConvertible {
    enum Reason: Error {
        case call(AWSError)
        case otherAccount(queueURL: String)
    }

    let resource: String
    let reason: Reason

    package var description: String {
        switch reason {
        case .call(let error): "\(resource) cannot be made for the functions: \(error)"
        case .otherAccount(let url):
            "\(resource) is in another account than \(EmulatedAccount.id), \(url); "
                + "give keys of that account, or none"
        }
    }
}
