internal import Domain
package import GRPC
internal import Labeling
package import Messages

/// `Models/Rollback`.
package struct RollbackMethod: UnaryMethod {
    package static let path = RPC.rollback.path

    let services: TrainingServices

    package func call(
        _ request: Wire.RollbackRequest,
        context: CallContext
    ) async throws -> Wire.RollbackReply {
        let name = try ProjectName(request.project)
        guard request.releaseNumber >= 0 else {
            throw Failure.invalid(
                "a release has a number from 1 on; got \(request.releaseNumber)",
                field: "release_number"
            )
        }
        let services = services
        return try await services.retries.run(
            request,
            id: request.requestID,
            project: name.text,
            path: Self.path
        ) { kept in
            let release = try await services.promotion.rollback(
                name,
                to: request.releaseNumber == 0 ? nil : request.releaseNumber
            ) { writer, release in
                try kept.keep(Wire.RollbackReply(release: Wire.Release(release)), writer)
            }
            return Wire.RollbackReply(release: Wire.Release(release))
        }
    }
}
