internal import Domain
internal import HTTP2
internal import HTTP2Session
internal import NIOCore

/// One connection of a load generator: it starts calls and hands their ends to the driver.
final class LoadConnection: HTTP2Delegate {
    private struct Call {
        var id: StreamID?
        var request = 0
        var start: UInt64 = 0
        var status: Int?
        var reply: [UInt8] = []
        /// After how many other ends the call is cancelled; negative for never.
        var endsToCancel = -1
    }

    private let driver: LoadDriver
    private var calls: [Call] = []
    private var toCancel: [StreamID] = []
    private var http2: HTTP2Connection?
    /// Calls that have not ended.
    private(set) var inFlight = 0
    private var isReady = false
    private var isDraining = false

    init(driver: LoadDriver) { self.driver = driver }

    func connectionOpened(_ connection: HTTP2Connection) { http2 = connection }

    func connectionClosed(_ connection: HTTP2Connection, error: (any Error)?) {
        // Where nobody listened it never opened, and whoever connects tries again.
        guard http2 != nil else { return }
        http2 = nil
        for slot in calls.indices where calls[slot].id != nil { end(slot, LoadReport.lost) }
        driver.closed(self)
    }

    /// Whether calls may start: like other clients this one waits for the server's settings, since
    /// a connection that was only queued by the kernel may be closed without a word.
    var takesCalls: Bool { http2 != nil && isReady && !isDraining }

    /// Whether the connection is still open.
    var isOpen: Bool { http2 != nil }

    /// Starts a call that was due at `start`; false where the connection takes none.
    func begin(
        _ request: Int,
        body: [UInt8],
        headers: HeaderBlock,
        start: UInt64,
        endsToCancel: Int
    ) -> Bool {
        guard takesCalls, let session = http2?.session,
            let stream = try? session.request(headers: headers)
        else { return false }
        session.write(stream) { $0.append(contentsOf: body) }
        session.finish(stream)
        while calls.count <= stream.slot { calls.append(Call()) }
        calls[stream.slot] = Call(
            id: stream,
            request: request,
            start: start,
            endsToCancel: endsToCancel
        )
        inFlight += 1
        if endsToCancel >= 0 { toCancel.append(stream) }
        return true
    }

    /// Sends what was begun.
    func flush() { http2?.flushSoon() }

    func close() {
        http2?.session.terminate(.noError)
        http2?.closeAfterFlush()
    }

    // MARK: What the server does

    func connection(_ connection: HTTP2Connection, received batch: EventBatch) {
        for event in batch.events {
            switch event {
            case .headers(let stream, let fields):
                guard holds(stream) else { continue }
                for index in fields where batch.headers.name(index, is: "grpc-status") {
                    calls[stream.slot].status = Int(batch.headers.value(index)) ?? 2
                }
            case .data(let stream, let bytes):
                if holds(stream) { calls[stream.slot].reply += batch.body[bytes] }
                connection.session.release(stream, bytes: bytes.count)
            case .endStream(let stream):
                guard holds(stream) else { continue }
                end(stream.slot, driver.outcome(calls[stream.slot].status))
            case .closed(let stream, let code):
                guard holds(stream) else { continue }
                end(stream.slot, code == .refusedStream ? LoadReport.refused : "RESET \(code)")
            case .goAway: isDraining = true
            case .settings: isReady = true
            case .headersTooLarge, .writable, .pingAnswered: break
            }
        }
        cancelDue()
        driver.ended(on: self)
        if isDraining, inFlight == 0 { close() }
    }

    private func holds(_ stream: StreamID) -> Bool {
        stream.slot < calls.count && calls[stream.slot].id == stream
    }

    private func end(_ slot: Int, _ outcome: String) {
        let call = calls[slot]
        calls[slot] = Call()
        inFlight -= 1
        driver.record(call.request, outcome, start: call.start, reply: call.reply)
        for stream in toCancel where holds(stream) { calls[stream.slot].endsToCancel -= 1 }
    }

    private func cancelDue() {
        guard !toCancel.isEmpty else { return }
        let candidates = toCancel
        toCancel = []
        for stream in candidates where holds(stream) {
            guard calls[stream.slot].endsToCancel <= 0 else {
                toCancel.append(stream)
                continue
            }
            http2?.session.reset(stream, .cancel)
            end(stream.slot, LoadReport.cancelled)
        }
    }
}
