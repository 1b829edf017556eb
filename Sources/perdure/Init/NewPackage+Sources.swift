import LambdaPackager

extension NewPackage {
    static let hello = """
        import LambdaRuntime

        struct Request: Codable {
            var name: String
        }

        struct Greeting: Codable, Equatable {
            var text: String
        }

        func greet(_ request: Request) -> Greeting {
            Greeting(text: "Hello, \\(request.name)!")
        }

        @main struct Hello {
            static func main() {
                Lambda.run { (request: Request, _: Invocation) in greet(request) }
            }
        }

        """

    static let orders = """
        import DurableExecution
        import DurableLambda

        struct Order: Codable {
            var item: String
            var quantity: Int
        }

        struct Receipt: Codable {
            var reservation: String
            var status: String
        }

        let orders = Workflow("order") { (order: Order, context: WorkflowContext) in
            let reservation = try await context.step("reserve") {
                "\\(order.quantity) of \\(order.item)"
            }
            try await context.wait("cooling-off", for: .seconds(5))
            try await context.step("ship") { print("shipping \\(reservation)") }
            return Receipt(reservation: reservation, status: "shipped")
        }

        @main struct Main {
            static func main() {
                Workflows.host(orders)
            }
        }

        """

    static let test = """
        import Testing

        @testable import Hello

        struct HelloTests {
            @Test func `a greeting has the name`() {
                #expect(greet(Request(name: "Ada")) == Greeting(text: "Hello, Ada!"))
            }
        }

        """

    static let durableTest = """
        import DurableTesting
        import Testing

        @testable import Orders

        struct OrdersTests {
            /// Runs the workflow once for each place where its process can die; time is skipped.
            @Test func `an order is shipped, wherever a process dies`() async throws {
                let order = Order(item: "tea", quantity: 2)
                try await TestRun.atEveryCrash(of: orders, input: order) { run in
                    let receipt = try await run.result
                    #expect(receipt.status == "shipped")
                    #expect(try await run.elapsed == .seconds(5))
                }
            }
        }

        """
}
