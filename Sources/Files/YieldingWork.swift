internal import Dispatch
internal import Foundation
internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#endif

/// Work that nobody waits for in this moment: it lets calls go first, and is done all the same.
///
/// A niceness is not enough: the kernel lets a thread, however nice, finish its slice of a few
/// milliseconds before one that wakes up gets its core, and that is longer than most calls take. A
/// thread of the class for idle time is interrupted at once. But on cores that are never idle it
/// would wait for ever, so after a while it gets its class back.
package enum YieldingWork {
    /// Runs `body` on the calling thread.
    ///
    /// Where the process may not take a thread out of the class for idle time again (on Linux that
    /// needs CAP_SYS_NICE or a limit of nice of 20, `LimitNICE=+0` for systemd), and elsewhere than on
    /// Linux, it runs as it is.
    ///
    /// - Parameters:
    ///   - milliseconds: how long it may wait for idle time; short where others wait for it.
    ///   - body: the work.
    /// - Returns: what `body` returned.
    package static func run<Result>(
        patience milliseconds: Int = 1000,
        _ body: () -> Result
    ) -> Result {
        #if os(Linux)
        guard canReturn, sched_getscheduler(0) == SCHED_OTHER, setClass(idle, of: pthread_self())
        else { return body() }
        let (thread, turn) = (pthread_self(), Turn())
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(milliseconds)) {
            turn.isOver.withLock { if !$0 { setClass(SCHED_OTHER, of: thread) } }
        }
        defer {
            turn.isOver.withLock { $0 = true }
            setClass(SCHED_OTHER, of: thread)
        }
        #endif
        return body()
    }

    #if os(Linux)
    /// SCHED_IDLE, which the headers show to GNU programs only.
    private static let idle: Int32 = 5

    private final class Turn: Sendable {
        let isOver = Mutex(false)
    }

    @discardableResult
    private static func setClass(_ name: Int32, of thread: pthread_t) -> Bool {
        var parameters = sched_param(sched_priority: 0)
        return unsafe pthread_setschedparam(thread, name, &parameters) == 0
    }

    /// Whether a thread can be taken out of the class again; found out on one that then ends.
    private static let canReturn: Bool = {
        let result = Turn()
        let done = DispatchSemaphore(value: 0)
        Thread {
            let came =
                setClass(idle, of: pthread_self()) && setClass(SCHED_OTHER, of: pthread_self())
            result.isOver.withLock { $0 = came }
            done.signal()
        }.start()
        done.wait()
        return result.isOver.withLock(\.self)
    }()
    #endif
}
