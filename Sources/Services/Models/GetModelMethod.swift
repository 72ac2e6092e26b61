internal import Domain
package import GRPC
package import Messages
internal import Store

/// `Models/GetModel`.
package struct GetModelMethod: UnaryMethod {
    package static let path = RPC.getModel.path

    let services: TrainingServices

    package func call(
        _ request: Wire.GetModelRequest,
        context: CallContext
    ) async throws -> Wire.Model {
        let name = try ProjectName(request.project)
        return try await services.store.read { reader in
            let model = try reader.model(name, orChampion: request.modelVersion)
            return try Wire.Model.whole(model, of: try reader.project(name), reader)
        }
    }
}

extension StoreReader {
    /// The version that a caller named; 0: the champion.
    ///
    /// - Throws: ``Failure``: not found; failed precondition without a champion.
    func model(_ name: ProjectName, orChampion version: ModelVersion) throws -> ModelRecord {
        guard version >= 0 else {
            throw Failure.invalid(
                "a model version is at least 1, and 0 is the champion; got \(version)",
                field: "model_version"
            )
        }
        if version > 0 { return try model(name, version) }
        guard let champion = try currentRelease(name)?.version else {
            throw Failure.precondition(
                "project \(name) has no champion yet; start a training, or import a model and "
                    + "promote it"
            )
        }
        return try model(name, champion)
    }
}
