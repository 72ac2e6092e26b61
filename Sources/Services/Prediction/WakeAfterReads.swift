internal import GRPC
internal import Serving
internal import Synchronization

/// Wakes the batcher once for all the calls that an event loop has read in a row.
///
/// A wake-up costs a system call and a thread's start; calls that arrived together then also share
/// a batch.
final class WakeAfterReads: Sendable {
    private let batcher: Batcher
    private let isScheduled = Atomic(false)

    init(batcher: Batcher) { self.batcher = batcher }

    /// Wakes the batcher soon; `reply` is of a call that was submitted without waking it.
    func schedule(_ reply: ReplyAddress) {
        guard !isScheduled.exchange(true, ordering: .acquiringAndReleasing) else { return }
        reply.afterReads { [self] in
            // Before the wake: a call that is submitted now schedules the next one.
            isScheduled.store(false, ordering: .releasing)
            batcher.wake()
        }
    }
}
