import LambdaEvents
import LambdaRuntime

/// Sends a receipt for each order in a queue; an order that fails goes back to the queue alone.
@main struct Receipts {
    struct Order: Decodable {
        var order: String
        var email: String
        var cents: Int
    }

    static func main() {
        Lambda.run { (event: SQSEvent, _: Invocation) in
            await event.forEachMessage { message in
                sendReceipt(for: try message.decodeBody(as: Order.self))
            } onFailure: { message, error in
                print("message \(message.messageID) goes back to the queue: \(error)")
            }
        }
    }

    /// Where a real shop would send a mail.
    private static func sendReceipt(for order: Order) {
        print("to \(order.email): order \(order.order), \(order.cents) cents, thank you!")
    }
}
