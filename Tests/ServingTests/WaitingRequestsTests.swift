import Domain
import Serving
import Testing

@Suite("Releases take turns by compute time, requests by priority and age")
struct WaitingRequestsTests {
    private static let receiver = Recorder()
    private static let millisecond: UInt64 = 1_000_000

    private func request(
        _ release: Release,
        rows: Int = 1,
        priority: UInt64 = 0,
        deadline: UInt64 = PredictionRequest.noDeadline,
        isShadow: Bool = false
    ) throws -> PredictionRequest {
        try PredictionRequest(
            release: release,
            inputs: [UInt8](repeating: 0, count: 64 * rows),
            rows: rows,
            priority: RequestPriority(priority),
            isShadow: isShadow,
            deadline: deadline,
            receiver: Self.receiver
        )
    }

    /// Takes one batch; its requests' priorities, its release and its turn.
    private func take(
        _ queue: inout WaitingRequests,
        limit: Int = 64,
        now: UInt64 = 0
    ) -> WaitingBatch? {
        var expired: [PredictionRequest] = []
        defer { #expect(expired.isEmpty) }
        return queue.takeBatch(limit: limit, delay: 0, now: now, expired: &expired)
    }

    /// Runs a closed loop: each release always has its requests back as soon as they are answered.
    ///
    /// Returns the nanoseconds of computing that each got in `batches` turns of one thread.
    private func share(
        _ load: [(release: Release, priority: UInt64, callers: Int, nanosecondsPerRow: UInt64)],
        batches: Int,
        limit: Int = 4
    ) throws -> [UInt64] {
        var queue = WaitingRequests(capacity: 1000)
        var shares = [UInt64](repeating: 0, count: load.count)
        var now: UInt64 = 0
        for member in load {
            for _ in 0..<member.callers {
                _ = queue.append(try request(member.release, priority: member.priority), now: now)
            }
        }
        for _ in 0..<batches {
            let batch = try #require(take(&queue, limit: limit, now: now))
            let index = try #require(load.firstIndex { $0.release === batch.release })
            let time = load[index].nanosecondsPerRow * UInt64(batch.networkRows)
            now += time
            shares[index] += time
            queue.finish(batch.turn, nanoseconds: time)
            for _ in batch.requests {
                let again = try request(load[index].release, priority: load[index].priority)
                _ = queue.append(again, now: now)
            }
        }
        return shares
    }

    @Test("A model a thousand times larger gets half of the time, not a thousand times more")
    func fairShares() throws {
        let (large, small) = try (makeRelease("large"), makeRelease("small"))
        let shares = try share(
            [(large, 0, 4, 1_000_000), (small, 0, 4, 1000)],
            batches: 20_000
        )
        let part = Double(shares[0]) / Double(shares[0] + shares[1])
        #expect(abs(part - 0.5) < 0.05, "\(shares)")
        let three = try share(
            [
                (large, 0, 4, 1_000_000), (small, 0, 1, 2000),
                (makeRelease("other"), 0, 40, 50_000),
            ],
            batches: 30_000
        )
        let total = Double(three.reduce(0, +))
        for share in three { #expect(abs(Double(share) / total - 1 / 3) < 0.05, "\(three)") }
    }

    @Test("One caller of a small model waits for one batch of the large one at most")
    func smallIsNotStarved() throws {
        let (large, small) = try (makeRelease("large"), makeRelease("small"))
        var queue = WaitingRequests(capacity: 1000)
        for _ in 0..<400 { _ = queue.append(try request(large), now: 0) }
        for round in 0..<50 {
            let batch = try #require(take(&queue, limit: 4))
            #expect(batch.release === large, "round \(round)")
            _ = queue.append(try request(small), now: 0)
            queue.finish(batch.turn, nanoseconds: 10_000_000)
            let next = try #require(take(&queue, limit: 4))
            #expect(next.release === small, "round \(round)")
            queue.finish(next.turn, nanoseconds: 10_000)
        }
    }

    @Test("A level of priority doubles a release's share, and the least urgent still gets one")
    func weightedShares() throws {
        let releases = try ["a", "b"].map { try makeRelease($0) }
        func ratio(_ first: UInt64, _ second: UInt64) throws -> Double {
            let shares = try share(
                [(releases[0], first, 4, 1000), (releases[1], second, 4, 1000)],
                batches: 100_000
            )
            return Double(shares[0]) / Double(shares[1])
        }
        #expect(abs(try ratio(3, 4) - 2) < 0.05)
        #expect(abs(try ratio(4, 6) - 4) < 0.1)
        #expect(abs(try ratio(1, 8) - 128) < 10)
    }

    @Test("Within a release the urgent overtake, and a level is worth 100 ms of waiting")
    func priorities() throws {
        let release = try makeRelease()
        var queue = WaitingRequests(capacity: 10)
        let step = 100 * Self.millisecond
        for (priority, time) in [(8, 0), (0, 1), (1, 2), (4, 3), (1, 4), (8, 5)]
            as [(UInt64, UInt64)]
        {
            _ = queue.append(try request(release, priority: priority), now: time)
        }
        // Level 1 overtakes what came less than 700 ms before it at level 8.
        _ = queue.append(try request(release, priority: 1), now: 7 * step - 1)
        _ = queue.append(try request(release, priority: 1), now: 7 * step + 1)
        var order: [Int] = []
        while let batch = take(&queue, limit: 1, now: 8 * step) {
            order.append(batch.requests[0].priority.level)
            queue.finish(batch.turn, nanoseconds: 1000)
        }
        #expect(order == [1, 1, 4, 4, 1, 8, 1, 8])
        #expect(queue.isEmpty)
    }

    @Test("A number that is no level is refused")
    func levels() throws {
        #expect(try RequestPriority(0) == .standard)
        #expect(try RequestPriority(8).level == 8)
        let failure = #expect(throws: Failure.self) { try RequestPriority(9) }
        #expect(failure?.kind == .invalidArgument)
        #expect(failure?.message.hasSuffix("got 9") == true)
    }

    @Test("Shadow requests are computed when nothing else waits")
    func shadows() throws {
        let (champion, shadow) = try (makeRelease(version: 1), makeRelease(version: 2))
        var queue = WaitingRequests(capacity: 10)
        _ = queue.append(try request(shadow, isShadow: true), now: 0)
        for _ in 0..<3 { _ = queue.append(try request(champion), now: 1000 * Self.millisecond) }
        var order: [ModelVersion] = []
        while let batch = take(&queue, limit: 1, now: 2000 * Self.millisecond) {
            order.append(batch.release.modelVersion)
            queue.finish(batch.turn, nanoseconds: 1000)
        }
        #expect(order == [1, 1, 1, 2])
    }

    @Test("What has waited too long is taken out, by deadline or by the queue's limit")
    func expiry() throws {
        let release = try makeRelease()
        var queue = WaitingRequests(capacity: 10, maxWait: 100)
        _ = queue.append(try request(release, rows: 1), now: 0)
        _ = queue.append(try request(release, rows: 2, deadline: 150), now: 60)
        _ = queue.append(try request(release, rows: 3, priority: 1, deadline: 500), now: 80)
        #expect(queue.nextEvent(delay: 0) == 100)
        #expect(queue.takeExpired(now: 99).isEmpty)
        #expect(queue.takeExpired(now: 100).map(\.rows) == [1])
        #expect(queue.nextEvent(delay: 0) == 150)
        var expired: [PredictionRequest] = []
        let batch = queue.takeBatch(limit: 64, delay: 0, now: 150, expired: &expired)
        #expect(batch?.requests.map(\.rows) == [3])
        #expect(expired.map(\.rows) == [2])
        #expect(queue.nextEvent(delay: 0) == nil)
        #expect(queue.isEmpty)
    }
}
