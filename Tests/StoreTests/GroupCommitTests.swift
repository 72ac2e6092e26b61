import Domain
import Files
import Foundation
import Store
import Testing

@Suite("Writes are committed together, each request for itself, and replied after the commit")
struct GroupCommitTests {
    @Test("A request that fails is undone alone, whatever is committed with it")
    func isolation() async throws {
        let store = try Fixture().open()
        try await store.createDigits()
        let outcomes = await withTaskGroup(of: (Int, Bool).self) { group in
            for number in 0..<300 {
                group.addTask {
                    let failed = await failure {
                        try await store.write { writer in
                            let new = [try example("\(number)", number, label: 1)]
                            _ = try writer.ingest(digits, new)
                            if number % 3 == 0 { throw Failure.invalid("number \(number)") }
                        }
                    }
                    return (number, failed == nil)
                }
            }
            return await group.reduce(into: [Int: Bool]()) { $0[$1.0] = $1.1 }
        }
        #expect(outcomes.count == 300)
        for (number, succeeded) in outcomes { #expect(succeeded == (number % 3 != 0)) }
        let records = try await store.read { try $0.records(digits, after: 0, limit: .max) }
        let stored = Set(records.map(\.example.text))
        #expect(stored == Set((0..<300).filter { $0 % 3 != 0 }.map { "\($0)" }))
        let counts = try await store.read { try $0.counts(digits) }
        #expect(counts.examples == 200)
        #expect(counts.labels == 200)
        try await store.close()
    }

    @Test("What is acknowledged is in the files: a copy of them at any moment has it")
    func durable() async throws {
        var settings = StoreSettings()
        // No checkpoint, so that the database file and its log can be copied one after the other.
        settings.checkpointPages = 1 << 20
        let fixture = try Fixture()
        let store = try fixture.open(settings)
        try await store.createDigits()
        let acknowledged = Shared<Set<String>>([])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for client in 0..<8 {
                group.addTask {
                    for number in 0..<60 {
                        let id = "\(client)-\(number)"
                        let new = try example(id, number, label: number % 3)
                        for result in try await store.ingest(digits, [new]) { _ = try result.get() }
                        acknowledged.change { _ = $0.insert(id) }
                    }
                }
            }
            for _ in 0..<4 {
                try await Task.sleep(for: .milliseconds(5))
                let before = acknowledged.value
                let copy = try Fixture()
                try FileSystem.createDirectory(copy.path)
                for suffix in ["", "-wal"] {
                    try FileManager.default.copyItem(
                        atPath: store.directory.databasePath + suffix,
                        toPath: copy.directory.databasePath + suffix
                    )
                }
                let reopened = try copy.open()
                let records = try await reopened.read {
                    try $0.records(digits, after: 0, limit: .max)
                }
                let found = Set(records.map(\.example.text))
                #expect(found.isSuperset(of: before))
                #expect(records.count == found.count)
                let counts = try await reopened.read { try $0.counts(digits) }
                #expect(counts.examples == Int64(found.count))
                try await reopened.close()
            }
            try await group.waitForAll()
        }
        try await store.close()
    }

    @Test("The writer synchronizes every commit, with the stated sizes")
    func pragmas() async throws {
        let store = try Fixture().open()
        let pragmas = try await store.write { try $0.pragmas() }
        #expect(pragmas["journal_mode"] == "wal")
        #expect(pragmas["synchronous"] == "2")
        #expect(pragmas["cache_size"] == "-262144")
        #expect(pragmas["wal_autocheckpoint"] == "16384")
        try await store.close()
    }

    @Test("Sequence numbers grow with the order of commits, over restarts")
    func sequences() async throws {
        let fixture = try Fixture()
        var last: SequenceNumber = 0
        for round in 0..<3 {
            let store = try fixture.open()
            if round == 0 { try await store.createDigits() }
            for number in 0..<20 {
                let id = "\(round)-\(number)"
                let key = try await store.ingest(digits, [example(id, number)])[0].get().key
                #expect(key > last)
                last = key
                #expect(try await store.read { try $0.sequence() } >= key)
            }
            try await store.close()
        }
    }

    @Test("A full queue refuses more and forgets nothing that it took")
    func queueLimit() async throws {
        var settings = StoreSettings()
        settings.queueLimit = 4
        let store = try Fixture().open(settings)
        try await store.createDigits()
        let gate = DispatchSemaphore(value: 0)
        var blocker: Task<Void, any Error>?
        await withCheckedContinuation { continuation in
            blocker = Task {
                try await store.write { _ in
                    // The writer's own thread waits, never one of those that tests share.
                    continuation.resume()
                    gate.wait()
                }
            }
        }
        let results = Shared<[Bool]>([])
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<12 {
                group.addTask {
                    let problem = await failure {
                        _ = try await store.ingest(digits, [example("\(number)", number)])
                    }
                    #expect(problem == nil || problem?.kind == .resourceExhausted)
                    // Once eight are refused, the queue of four is full: let the writer go on.
                    let refused = results.change { results in
                        results.append(problem == nil)
                        return results.count { !$0 }
                    }
                    if refused == 8, problem != nil { gate.signal() }
                }
            }
        }
        try await blocker?.value
        #expect(results.value.count { $0 } == 4)
        #expect(try await store.read { try $0.counts(digits) }.examples == 4)
        try await store.close()
    }

    @Test("Who waits for room in a full queue gets it in turn, as soon as there is some")
    func room() async throws {
        var settings = StoreSettings()
        settings.queueLimit = 3
        settings.queueByteLimit = 1_000
        let store = try Fixture().open(settings)
        try await store.createDigits()
        let gate = DispatchSemaphore(value: 0)
        let order = Shared<[Int]>([])
        func add(_ number: Int, bytes: Int) async throws {
            try await store.enqueueWhenRoom(bytes: bytes) { _ in
                if number == 0 { gate.wait() }
                return number
            } completion: { result in
                order.change { $0.append((try? result.get()) ?? -1) }
            }
        }
        try await add(0, bytes: 0)
        while store.statistics.waitingOperations > 0 { await Task.yield() }
        for number in 1...2 { try await add(number, bytes: 400) }
        // There is room for one more, and not for its bytes; the next one waits behind it.
        let waiting = (3...9).map { number in
            Task { try await add(number, bytes: number == 3 ? 5_000 : 1) }
        }
        let cancelled = Task { try await add(99, bytes: 5_000) }
        try await Task.sleep(for: .milliseconds(20))
        #expect(store.statistics.waitingOperations == 2)
        cancelled.cancel()
        await #expect(throws: CancellationError.self) { try await cancelled.value }
        gate.signal()
        for task in waiting { try await task.value }
        while order.value.count < 10 { await Task.yield() }
        #expect(order.value.prefix(3) == [0, 1, 2])
        #expect(Set(order.value) == Set(0...9))
        try await store.close()
        let late = await failure { try await add(10, bytes: 1) }
        #expect(late?.kind == .unavailable)
    }

    @Test("A closed store refuses writes, and a second store on its directory is refused before")
    func closing() async throws {
        let fixture = try Fixture()
        let store = try fixture.open()
        let second = await failure { _ = try fixture.open() }
        #expect(second?.kind == .failedPrecondition)
        #expect(second?.message.contains("in use by process") == true)
        try await store.close()
        let late = await failure { try await store.createDigits() }
        #expect(late?.kind == .unavailable)
        let again = try fixture.open()
        try await again.createDigits()
        try await again.close()
    }

    @Test("A damaged database is data loss, not an empty store")
    func damage() async throws {
        let fixture = try Fixture()
        let store = try fixture.open()
        try await store.close()
        try AtomicFile.write(
            [UInt8](repeating: 0x5A, count: 8192),
            to: store.directory.databasePath
        )
        let problem = await failure { _ = try fixture.open() }
        #expect(problem?.kind == .dataLoss)
    }

    @Test("Announced files without a row go at the next start, files with one stay")
    func orphans() async throws {
        let fixture = try Fixture()
        var store = try fixture.open()
        try await store.createDigits()
        _ = try await store.ingest(digits, [example("x", 1, label: 0)])
        let snapshot = try await store.cutSnapshot(digits)
        for name in ["digits-9-a.snapshot", "9-1-a.safetensors"] {
            try await store.write { try $0.announce(file: name) }
        }
        try AtomicFile.write([1], to: store.directory.snapshot("digits-9-a.snapshot"))
        try AtomicFile.write([1], to: store.directory.model("9-1-a.safetensors"))
        try await store.close()
        store = try fixture.open()
        #expect(
            try FileSystem.entries(of: store.directory.snapshotsPath)
                == [snapshot.fileName, "segments"]
        )
        #expect(try FileSystem.entries(of: store.directory.modelsPath) == [])
        try await store.close()
    }
}
