package import GRPC
package import Messages
internal import SemiSupervised

/// `Training/ListAlgorithms`: the catalogue.
package struct ListAlgorithmsMethod: UnaryMethod {
    package static let path = RPC.listAlgorithms.path

    package init() {}

    package func call(
        _ request: Wire.ListAlgorithmsRequest,
        context: CallContext
    ) async throws -> Wire.ListAlgorithmsReply {
        Wire.ListAlgorithmsReply(algorithms: Algorithms.all.map { Wire.Algorithm($0) })
    }
}
