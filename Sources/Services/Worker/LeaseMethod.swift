internal import Domain
internal import Files
package import GRPC
internal import Labeling
package import Messages

/// `Worker/Lease`: the next job for a worker.
package struct LeaseMethod: UnaryMethod {
    package static let path = RPC.lease.path

    let services: WorkerServices

    package func call(
        _ request: Wire.LeaseRequest,
        context: CallContext
    ) async throws -> Wire.LeaseReply {
        let lease = try await services.coordinator.leases.lease(
            worker: request.worker,
            process: Int32(clamping: request.processID)
        )
        return Wire.LeaseReply(lease: try lease.map { try Wire.Lease($0) })
    }
}

extension Wire.Lease {
    init(_ lease: WorkerLease) throws {
        self.init(
            jobID: lease.job,
            fencingToken: lease.token,
            attempt: UInt32(clamping: lease.attempt),
            specificationJSON: Array(try JSON.encode(lease.assignment).utf8),
            snapshotPath: lease.snapshotPath,
            checkpointPath: lease.checkpointPath,
            weightsPath: lease.weightsPath,
            teacherWeightsPath: lease.teacherWeightsPath ?? "",
            heartbeatMilliseconds: UInt32(clamping: lease.heartbeat.milliseconds),
            leaseMilliseconds: UInt32(clamping: lease.duration.milliseconds)
        )
    }
}

extension Duration {
    /// Whole milliseconds.
    var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1000 + attoseconds / 1_000_000_000_000_000
    }
}
