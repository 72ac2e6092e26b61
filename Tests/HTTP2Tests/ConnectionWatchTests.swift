import HTTP2
import NIOCore
import Testing

@Suite("A connection that does nothing is closed at its time-out, and not before")
struct ConnectionWatchTests {
    private static let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)

    private func watch() -> ConnectionWatch {
        var timeouts = HTTP2Timeouts()
        timeouts.preface = .seconds(8)
        timeouts.write = .seconds(60)
        timeouts.idle = .minutes(10)
        return ConnectionWatch(timeouts: timeouts, startedAt: Self.start)
    }

    private func at(_ seconds: Int64) -> NIODeadline { Self.start + .seconds(seconds) }

    @Test("Without a preface it fails at eight seconds")
    func preface() {
        var watch = watch()
        let state = ConnectionWatch.State(streams: 0, waits: false)
        #expect(watch.check(state, at: at(7)) == .fine)
        let reason = "no HTTP/2 preface came within 8000 ms"
        #expect(watch.check(state, at: at(8)) == .failed(reason))
    }

    @Test("Idle counts from the last stream")
    func idle() {
        var watch = watch()
        watch.hasPreface = true
        let busy = ConnectionWatch.State(streams: 1, waits: false)
        let idle = ConnectionWatch.State(streams: 0, waits: false)
        #expect(watch.check(busy, at: at(700)) == .fine)
        #expect(watch.check(idle, at: at(1_299)) == .fine)
        #expect(watch.check(idle, at: at(1_300)) == .idle)
    }

    @Test("Output that waits fails unless some of it is taken")
    func write() {
        var watch = watch()
        watch.hasPreface = true
        let waits = ConnectionWatch.State(streams: 1, waits: true)
        #expect(watch.check(waits, at: at(59)) == .fine)
        watch.progressed(at: at(59))
        #expect(watch.check(waits, at: at(118)) == .fine)
        #expect(watch.check(waits, at: at(119)) == .failed("the peer takes no output"))
    }

    @Test("A time of rest does not count as waiting")
    func rest() {
        var watch = watch()
        watch.hasPreface = true
        let rests = ConnectionWatch.State(streams: 1, waits: false)
        let waits = ConnectionWatch.State(streams: 1, waits: true)
        #expect(watch.check(rests, at: at(500)) == .fine)
        #expect(watch.check(waits, at: at(559)) == .fine)
        #expect(watch.check(waits, at: at(560)) == .failed("the peer takes no output"))
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
