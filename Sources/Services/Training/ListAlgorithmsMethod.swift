package import GRPC
package import Messages
internal import SemiSupervised

/// `Training/ListAlgorithms`: the catalogue.
package struct ListAlgorithmsMethod: UnaryMethod {
    package static let path = RPC.listAlgorithms.path

    /// Creates the method.
    package init() {}

    package func call(
        _ request: ListAlgorithmsRequest,
        context: CallContext
    ) async throws -> ListAlgorithmsReply {
        ListAlgorithmsReply(algorithms: Algorithms.all.map { Messages.Algorithm($0) })
    }
}
