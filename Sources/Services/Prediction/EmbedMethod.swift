internal import Domain
package import GRPC
package import Messages
internal import NIOCore
internal import Networks
internal import Serving
internal import Store

/// `Prediction/Embed`: what a node of a version yields for a batch of rows.
package struct EmbedMethod: UnaryMethod {
    package static let path = RPC.embed.path

    let services: DataServices

    package func call(
        _ request: Wire.EmbedRequest,
        context: CallContext
    ) async throws -> Wire.EmbedReply {
        let name = try ProjectName(request.project)
        let number = request.modelVersion
        let version = try await services.store.read { reader in
            try reader.model(name, orChampion: number).version
        }
        let model = try await services.versions.file(name, version)
        let checked = try Wire.Tensor.rows(request.inputs, of: model.input, field: "inputs")
        let rows = checked.count
        let node = try NodeEvaluator.node(request.node, of: model)
        try ReplySize.check(rows: rows, rowBytes: 4 * node.shape.count)
        let found = try await services.nodes.values(
            at: node,
            of: model,
            inputs: checked.packed ?? request.inputs?.data ?? [],
            rows: rows,
            deadline: context.deadline?.uptimeNanoseconds ?? PredictionRequest.noDeadline
        )
        return Wire.EmbedReply(
            modelVersion: version,
            node: found.node,
            shape: found.shape.extents.map { UInt32(clamping: $0) },
            values: Wire.Tensor(
                floats: found.values,
                rows: rows,
                columns: found.shape.count
            )
        )
    }
}
