internal import Synchronization

/// Whether the server serves; set by whoever starts and stops it.
package final class HealthState: Sendable {
    private let serves = Atomic(true)

    /// Creates a state of a server that serves.
    package init() {}

    /// Whether calls are served.
    package var isServing: Bool {
        get { serves.load(ordering: .relaxed) }
        set { serves.store(newValue, ordering: .relaxed) }
    }
}
