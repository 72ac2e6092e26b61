import Files
import Testing

#if canImport(Glibc)
import Glibc

@Suite("Work that yields")
struct YieldingWorkTests {
    @Test("Its thread is in the class for idle time within it at most, and in its own after it")
    func classOfThread() {
        let (own, idle) = (sched_getscheduler(0), Int32(5))
        let within = YieldingWork.run { sched_getscheduler(0) }
        #expect(within == idle || within == own)
        #expect(sched_getscheduler(0) == own)
    }

    @Test("On cores that are never idle it gets its class back")
    func patience() {
        let own = sched_getscheduler(0)
        let last = YieldingWork.run {
            // However long that takes: until the class is the thread's own again.
            while sched_getscheduler(0) != own { sched_yield() }
            return sched_getscheduler(0)
        }
        #expect(last == own)
    }
}
#endif
