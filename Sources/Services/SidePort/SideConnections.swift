internal import NIOCore
internal import Synchronization

/// The open connections of a side port.
///
/// A new one always has a place. Where there are too many, the one that has waited longest for a
/// request is closed, so that nobody keeps a probe from its answer by holding connections.
final class SideConnections: Sendable {
    private struct Entry {
        let channel: any Channel
        /// What ends it where the head of its first request does not come.
        let overdue: Scheduled<Void>
        /// Whether a page is made for it or sent.
        var isBusy = false
        /// The number of its last change, the lower the longer ago.
        var change: Int
    }

    private struct State {
        var entries: [ObjectIdentifier: Entry] = [:]
        var changes = 0

        mutating func nextChange() -> Int {
            changes += 1
            return changes
        }

        /// Who leaves for a new one: who waits before who gets a page, and the longest of them.
        var first: ObjectIdentifier? {
            func rank(_ entry: Entry) -> (Int, Int) { (entry.isBusy ? 1 : 0, entry.change) }
            return entries.min { rank($0.value) < rank($1.value) }?.key
        }
    }

    private let limit: Int
    private let headTime: TimeAmount
    private let state = Mutex(State())

    /// Creates places for `limit` connections, whose first head has `headTime`.
    init(limit: Int, headTime: TimeAmount) {
        self.limit = limit
        self.headTime = headTime
    }

    /// Takes a connection until it closes.
    func admit(_ channel: any Channel) {
        let key = ObjectIdentifier(channel)
        let overdue = channel.eventLoop.scheduleTask(in: headTime) { Self.cut(channel) }
        let leaving = state.withLock { state -> Entry? in
            let first = state.entries.count < limit ? nil : state.first
            let leaving = first.flatMap { state.entries.removeValue(forKey: $0) }
            state.entries[key] = Entry(
                channel: channel,
                overdue: overdue,
                change: state.nextChange()
            )
            return leaving
        }
        if let leaving {
            leaving.overdue.cancel()
            Self.cut(leaving.channel)
        }
        channel.closeFuture.whenComplete { [self] _ in
            state.withLock { $0.entries.removeValue(forKey: key) }?.overdue.cancel()
        }
    }

    /// Notes that a request has come, or that its page has left.
    func note(_ channel: any Channel, isBusy: Bool) {
        let overdue = state.withLock { state in
            let change = state.nextChange()
            state.entries[ObjectIdentifier(channel)]?.isBusy = isBusy
            state.entries[ObjectIdentifier(channel)]?.change = change
            return state.entries[ObjectIdentifier(channel)]?.overdue
        }
        overdue?.cancel()
    }

    /// Closes all connections.
    func closeAll() {
        let entries = state.withLock { Array($0.entries.values) }
        for entry in entries { entry.channel.close(promise: nil) }
    }

    /// Makes a new connection one that can be cut.
    static func prepare(_ channel: any Channel) throws {
        try channel.pipeline.syncOperations.addHandler(SocketEnd())
    }

    /// Closes a connection at its socket: TLS would say farewell first, and wait for the peer's.
    static func cut(_ channel: any Channel) {
        channel.eventLoop.execute {
            let end = try? channel.pipeline.syncOperations.context(handlerType: SocketEnd.self)
            end?.close(promise: nil)
        }
    }

    /// The end of a pipeline at the socket.
    private final class SocketEnd: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
    }
}
