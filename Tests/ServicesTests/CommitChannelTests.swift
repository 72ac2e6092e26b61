import Services
import Synchronization
import Testing

@Suite(
    "A stream ends with the cause, whichever of its tasks fails first",
    .timeLimit(.minutes(1))
)
struct CommitChannelTests {
    private typealias Channel = CommitChannel<Int>

    private struct Fault: Error, Equatable {}

    /// What the reader does where the acknowledger fails.
    enum Reader: CaseIterable {
        /// It sends on, until the queue is full.
        case sends
        /// It waits for a message that does not come.
        case waits
        /// It has come to the end.
        case isDone
    }

    private static let limit = 4

    private static func waitForever() async throws {
        try await Task.sleep(for: .seconds(3_600))
    }

    @Test(
        "Where reading fails, what was read is acknowledged before the end",
        arguments: [0, 1, 3, 4, 5, 50]
    )
    func reading(count: Int) async {
        let acknowledged = Mutex<[Int]>([])
        await #expect(throws: Fault()) {
            try await Channel.run(limit: Self.limit) { channel in
                for index in 0..<count { try await channel.send(index) }
                throw Fault()
            } acknowledge: { channel in
                while let index = try await channel.next() {
                    acknowledged.withLock { $0.append(index) }
                }
            }
        }
        #expect(acknowledged.withLock(\.self) == Array(0..<count))
    }

    @Test(
        "Where acknowledging fails, the reader ends, whatever it waits for",
        arguments: [0, 1, 3, 4, 5, 50],
        Reader.allCases
    )
    func acknowledging(count: Int, reader: Reader) async {
        await #expect(throws: Fault()) {
            try await Channel.run(limit: Self.limit) { channel in
                for index in 0...count { try await channel.send(index) }
                switch reader {
                case .sends: while true { try await channel.send(0) }
                case .waits: try await Self.waitForever()
                case .isDone: break
                }
            } acknowledge: { channel in
                for _ in 0..<count { _ = try await channel.next() }
                throw Fault()
            }
        }
    }

    @Test("Where acknowledging fails before anything came, the reader ends too")
    func atOnce() async {
        await #expect(throws: Fault()) {
            try await Channel.run(limit: Self.limit) { _ in
                try await Self.waitForever()
            } acknowledge: { _ in
                throw Fault()
            }
        }
    }

    @Test("Cancellation ends both, whichever waits for the other", arguments: [true, false])
    func cancellation(isFull: Bool) async {
        let task = Task {
            try await Channel.run(limit: Self.limit) { channel in
                if isFull { while true { try await channel.send(0) } }
                try await Self.waitForever()
            } acknowledge: { channel in
                if isFull { try await Self.waitForever() }
                while try await channel.next() != nil {}
            }
        }
        try? await Task.sleep(for: .milliseconds(20))
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
