internal import Domain
package import GRPC
package import Messages

/// `Models/GetTraffic`.
package struct GetTrafficMethod: UnaryMethod {
    package static let path = RPC.getTraffic.path

    let services: DataServices

    package func call(
        _ request: Wire.GetTrafficRequest,
        context: CallContext
    ) async throws -> Wire.Traffic {
        try await services.traffic.report(ProjectName(request.project))
    }
}
