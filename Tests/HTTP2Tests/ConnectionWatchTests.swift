import HTTP2
import HTTP2Session
import NIOCore
import Testing

@Suite("A connection that does nothing is closed at its time-out, and not before")
struct ConnectionWatchTests {
    private static let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)

    private func watch(_ change: (inout HTTP2Timeouts) -> Void = { _ in }) -> ConnectionWatch {
        var timeouts = HTTP2Timeouts()
        timeouts.preface = .seconds(8)
        timeouts.write = .seconds(60)
        timeouts.idle = .minutes(10)
        timeouts.keepalive = .hours(100)
        change(&timeouts)
        var watch = ConnectionWatch(timeouts: timeouts, startedAt: Self.start, number: 1)
        watch.hasPreface = true
        return watch
    }

    private func at(_ seconds: Int64) -> NIODeadline { Self.start + .seconds(seconds) }

    private func state(
        streams: Int = 0,
        last: Int32 = 0,
        waits: Bool = false,
        taken: Int = 0,
        received: Int = 0
    ) -> ConnectionWatch.State {
        var state = ConnectionWatch.State()
        state.streams = streams
        state.lastStream = last
        state.waits = waits
        state.taken = taken
        state.received = received
        return state
    }

    @Test("Without a preface it fails at eight seconds")
    func preface() {
        var watch = watch()
        watch.hasPreface = false
        #expect(watch.check(state(), at: at(7)) == .fine)
        #expect(watch.nextCheck(after: at(7)) == at(8))
        #expect(watch.check(state(), at: at(8)) == .failed(.preface))
    }

    @Test("Idle counts from the last stream, also one that came and went between two checks")
    func idle() {
        var watch = watch()
        #expect(watch.check(state(streams: 1), at: at(700)) == .fine)
        #expect(watch.check(state(last: 3), at: at(1_299)) == .fine)
        #expect(watch.check(state(last: 3), at: at(1_898)) == .fine)
        #expect(watch.nextCheck(after: at(1_898)) == at(1_899))
        #expect(watch.check(state(last: 3), at: at(1_899)) == .idle)
    }

    @Test("Output that waits fails unless some of it is taken")
    func write() {
        var watch = watch()
        let waits = state(streams: 1, waits: true)
        #expect(watch.check(waits, at: at(0)) == .fine)
        #expect(watch.nextCheck(after: at(0)) == at(60))
        #expect(watch.check(waits, at: at(59)) == .fine)
        watch.progressed(at: at(59))
        #expect(watch.check(waits, at: at(118)) == .fine)
        let taken = state(streams: 1, waits: true, taken: 1)
        #expect(watch.check(taken, at: at(118)) == .fine)
        #expect(watch.check(taken, at: at(177)) == .fine)
        #expect(watch.check(taken, at: at(178)) == .failed(.write))
    }

    @Test("A time of rest does not count as waiting")
    func rest() {
        var watch = watch()
        let waits = state(streams: 1, waits: true)
        #expect(watch.check(state(streams: 1), at: at(500)) == .fine)
        // That it waits is seen a quarter of the time-out later at most.
        #expect(watch.nextCheck(after: at(500)) == at(515))
        #expect(watch.check(waits, at: at(515)) == .fine)
        #expect(watch.check(waits, at: at(574)) == .fine)
        #expect(watch.check(waits, at: at(575)) == .failed(.write))
    }

    @Test("A silent peer is pinged, and fails without an answer")
    func keepalive() {
        var watch = watch {
            $0.keepalive = .seconds(100)
            $0.keepaliveAnswer = .seconds(20)
        }
        #expect(watch.check(state(received: 5), at: at(50)) == .fine)
        #expect(watch.check(state(received: 5), at: at(149)) == .fine)
        #expect(watch.check(state(received: 5), at: at(150)) == .ping)
        #expect(watch.check(state(received: 6), at: at(160)) == .fine)
        #expect(watch.check(state(received: 6), at: at(260)) == .ping)
        #expect(watch.nextCheck(after: at(279)) == at(280))
        #expect(watch.check(state(received: 6), at: at(279)) == .fine)
        #expect(watch.check(state(received: 6), at: at(280)) == .failed(.keepalive))
    }

    @Test("An old connection ends gracefully, then for good")
    func age() {
        var watch = watch {
            $0.connectionAge = .seconds(1_000)
            $0.connectionAgeGrace = .seconds(30)
        }
        let busy = state(streams: 1)
        #expect(watch.check(busy, at: at(899)) == .fine)
        var time: Int64 = 900
        while watch.check(busy, at: at(time)) == .fine { time += 1 }
        #expect(time <= 1_100)
        #expect(watch.check(busy, at: at(time + 28)) == .fine)
        #expect(watch.check(busy, at: at(time + 30)) == .graceOver)
        #expect(watch.check(busy, at: at(time + 40)) == .fine)
    }

    @Test("Ages differ by up to a tenth, evenly")
    func jitter() {
        var timeouts = HTTP2Timeouts()
        timeouts.connectionAge = .seconds(1_000)
        timeouts.idle = .hours(10)
        timeouts.write = .hours(10)
        timeouts.keepalive = .hours(10)
        let ages = (0..<1_000).map { number in
            var watch = ConnectionWatch(timeouts: timeouts, startedAt: Self.start, number: number)
            watch.hasPreface = true
            return (watch.nextCheck(after: Self.start) - Self.start).nanoseconds / 1_000_000_000
        }
        #expect(ages.allSatisfy { (900...1_100).contains($0) })
        for tenth in 0..<10 {
            let range = Int64(900 + 20 * tenth)..<Int64(920 + 20 * tenth)
            #expect((80...120).contains(ages.count { range.contains($0) }))
        }
    }

    @Test(
        "Local addresses",
        arguments: [
            (HTTP2Address.tcp(host: "127.0.0.1", port: 1), true),
            (.tcp(host: "::1", port: 1), true), (.tcp(host: "localhost", port: 1), true),
            (.unix(path: "/s"), true), (.tcp(host: "0.0.0.0", port: 1), false),
            (.tcp(host: "192.168.0.1", port: 1), false), (.tcp(host: "::", port: 1), false),
            (.tcp(host: "127.255.3.4", port: 1), true), (.tcp(host: "127.1", port: 1), false),
            (.tcp(host: "127.evil.com", port: 1), false), (.tcp(host: "", port: 1), false),
            (.tcp(host: "0:0:0:0:0:0:0:1", port: 1), true), (.tcp(host: "::2", port: 1), false),
            (.tcp(host: "127.0.0.1.org", port: 1), false),
        ]
    )
    func local(address: HTTP2Address, isLocal: Bool) {
        #expect(address.isLocal == isLocal)
    }
}
