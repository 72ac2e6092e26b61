internal import Domain
package import GRPC
package import Messages
internal import Store

/// `Training/GetJob`.
package struct GetJobMethod: UnaryMethod {
    package static let path = RPC.getJob.path

    let services: TrainingServices

    package func call(_ request: Wire.GetJobRequest, context: CallContext) async throws -> Wire.Job
    {
        try await services.store.read { reader in
            try Wire.Job(try reader.job(request.jobID), reader)
        }
    }
}
