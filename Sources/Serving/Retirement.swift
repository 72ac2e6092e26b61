internal import Foundation
internal import Synchronization

/// Frees replaced releases away from the threads that answer calls.
///
/// It holds each release until nobody else does. Otherwise the last call that used it would pay for
/// freeing the weights, on a compute thread or an event loop.
final class Retirement: Sendable {
    private struct State {
        var releases: [Release] = []
        var isScheduled = false
    }

    private let state = Mutex(State())
    private let thread = BackgroundThread(name: "retirement")

    func retire(_ releases: [Release]) {
        guard !releases.isEmpty else { return }
        state.withLock { $0.releases += releases }
        schedule()
    }

    /// Frees what nobody else holds, and returns after that.
    func sweep() async {
        await withCheckedContinuation { continuation in
            thread.add {
                self.collect()
                continuation.resume()
            }
        }
    }

    private func schedule() {
        let isFirst = state.withLock { state in
            defer { state.isScheduled = true }
            return !state.isScheduled
        }
        guard isFirst else { return }
        thread.add { [weak self] in
            // Calls are over within milliseconds; nothing waits for this.
            Thread.sleep(forTimeInterval: 0.02)
            self?.state.withLock { $0.isScheduled = false }
            self?.collect()
        }
    }

    private func collect() {
        let (unused, isOver) = state.withLock { state -> ([Release], Bool) in
            var unused: [Release] = []
            for index in state.releases.indices.reversed()
            where isKnownUniquelyReferenced(&state.releases[index]) {
                unused.append(state.releases.remove(at: index))
            }
            return (unused, state.releases.isEmpty)
        }
        if !isOver { schedule() }
        _ = unused
    }
}
