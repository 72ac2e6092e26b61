import Files
import Testing

@Suite("The machine's clocks")
struct ClocksTests {
    @Test("The monotonic one never goes back")
    func neverGoesBack() {
        let clocks = Clocks.system
        var last = clocks.nanoseconds
        for _ in 0..<1000 {
            let now = clocks.nanoseconds
            #expect(now >= last)
            last = now
        }
    }

    @Test("Its units agree")
    func units() {
        let clocks = Clocks(monotonic: { 12_345_678 })
        #expect(clocks.now == .nanoseconds(12_345_678))
        #expect(clocks.monotonicMilliseconds == 12)
    }
}
