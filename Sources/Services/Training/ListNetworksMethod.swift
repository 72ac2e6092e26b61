package import GRPC
package import Messages
internal import Networks

/// `Training/ListNetworks`: the networks that have a name, from their cards.
package struct ListNetworksMethod: UnaryMethod {
    package static let path = RPC.listNetworks.path

    package func call(
        _ request: Wire.ListNetworksRequest,
        context: CallContext
    ) async throws -> Wire.ListNetworksReply {
        Wire.ListNetworksReply(networks: Presets.all.map { Wire.NetworkArchitecture($0) })
    }
}
