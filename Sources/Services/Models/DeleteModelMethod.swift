internal import Domain
package import GRPC
internal import Labeling
package import Messages
internal import Serving
internal import Store

/// `Models/DeleteModel`: removes the weights of a version for good.
package struct DeleteModelMethod: UnaryMethod {
    package static let path = RPC.deleteModel.path

    let services: DataServices
    private let importer = ModelImporter()

    init(services: DataServices) { self.services = services }

    package func call(
        _ request: Wire.DeleteModelRequest,
        context: CallContext
    ) async throws -> Wire.Model {
        let name = try ProjectName(request.project)
        let version = request.modelVersion
        guard version > 0 else {
            throw Failure.invalid(
                "a model version is required, at least 1; got \(version)",
                field: "model_version"
            )
        }
        // What is imported again is known by its tensors.
        try? await importer.hashTensors(ofVersion: version, name, in: services.store)
        // Alone: a promotion under way would put it into service.
        let reply = try await services.promotion.alone(name) {
            let reply = try await services.replay.run(
                request,
                id: request.requestID,
                project: name.text,
                path: Self.path,
                purpose: .frees
            ) { writer in
                for job in try writer.reader.openJobs() where job.project == name {
                    guard try JobOrder(json: job.specification).teacher == version else { continue }
                    throw Failure.precondition(
                        "job \(job.id), which is \(job.state.rawValue), learns from version "
                            + "\(version); cancel it first"
                    )
                }
                try Promotion.requireNoStandard(name, version, writer.reader)
                try writer.deleteModel(name, version)
                let model = try writer.reader.model(name, version)
                return try Wire.Model(model, of: try writer.reader.project(name), writer.reader)
            }
            // Where it was loaded for calls that name it.
            _ = try? services.registry.unload(name, version: version)
            return reply
        }
        // What cannot be removed now is announced, and goes at the next start.
        try? await services.store.removeDeletedModels()
        return reply
    }
}
