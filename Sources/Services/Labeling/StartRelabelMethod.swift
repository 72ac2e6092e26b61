internal import Domain
package import GRPC
internal import Labeling
package import Messages
internal import Store

/// `Labeling/StartRelabel`: decides anew about what has no person's label.
package struct StartRelabelMethod: UnaryMethod {
    package static let path = RPC.startRelabel.path

    let services: TrainingServices

    package func call(
        _ request: Wire.StartRelabelRequest,
        context: CallContext
    ) async throws -> Wire.Job {
        let name = try ProjectName(request.project)
        let services = services
        return try await services.retries.run(
            request,
            id: request.requestID,
            project: name.text,
            path: Self.path
        ) { kept in
            let job = try await services.relabeler.submit(name, cause: "manual") {
                try kept.keep(Wire.Job($1, $0.reader), $0)
            }
            return try await services.message(job)
        }
    }
}
