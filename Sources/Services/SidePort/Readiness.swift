internal import Synchronization

/// How far a server has come: what `/readyz` answers.
final class Readiness: Sendable {
    /// The life of a server.
    enum Phase: Sendable {
        case opening, loading, serving, draining
    }

    private let phase = Mutex(Phase.opening)

    /// Goes to a phase.
    func enter(_ new: Phase) { phase.withLock { $0 = new } }

    /// Why the server takes no calls; nil: it takes them.
    var reason: String? {
        switch phase.withLock(\.self) {
        case .opening: "the store is being opened"
        case .loading: "models are being loaded"
        case .serving: nil
        case .draining: "the server is shutting down"
        }
    }
}
