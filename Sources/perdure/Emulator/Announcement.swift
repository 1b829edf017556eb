import Foundation
import LambdaEmulator

/// What a service that has just started tells: its functions, how to reach them, and what to know.
struct Announcement {
    let endpoint: String
    private let template: Template
    private let settings: Emulator.Settings
    private let port: Int

    init(_ template: Template, _ settings: Emulator.Settings, _ port: Int) {
        endpoint = "http://127.0.0.1:\(port)"
        self.template = template
        self.settings = settings
        self.port = port
    }

    var lines: [String] { functions + endpoints + queues + notes }

    private var functions: [String] {
        let width = template.functions.map(\.name.count).max() ?? 0
        return template.functions.map { function in
            let name = function.name.padding(toLength: width, withPad: " ", startingAt: 0)
            return "  \(name)  \(traits(function).joined(separator: ", "))"
        }
    }

    private func traits(_ function: FunctionDefinition) -> [String] {
        let code = function.codePath(in: settings.folder)
        let origin =
            if settings.executables[function.logicalID] != nil {
                "debug build"
            } else if FileManager.default.fileExists(atPath: code) { function.codeURI } else {
                "\(function.codeURI) is missing: run 'perdure package'"
            }
        if let store = function.ownStore { return [origin, "durable in \(store)"] }
        return [origin] + (function.isDurable ? ["durable"] : [])
    }

    /// A template's only endpoint answers under the bare address too.
    private var endpoints: [String] {
        let width = template.endpoints.map(\.logicalID.count).max() ?? 0
        return template.endpoints.map { api in
            let name = api.logicalID.padding(toLength: width, withPad: " ", startingAt: 0)
            let url = "http://\(api.host):\(port)"
            return "  \(name)  \(url)\(template.endpoints.count == 1 ? ", \(endpoint)" : "")"
        }
    }

    /// The queues at the stand-in for AWS, and who is fed from them.
    private var queues: [String] {
        guard settings.cloud != nil else { return [] }
        let width = template.eventSources.map(\.function.count).max() ?? 0
        return template.eventSources.map { source in
            let name = source.function.padding(toLength: width, withPad: " ", startingAt: 0)
            return "  \(name)  reads \(source.queueURL)"
        }
    }

    private var notes: [String] {
        (template.notes + unreadQueues).map { "  note: \($0)" }
    }

    /// Where the emulator keeps a function's executions, nothing comes through its queue of wake-ups.
    private var unreadQueues: [String] {
        let unread = template.eventSources.filter { source in
            settings.cloud == nil
                && !template.functions.contains {
                    $0.isDurable && $0.environment["PERDURE_WAKE_QUEUE"] == source.queueURL
                }
        }
        guard !unread.isEmpty else { return [] }
        let names = unread.map(\.queue).joined(separator: ", ")
        return [
            "nobody reads \(names); give --aws-endpoint with the address of MiniStack or the like"
        ]
    }
}
