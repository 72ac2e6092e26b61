internal import Synchronization

/// How far a server has come: what `/readyz` answers.
final class Readiness: Sendable {
    /// The life of a server.
    enum Phase: Sendable {
        case opening, loading, serving, draining
    }

    private let phase = Mutex(Phase.opening)
    private let writes = Mutex<(@Sendable () -> String?)?>(nil)

    /// Goes to a phase.
    func enter(_ new: Phase) { phase.withLock { $0 = new } }

    /// Asks for what keeps data from being stored from now on.
    func follow(writes refusal: @escaping @Sendable () -> String?) {
        writes.withLock { $0 = refusal }
    }

    /// Why data is not stored though predictions are served; nil: it is.
    var refusedWrites: String? { writes.withLock(\.self)?() }

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
