package import GRPC
package import Messages
internal import Networks

/// `Training/ListNetworks`: the networks that have a name, from their cards.
package struct ListNetworksMethod: UnaryMethod {
    package static let path = RPC.listNetworks.path

    package func call(
        _ request: ListNetworksRequest,
        context: CallContext
    ) async throws -> ListNetworksReply {
        ListNetworksReply(networks: Presets.all.map { NetworkArchitecture($0) })
    }
}
