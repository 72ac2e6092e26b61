import ArgumentParser
import Foundation
import GRPC
import Messages
import Services

/// `tutelage relabel`: decides anew about what has no person's label.
struct RelabelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "relabel",
        abstract:
            "Decide anew, with the champion and its certificates, about what nobody labelled.",
        discussion: """
            Examples that the champion has not seen, or that its certificate of a pool covers, are
            decided about again, the accepted ones too: what it would not accept is withdrawn. A
            promotion does the same by itself, unless `policies set --relabel by-hand` says otherwise.
            """
    )
    @Argument(help: "The project.") var project: String
    @Flag(help: "Return once the job is queued.") var detach = false
    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await options.withConnection { connection in
            let request = Wire.StartRelabelRequest(project: project, requestID: UUID().uuidString)
            let job = try await connection.unary(.startRelabel, request)
            if detach { return options.show(job.json) { "job \(job.id) is queued" } }
            let last = try await JobWatch.follow(job, connection, options)
            options.show(last.json) { "job \(last.id): \(last.outcome)" }
            if last.state != .succeeded { throw ExitCode.failure }
        }
    }
}
