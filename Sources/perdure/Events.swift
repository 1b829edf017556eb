import ArgumentParser
import SampleEvents

/// `perdure events`: prints sample events.
struct Events: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print a sample event, to try a function with.",
        discussion: """
            perdure events                          lists the services and their events
            perdure events sqs                      prints the usual event of a service
            perdure events sqs fifo-message         prints another one
            perdure events sqs | perdure invoke Receipts --event -
            """
    )

    @Argument(help: "The service, such as sqs.")
    var service: String?

    @Argument(help: "One of the service's events (default: the usual one).")
    var event: String?

    func run() throws {
        guard let service else { return Output.write(table: Self.catalogue) }
        guard let sample = SampleEvent.find(service, event).first else {
            throw ValidationError(complaint(service))
        }
        print(sample.json)
    }

    private static var catalogue: [[String]] {
        [["SERVICE", "EVENT", "SENT WHEN"]]
            + SampleEvent.all.map { [$0.service, $0.name, $0.summary] }
    }

    private func complaint(_ service: String) -> String {
        let names = SampleEvent.find(service).map(\.name)
        return names.isEmpty
            ? "there is no service '\(service)'; 'perdure events' lists all"
            : "\(service) has no such event, but \(names.joined(separator: ", "))"
    }
}
