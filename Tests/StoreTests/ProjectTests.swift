import Domain
import Files
import Store
import Testing

@Suite("Projects are created, changed and deleted whole")
struct ProjectTests {
    @Test("A project comes back as it was created, also after a restart")
    func create() async throws {
        let fixture = try Fixture()
        var store = try fixture.open()
        let created = try await store.createDigits()
        #expect(created.createdAt == 1_700_000_000_000)
        #expect(created.policyVersion == 1)
        #expect(try await store.read { try $0.project(digits) } == created)
        try await store.close()
        store = try fixture.open()
        #expect(try await store.read { try $0.project(digits) } == created)
        try await store.close()
    }

    @Test("A taken name, an unknown name and wrong classes are refused by kind and sentence")
    func refusals() async throws {
        let store = try Fixture().open()
        try await store.createDigits()
        let taken = await failure { try await store.createDigits() }
        #expect(taken?.kind == .alreadyExists)
        let unknown = await failure {
            _ = try await store.read { try $0.project(try ProjectName("other")) }
        }
        #expect(unknown?.kind == .notFound)
        #expect(unknown?.message.contains("\"other\"") == true)
        for classes in [["a"], ["a", "a"], ["a", ""]] {
            let wrong = await failure {
                _ = try await store.write { writer in
                    let name = try ProjectName("wrong")
                    let input = InputSpecification.vector(dimension: 1)
                    return try writer.createProject(
                        Project(name: name, classes: classes, input: input)
                    )
                }
            }
            #expect(wrong?.kind == .invalidArgument)
        }
        try await store.close()
    }

    @Test("Projects are listed by name in pages")
    func list() async throws {
        let store = try Fixture().open()
        for name in ["c", "a", "e", "b", "d"] {
            try await store.createDigits(try ProjectName(name))
        }
        var names: [String] = []
        while true {
            let after = names.last ?? ""
            let page = try await store.read { try $0.projects(after: after, limit: 2) }
            if page.isEmpty { break }
            names += page.map(\.name.text)
        }
        #expect(names == ["a", "b", "c", "d", "e"])
        try await store.close()
    }

    @Test("Policies get versions, old ones stay readable, and a stale change is aborted")
    func policies() async throws {
        let store = try Fixture().open()
        try await store.createDigits()
        var changed = Policies()
        changed.autoLabel.rule = .fixed(threshold: 0.5)
        let policies = changed
        let project = try await store.write { try $0.setPolicies(digits, policies, expecting: 1) }
        #expect(project.policyVersion == 2)
        #expect(project.policies == policies)
        let stale = await failure {
            _ = try await store.write { try $0.setPolicies(digits, policies, expecting: 1) }
        }
        #expect(stale?.kind == .aborted)
        #expect(try await store.read { try $0.policies(digits, version: 1).policies } == Policies())
        #expect(try await store.read { try $0.project(digits) } == project)
        try await store.close()
    }

    @Test("Deleting removes rows and files, frees the name, and leaves other projects alone")
    func delete() async throws {
        let fixture = try Fixture()
        let store = try fixture.open()
        let other = try ProjectName("other")
        try await store.createDigits()
        try await store.createDigits(other)
        for name in [digits, other] {
            _ = try await store.ingest(name, [example("x", 1, label: 0), example("y", 2)])
            _ = try await store.cutSnapshot(name)
            let file = "\(name)-weights"
            try AtomicFile.write([1], to: store.directory.model(file))
            let model = NewModel(
                specification: "{}",
                fileName: file,
                byteCount: 1,
                digest: Digest(of: [1]),
                lineage: Lineage(algorithm: "imported")
            )
            _ = try await store.write { try $0.addModel(name, model) }
        }
        try await store.deleteProject(digits)
        let gone = await failure { _ = try await store.read { try $0.project(digits) } }
        #expect(gone?.kind == .notFound)
        #expect(try FileSystem.entries(of: store.directory.modelsPath) == ["other-weights"])
        let left = try FileSystem.entries(of: store.directory.snapshotsPath)
        #expect(left.filter { $0.hasSuffix(SnapshotManifest.suffix) }.count == 1)
        #expect(try await store.read { try $0.counts(other) }.examples == 2)
        try await store.createDigits()
        #expect(try await store.read { try $0.counts(digits) }.examples == 0)
        #expect(try await store.read { try $0.models(digits, limit: 9) } == [])
        try await store.close()
    }

    @Test("A project with a running job is not deleted")
    func deleteRunning() async throws {
        let store = try Fixture().open()
        try await store.createDigits()
        _ = try await store.write {
            try $0.addJob(digits, .train, specification: "{}", cause: "manual")
        }
        _ = try await store.write { try $0.leaseJob(worker: "w", milliseconds: 1000) }
        let refused = await failure { try await store.deleteProject(digits) }
        #expect(refused?.kind == .failedPrecondition)
        #expect(try await store.read { try $0.project(digits) }.name == digits)
        try await store.close()
    }
}
