internal import Domain
package import GRPC
internal import Labeling
package import Messages
internal import Serving
internal import Store

/// `Projects/DeleteProject`.
package struct DeleteProjectMethod: UnaryMethod {
    package static let path = RPC.deleteProject.path

    let services: DataServices

    package func call(
        _ request: Wire.DeleteProjectRequest,
        context: CallContext
    ) async throws -> Wire.DeleteProjectReply {
        let name = try ProjectName(request.project)
        let key = services.replay.key(
            request,
            id: request.requestID,
            project: name.text,
            path: Self.path
        )
        if let reply: Wire.DeleteProjectReply = try await services.replay.reply(to: key) {
            return reply
        }
        // The project exists, or nothing is cancelled in its name.
        _ = try await services.store.read { try $0.project(name) }
        try await services.jobs.cancelAll(of: name)
        // Alone: a promotion under way would put its release back into service.
        let reply = try await services.promotion.alone(name) { try await retire(name, request) }
        // Deleted it is; what cannot be removed now is tried again.
        do { try await services.store.purge() } catch { services.erasures.send() }
        return reply
    }

    private func retire(
        _ name: ProjectName,
        _ request: Wire.DeleteProjectRequest
    ) async throws -> Wire.DeleteProjectReply {
        let reply = try await services.replay.run(
            request,
            id: request.requestID,
            project: name.text,
            path: Self.path,
            purpose: .frees
        ) { writer in
            try writer.retireProject(name)
            return Wire.DeleteProjectReply()
        }
        services.registry.remove(name)
        services.batcher.forget(name)
        services.seen.forget(name)
        // The name was free for a moment: one that was created then stays known.
        if (try? await services.store.read({ try $0.project(name) })) != nil {
            services.registry.add(name)
        }
        return reply
    }
}
