import Domain
import Files
import Store
import Testing

@Suite("A request id makes a retry harmless")
struct ReplyTests {
    private func key(
        _ id: String,
        body: UInt8 = 1,
        method: String = "/m",
        project: String = "p"
    ) -> RequestKey {
        RequestKey(project: project, method: method, requestID: id, body: Digest(of: [body]))
    }

    @Test("The same request runs once, also after a restart; another scope runs for itself")
    func once() async throws {
        let fixture = try Fixture()
        var store = try fixture.open()
        let runs = Shared(0)
        func call(_ key: RequestKey) async throws -> [UInt8] {
            try await store.once(key) { _ in
                [
                    runs.change { count in
                        count += 1; return UInt8(count)
                    }
                ]
            }
        }
        #expect(try await call(key("a")) == [1])
        #expect(try await call(key("a")) == [1])
        try await store.close()
        store = try fixture.open()
        #expect(try await call(key("a")) == [1])
        #expect(try await store.reply(to: key("a")) == [1])
        #expect(try await call(key("a", method: "/n")) == [2])
        #expect(try await call(key("a", project: "q")) == [3])
        #expect(try await call(key("")) == [4])
        #expect(try await call(key("")) == [5])
        try await store.close()
    }

    @Test("The same id with another body already exists; one that is too long is invalid")
    func otherBody() async throws {
        let store = try Fixture().open()
        _ = try await store.once(key("a")) { _ in [1] }
        let other = await failure { _ = try await store.once(key("a", body: 2)) { _ in [2] } }
        #expect(other?.kind == .alreadyExists)
        let long = await failure {
            _ = try await store.once(key(String(repeating: "x", count: 129))) { _ in [2] }
        }
        #expect(long?.kind == .invalidArgument)
        try await store.close()
    }

    @Test("Work and reply are kept together or not at all")
    func atomic() async throws {
        let store = try Fixture().open()
        let failed = await failure {
            _ = try await store.once(key("a")) { writer in
                _ = try writer.createProject(
                    Project(name: digits, classes: ["a", "b"], input: .vector(dimension: 1))
                )
                throw Failure.invalid("after the work")
            }
        }
        #expect(failed?.kind == .invalidArgument)
        #expect(try await store.read { try $0.projects(limit: 9) } == [])
        #expect(try await store.once(key("a")) { _ in [7] } == [7])
        try await store.close()
    }

    @Test("A reply is kept for 24 hours and then forgotten")
    func lifetime() async throws {
        let fixture = try Fixture()
        let store = try fixture.open()
        _ = try await store.once(key("a")) { _ in [1] }
        fixture.advance(wall: 24 * 3600 * 1000 - 1)
        #expect(try await store.once(key("a")) { _ in [2] } == [1])
        fixture.advance(wall: 1)
        #expect(try await store.reply(to: key("a")) == nil)
        #expect(try await store.once(key("a", body: 3)) { _ in [3] } == [3])
        try await store.close()
    }
}
