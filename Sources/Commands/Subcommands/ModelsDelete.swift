import ArgumentParser
import GRPC
import Messages
import Services

/// `tutelage models delete`: removes the weights of a version for good.
struct ModelsDelete: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Remove the weights of a version that does not serve, for good.",
        discussion: """
            Its lineage and history stay: what it has seen, its students have seen. The champion and \
            versions that share its calls are not removed, and neither is the teacher of a running job.
            """
    )
    @Argument(help: "The project.") var project: String
    @Argument(help: "The model version.") var version: Int64
    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await options.withConnection { connection in
            let model = try await connection.unary(
                .deleteModel,
                Wire.DeleteModelRequest(project: project, modelVersion: version)
            )
            options.show(model.json) { "the weights of version \(version) are deleted" }
        }
    }
}
