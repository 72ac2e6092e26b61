internal import Domain
package import GRPC
package import Labeling
internal import Messages

/// What the internal service of workers works with.
package struct WorkerServices: Sendable {
    let coordinator: JobCoordinator

    /// Serves the jobs of `coordinator`.
    package init(coordinator: JobCoordinator) { self.coordinator = coordinator }

    /// Adds the internal methods; only for the router of the socket in the data directory.
    package func register(in router: inout Router) {
        router.register(LeaseMethod(services: self))
        router.register(HeartbeatMethod(services: self))
        router.register(CompleteMethod(services: self))
        router.register(FailMethod(services: self))
    }
}

extension RPC where Request == LeaseRequest, Response == LeaseReply {
    /// `tutelage.internal.v1.Worker/Lease`.
    static var lease: Self { Self("tutelage.internal.v1.Worker", "Lease") }
}

extension RPC where Request == HeartbeatRequest, Response == HeartbeatReply {
    /// `tutelage.internal.v1.Worker/Heartbeat`.
    static var heartbeat: Self { Self("tutelage.internal.v1.Worker", "Heartbeat") }
}

extension RPC where Request == CompleteRequest, Response == CompleteReply {
    /// `tutelage.internal.v1.Worker/Complete`.
    static var complete: Self { Self("tutelage.internal.v1.Worker", "Complete") }
}

extension RPC where Request == FailRequest, Response == FailReply {
    /// `tutelage.internal.v1.Worker/Fail`.
    static var fail: Self { Self("tutelage.internal.v1.Worker", "Fail") }
}
