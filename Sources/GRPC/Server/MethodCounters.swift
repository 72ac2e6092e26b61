internal import NIOCore
internal import Synchronization

/// A number that one thread adds to and every thread may read.
///
/// An addition is a load and a store: a call adds to several of these, and a locked instruction for
/// each would be a percent of its time.
struct LoopCounter: ~Copyable, Sendable {
    private let value = Atomic(0)

    var count: Int { value.load(ordering: .relaxed) }

    /// Adds on the one thread that writes.
    func add(_ amount: Int) { value.store(count &+ amount, ordering: .relaxed) }
}

/// The counters of one method on one event loop; only that loop adds to them.
final class MethodCounters: Sendable {
    private let started = LoopCounter()
    private let handled = InlineArray<17, LoopCounter> { _ in LoopCounter() }
    private let buckets = InlineArray<17, LoopCounter> { _ in LoopCounter() }
    private let nanoseconds = LoopCounter()
    private let messagesReceived = LoopCounter()
    private let messagesSent = LoopCounter()

    private static let bounds = HandlingHistogram.bounds.map { Int64(($0 * 1e9).rounded()) }

    /// Counts a call that starts.
    func begin() { started.add(1) }

    /// Counts a message of a stream of requests.
    func received() { messagesReceived.add(1) }

    /// Counts messages of a stream of responses.
    func sent(_ messages: Int) { messagesSent.add(messages) }

    /// Counts calls that ended with `code` after `time` each; whether the one request of each had
    /// come.
    func end(_ code: GRPCStatus.Code, after time: TimeAmount, count: Int, hadRequest: Bool) {
        if hadRequest { messagesReceived.add(count) }
        handled[code.rawValue].add(count)
        nanoseconds.add(Int(time.nanoseconds) &* count)
        let bounds = Self.bounds
        var bucket = 0
        while bucket < bounds.count, time.nanoseconds > bounds[bucket] { bucket += 1 }
        buckets[bucket].add(count)
    }

    /// Adds what was counted to `statistics`.
    func add(to statistics: inout MethodStatistics) {
        statistics.started += started.count
        for code in GRPCStatus.Code.allCases where handled[code.rawValue].count > 0 {
            statistics.handled[code, default: 0] += handled[code.rawValue].count
        }
        for bucket in statistics.handling.counts.indices {
            statistics.handling.counts[bucket] += buckets[bucket].count
        }
        statistics.messagesReceived += messagesReceived.count
        statistics.messagesSent += messagesSent.count
        if statistics.kind == .unary || statistics.kind == .clientStream {
            // Exactly those have their one response.
            statistics.messagesSent += handled[GRPCStatus.Code.ok.rawValue].count
        }
        statistics.handling.sum += Double(nanoseconds.count) / 1e9
    }
}

/// Calls of one method that began together and ended alike.
struct EndedCalls {
    var method = 0
    var code = GRPCStatus.Code.ok
    /// Whether the one request of each had come; false where requests are a stream.
    var hadRequest = false
    var beganAt = NIODeadline.uptimeNanoseconds(0)
    var count = 0

    /// Whether `other` may be counted with these.
    func isSame(_ other: EndedCalls) -> Bool {
        count > 0 && method == other.method && code == other.code && beganAt == other.beganAt
            && hadRequest == other.hadRequest
    }
}

/// The counters of all methods on one event loop.
final class LoopCounters: Sendable {
    /// By the number of the route; the last one counts the calls of unknown methods.
    let methods: [MethodCounters]

    init(routes: Int) { methods = (0...routes).map { _ in MethodCounters() } }

    /// Counts calls that ended at `now`.
    func count(_ calls: EndedCalls, at now: NIODeadline) {
        methods[calls.method].end(
            calls.code,
            after: now - calls.beganAt,
            count: calls.count,
            hadRequest: calls.hadRequest
        )
    }
}
