import ArgumentParser
import Foundation
import LambdaEmulator

/// `perdure dev`: serves the functions of a template on this machine.
struct Dev: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the functions of a SAM template on this machine.",
        discussion: """
            Serves Lambda's API on a loopback port: the AWS CLI and the SDKs work with --endpoint-url. Functions \
            with DurableConfig or PERDURE_STORE are durable, their executions live as long as this command runs.
            """
    )

    @Option(help: "The SAM template.")
    var template = "template.yaml"

    @Option(help: "The port; 0 takes any free one.")
    var port = 9001

    @Option(help: "Seconds for which a process that has nothing to do is kept.")
    var idle = 2.0

    @Flag(help: "Show only what the functions write and what goes wrong.")
    var quiet = false

    func run() async throws {
        let template = try readTemplate()
        var settings = Emulator.Settings(folder: folder)
        settings.port = port
        settings.idle = .seconds(idle)
        settings.report = { [quiet] event in
            if let line = EventLine.text(event, isQuiet: quiet) { Console.say(line) }
        }
        do {
            try await Emulator(template, settings).serve { port in
                announce(template, port)
                await Interruption.first()
                Console.say("stopping")
            }
        } catch  where "\(error)".contains("EADDRINUSE") || "\(error)".contains("errno: 98") {
            throw CommandError.portInUse(port)
        }
    }

    private var folder: String {
        URL(fileURLWithPath: template).deletingLastPathComponent().path
    }

    private func readTemplate() throws -> Template {
        guard FileManager.default.fileExists(atPath: template) else {
            throw CommandError.noTemplate(template)
        }
        let text = String(decoding: try Input.file(template), as: UTF8.self)
        return try Template(yaml: text, file: template)
    }

    private func announce(_ template: Template, _ port: Int) {
        Console.say("serving \(self.template) at http://127.0.0.1:\(port)")
        for function in template.functions {
            let code = function.codePath(in: folder)
            let isBuilt = FileManager.default.fileExists(atPath: code)
            Console.say(
                "  \(function.name)\(function.isDurable ? ", durable" : "")"
                    + (isBuilt ? "" : " (\(function.codeURI) is missing: run 'perdure package')")
            )
        }
        for note in template.notes { Console.say("  note: \(note)") }
    }
}
