internal import Domain
package import GRPC
internal import Labeling
package import Messages
internal import Store

/// `Models/Certify`: certificates for the champion, of new data and of each pool.
package struct CertifyMethod: UnaryMethod {
    package static let path = RPC.certify.path

    let services: TrainingServices

    package func call(
        _ request: Wire.CertifyRequest,
        context: CallContext
    ) async throws -> Wire.CertifyReply {
        let name = try ProjectName(request.project)
        _ = try await services.store.read { try $0.project(name) }
        let services = services
        if request.dryRun {
            let looks = try await services.promotion.price(name, again: request.again)
            let release = try await services.store.read { try $0.currentRelease(name) }
            return Wire.CertifyReply(
                looks: looks.map { Wire.Look($0) },
                release: release.map { Wire.Release($0) }
            )
        }
        return try await services.retries.run(
            request,
            id: request.requestID,
            project: name.text,
            path: Self.path
        ) { kept in
            let (release, looks) = try await services.promotion.certify(
                name,
                again: request.again
            ) { writer, release, looks in
                try kept.keep(Self.reply(release, looks), writer)
            }
            return Self.reply(release, looks)
        }
    }

    private static func reply(_ release: Release, _ looks: [LookReport]) -> Wire.CertifyReply {
        Wire.CertifyReply(looks: looks.map { Wire.Look($0) }, release: Wire.Release(release))
    }
}
