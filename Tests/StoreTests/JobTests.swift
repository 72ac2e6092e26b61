import Domain
import Files
import Store
import Testing

@Suite("A job is run by one worker at a time, and a lost lease can write nothing")
struct JobTests {
    private func add(_ store: DataStore, _ name: ProjectName = digits) async throws -> JobRecord {
        try await store.write {
            try $0.addJob(name, .train, specification: "{\"steps\":1}", cause: "manual")
        }
    }

    private func lease(_ store: DataStore, attempts: Int = 20) async throws -> JobLease? {
        try await store.write {
            try $0.leaseJob(worker: "w", milliseconds: 1000, attemptLimit: attempts)
        }
    }

    @Test("From queued to succeeded, with every step told to those who watch")
    func course() async throws {
        let store = try Fixture().open()
        try await store.createDigits()
        let job = try await add(store)
        #expect(job.state == .queued)
        let lease = try #require(try await lease(store))
        #expect(lease.job.id == job.id && lease.job.state == .running && lease.job.attempts == 1)
        _ = try await store.write {
            try $0.reportProgress(job.id, token: lease.token, "{\"step\":1}")
        }
        let done = try await store.write {
            try $0.completeJob(job.id, token: lease.token, result: "{\"version\":1}")
        }
        #expect(done.state == .succeeded && done.result == "{\"version\":1}" && done.failure == nil)
        #expect(done.progress == "{\"step\":1}" && done.endedAt != nil)
        let events = try await store.read { try $0.jobEvents(job.id, after: 0, limit: 99) }
        #expect(events.map(\.kind) == ["queued", "leased", "progress", "succeeded"])
        let rest = try await store.read {
            try $0.jobEvents(job.id, after: events[1].sequence, limit: 1)
        }
        #expect(rest == [events[2]])
        #expect(try await self.lease(store) == nil)
        try await store.close()
    }

    @Test("Every write under an older token is aborted, and tokens grow over restarts")
    func fencing() async throws {
        let fixture = try Fixture()
        var store = try fixture.open()
        try await store.createDigits()
        let job = try await add(store)
        let first = try #require(try await lease(store))
        #expect(try await lease(store) == nil)
        fixture.advance(wall: 3_600_000)
        #expect(try await lease(store) == nil)
        fixture.advance(monotonic: 999)
        _ = try await store.write {
            try $0.renewLease(job.id, token: first.token, milliseconds: 1000)
        }
        fixture.advance(monotonic: 999)
        #expect(try await lease(store) == nil)
        fixture.advance(monotonic: 1)
        try await store.close()
        store = try fixture.open()
        let second = try #require(try await lease(store))
        #expect(second.token > first.token)
        #expect(second.job.attempts == 2)
        let writes: [@Sendable (StoreWriter, Int64) throws -> Void] = [
            { _ = try $0.renewLease(job.id, token: $1, milliseconds: 1000) },
            { _ = try $0.reportProgress(job.id, token: $1, "{}") },
            { _ = try $0.requeueJob(job.id, token: $1, reason: "") },
            { _ = try $0.failJob(job.id, token: $1, reason: "") },
            { _ = try $0.completeJob(job.id, token: $1, result: "{}") },
        ]
        for write in writes {
            let problem = await failure { try await store.write { try write($0, first.token) } }
            #expect(problem?.kind == .aborted)
        }
        for write in [writes[0], writes[1], writes[4]] {
            try await store.write { try write($0, second.token) }
        }
        let late = await failure { try await store.write { try writes[1]($0, second.token) } }
        #expect(late?.kind == .aborted)
        try await store.close()
    }

    @Test("One run at a time in a project, the oldest first; projects do not wait for each other")
    func oneAtATime() async throws {
        let store = try Fixture().open()
        let other = try ProjectName("other")
        try await store.createDigits()
        try await store.createDigits(other)
        let jobs = [try await add(store), try await add(store), try await add(store, other)]
        let first = try #require(try await lease(store))
        let second = try #require(try await lease(store))
        #expect([first.job.id, second.job.id] == [jobs[0].id, jobs[2].id])
        #expect(try await lease(store) == nil)
        _ = try await store.write {
            try $0.failJob(jobs[0].id, token: first.token, reason: "out of memory")
        }
        #expect(try await lease(store)?.job.id == jobs[1].id)
        let failed = try await store.read { try $0.job(jobs[0].id) }
        #expect(failed.state == .failed && failed.failure == "out of memory")
        #expect(try await store.read { try $0.openJobs() }.map(\.id) == [jobs[1].id, jobs[2].id])
        let listed = try await store.read { try $0.jobs(digits, limit: 9) }
        #expect(listed.map(\.id) == [jobs[1].id, jobs[0].id])
        try await store.close()
    }

    @Test("A queued job is cancelled at once, a running one when its worker hears of it")
    func cancel() async throws {
        let fixture = try Fixture()
        let store = try fixture.open()
        try await store.createDigits()
        let jobs = [try await add(store), try await add(store)]
        let lease = try #require(try await lease(store))
        let queued = try await store.write { try $0.cancelJob(jobs[1].id) }
        #expect(queued.state == .cancelled)
        let running = try await store.write { try $0.cancelJob(jobs[0].id) }
        #expect(running.state == .running && running.cancelRequested)
        let heard = try await store.write {
            try $0.renewLease(jobs[0].id, token: lease.token, milliseconds: 1000)
        }
        #expect(heard.cancelRequested)
        let ended = try await store.write {
            try $0.requeueJob(jobs[0].id, token: lease.token, reason: "stopped")
        }
        #expect(ended.state == .cancelled)
        #expect(try await store.write { try $0.cancelJob(jobs[0].id) }.state == .cancelled)
        let unknown = await failure { _ = try await store.write { try $0.cancelJob(99) } }
        #expect(unknown?.kind == .notFound)
        try await store.close()
    }

    @Test("A worker that stops after a checkpoint is none that was lost")
    func stops() async throws {
        let fixture = try Fixture()
        let store = try fixture.open()
        try await store.createDigits()
        let job = try await add(store)
        for attempt in 1...5 {
            let lease = try #require(try await lease(store, attempts: 3))
            #expect(lease.job.attempts == attempt)
            _ = try await store.write {
                try $0.requeueJob(job.id, token: lease.token, reason: "draining", isStop: true)
            }
        }
        for attempt in 6...8 {
            #expect(try await lease(store, attempts: 3)?.job.attempts == attempt)
            fixture.advance(monotonic: 1000)
        }
        #expect(try await lease(store, attempts: 3) == nil)
        let failed = try await store.read { try $0.job(job.id) }
        #expect(failed.state == .failed && failed.failure == "its worker was lost 3 times")
        try await store.close()
    }

    @Test("A lost worker's job is resumed, cancelled when that was asked, and failed in the end")
    func lostWorkers() async throws {
        let fixture = try Fixture()
        let store = try fixture.open()
        try await store.createDigits()
        let job = try await add(store)
        for attempt in 1...3 {
            #expect(try await lease(store, attempts: 3)?.job.attempts == attempt)
            fixture.advance(monotonic: 1000)
        }
        #expect(try await lease(store, attempts: 3) == nil)
        #expect(try await store.read { try $0.job(job.id) }.state == .failed)
        let asked = try await add(store)
        _ = try await lease(store)
        _ = try await store.write { try $0.cancelJob(asked.id) }
        fixture.advance(monotonic: 1000)
        #expect(try await lease(store) == nil)
        #expect(try await store.read { try $0.job(asked.id) }.state == .cancelled)
        try await store.close()
    }

    @Test("A lease from before the machine started is expired")
    func reboot() async throws {
        let fixture = try Fixture()
        let store = try fixture.open()
        try await store.createDigits()
        _ = try await add(store)
        fixture.advance(monotonic: 100_000_000)
        _ = try await lease(store)
        fixture.advance(monotonic: -100_900_000)
        #expect(try await lease(store)?.job.attempts == 2)
        try await store.close()
    }
}
