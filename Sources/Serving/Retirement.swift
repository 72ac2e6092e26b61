internal import Dispatch
internal import Foundation
internal import Kernels
internal import Networks
internal import Synchronization

/// Frees replaced releases away from the threads that answer calls, and gives their memory back to
/// the system.
///
/// It holds each release until nobody else does. Otherwise the last call that used it would pay for
/// freeing the weights, on a compute thread or an event loop.
final class Retirement: Sendable {
    private struct State {
        var releases: [Release] = []
        var isScheduled = false
        /// Bytes of weights that were freed and may not be the system's yet.
        var freedBytes = 0
        /// Whether their memory will be given back.
        var isGivingBack = false
    }

    /// Freed weights that are worth a walk through the allocator's memory.
    private static let muchBytes = 1 << 20
    /// How often that walk is made at most: the next model uses what the last one left, and pages that
    /// went back and come again cost its loading half of its time, and calls theirs.
    private static let pause = DispatchTimeInterval.seconds(1)
    private let state = Mutex(State())
    private let thread = BackgroundThread(name: "retirement")

    func retire(_ releases: [Release]) {
        guard !releases.isEmpty else { return }
        state.withLock { state in
            // One that stands here twice would never be the only reference.
            for release in releases where !state.releases.contains(where: { $0 === release }) {
                state.releases.append(release)
            }
        }
        schedule()
    }

    /// Frees what nobody else holds and gives the memory back, and returns after that.
    func sweep() async {
        await withCheckedContinuation { continuation in
            thread.add {
                self.collect()
                self.giveBack()
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
        let isOver = state.withLock { $0.releases.isEmpty }
        var unused = takeUnused()
        guard !unused.isEmpty else {
            if !isOver { schedule() }
            return
        }
        let bytes = unused.reduce(0) { $0 + $1.network.network.layout.parameterCount * 4 }
        unused = []
        giveBackSoon(bytes)
        if state.withLock({ !$0.releases.isEmpty }) { schedule() }
    }

    private func giveBackSoon(_ bytes: Int) {
        let isFirst = state.withLock { state in
            state.freedBytes += bytes
            guard state.freedBytes >= Self.muchBytes, !state.isGivingBack else { return false }
            state.isGivingBack = true
            return true
        }
        guard isFirst else { return }
        DispatchQueue.global().asyncAfter(deadline: .now() + Self.pause) { [weak self] in
            guard let self else { return }
            thread.add { [weak self] in
                self?.state.withLock { $0.isGivingBack = false }
                self?.giveBack()
            }
        }
    }

    /// On the thread.
    private func giveBack() {
        let isMuch = state.withLock { state in
            defer { state.freedBytes = 0 }
            return state.freedBytes >= Self.muchBytes
        }
        if isMuch { FreeMemory.giveBack() }
    }

    private func takeUnused() -> [Release] {
        state.withLock { state in
            var unused: [Release] = []
            for index in state.releases.indices.reversed()
            where isKnownUniquelyReferenced(&state.releases[index]) {
                unused.append(state.releases.remove(at: index))
            }
            return unused
        }
    }
}
