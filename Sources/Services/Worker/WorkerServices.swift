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
        router.register(CompleteComparisonMethod(services: self))
        router.register(FailMethod(services: self))
    }
}
