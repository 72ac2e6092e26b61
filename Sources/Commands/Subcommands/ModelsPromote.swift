import ArgumentParser
import Foundation
import GRPC
import Messages
import Services

struct ModelsPromote: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "promote",
        abstract: "Put a version into service if the gate lets it; exits with 1 if not."
    )
    @Argument(help: "The project.") var project: String
    @Argument(help: "The version.") var version: Int64
    @Option(help: "The gate. [default: the project's policy]")
    var gate: Wire.GatePolicy?
    @Flag(help: "Change nothing; say what the promotion would cost if the gate lets it.")
    var dryRun = false
    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await options.withConnection { connection in
            var request = Wire.PromoteRequest(project: project, modelVersion: version, gate: gate)
            request.dryRun = dryRun
            request.requestID = UUID().uuidString
            let reply = try await connection.unary(.promote, request)
            let json = JSONValue.object([
                ("promoted", .bool(reply.promoted)), ("gate", reply.gate?.json ?? .null),
                ("release", reply.release?.json ?? .null),
                ("looks", .array(reply.looks.map(\.json))),
            ])
            if dryRun {
                return options.show(json) { reply.looks.lines(orElse: "no look would be spent") }
            }
            options.show(json) {
                let reason = reply.gate?.reason ?? ""
                guard reply.promoted else { return "version \(version) is refused: \(reason)" }
                let certificate = reply.release?.certificateText ?? ""
                return [
                    "version \(version) is the champion: \(reason)",
                    reply.looks.lines(orElse: "no look was spent"), certificate,
                ].joined(separator: "\n")
            }
            if !reply.promoted { throw ExitCode.failure }
        }
    }
}

struct ModelsCertify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "certify",
        abstract: "Take a look for the certificates that the champion has not.",
        discussion: """
            Each look at the same certify labels costs a part of delta, for ever; --dry-run says how
            much. What holds is kept. Exits with 1 where no certificate holds afterwards.
            """
    )
    @Argument(help: "The project.") var project: String
    @Flag(help: "Also where a certificate holds, such as after the certify split has grown.")
    var again = false
    @Flag(help: "Change nothing; say what it would cost.") var dryRun = false
    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await options.withConnection { connection in
            var request = Wire.CertifyRequest(project: project, again: again, dryRun: dryRun)
            request.requestID = UUID().uuidString
            let reply = try await connection.unary(.certify, request)
            let json = JSONValue.object([
                ("looks", .array(reply.looks.map(\.json))),
                ("release", reply.release?.json ?? .null),
            ])
            options.show(json) {
                let looks = reply.looks.lines(
                    orElse: dryRun ? "no look would be spent" : "no look was spent"
                )
                return dryRun ? looks : "\(looks)\n\(reply.release?.certificateText ?? "")"
            }
            let holds =
                reply.release?.certificate != nil
                || reply.release?.poolCertificates.isEmpty == false
            if !dryRun, !holds { throw ExitCode.failure }
        }
    }
}

extension [Wire.Look] {
    /// A line each.
    func lines(orElse none: String) -> String {
        isEmpty ? none : map(\.text).joined(separator: "\n")
    }
}
