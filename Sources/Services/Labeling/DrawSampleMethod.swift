internal import Domain
package import GRPC
package import Messages
internal import Store

/// `Labeling/DrawSample`: examples drawn by lot, to be asked of people without a model's guess.
package struct DrawSampleMethod: UnaryMethod {
    package static let path = RPC.drawSample.path

    let services: TrainingServices

    package func call(
        _ request: Wire.DrawSampleRequest,
        context: CallContext
    ) async throws -> Wire.Draw {
        let name = try ProjectName(request.project)
        guard let split = try request.split.split(field: "split") else {
            throw Failure.invalid(
                "a sample is drawn for certify_pool, gate, certify or test; none came",
                field: "split"
            )
        }
        guard request.pool >= 0 else {
            throw Failure.invalid("a pool is at least 1, or 0; got \(request.pool)", field: "pool")
        }
        let order = DrawOrder(
            split: split,
            size: Int(request.count),
            pool: request.pool == 0 ? nil : request.pool,
            seed: request.seed
        )
        let store = services.store
        return try await services.retries.run(
            request,
            id: request.requestID,
            project: name.text,
            path: Self.path
        ) { kept in
            Wire.Draw(
                try await store.drawSample(name, order) { try kept.keep(Wire.Draw($1), $0) }
            )
        }
    }
}
