internal import Domain
package import GRPC
package import Messages
internal import Store

/// `Training/GetJob`.
package struct GetJobMethod: UnaryMethod {
    package static let path = RPC.getJob.path

    let services: TrainingServices

    package func call(_ request: GetJobRequest, context: CallContext) async throws -> Messages.Job {
        try await services.store.read { reader in
            try Messages.Job(try reader.job(request.jobID), reader)
        }
    }
}
