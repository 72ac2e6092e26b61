import Serving
import Testing

@Suite("The monotonic clock")
struct MonotonicClockTests {
    @Test("It never goes back")
    func neverGoesBack() {
        let clock = MonotonicClock.system
        var last = clock.now
        for _ in 0..<1000 {
            let now = clock.now
            #expect(now >= last)
            last = now
        }
    }
}
