import Domain
import GRPC
import Messages
import Services
import Testing

@Suite("Projects are created once, listed in pages, and deleted whole")
struct ProjectsTests {
    @Test("A project comes back as it was created, with every default filled in")
    func create() async throws {
        let harness = try await Harness()
        let created = try await harness.client.unary(
            .createProject,
            Wire.CreateProjectRequest(
                name: "digits",
                classes: ["a", "b", "c"],
                input: Wire.InputSpecification(
                    kind: .image(Wire.ImageInput(height: 8, width: 8, channels: 1, scale: 1 / 16))
                )
            )
        )
        #expect(created.championVersion == 0)
        #expect(created.counts == nil)
        let policies = try #require(created.policies)
        #expect(policies.version == 1)
        #expect(
            policies.autoLabel?.rule
                == .guarantee(.init(epsilon: 0.05, delta: 0.05, perClass: false))
        )
        #expect(policies.autoLabel?.views == 1)
        #expect(policies.review?.queueLimit == 1000)
        #expect(policies.gate?.rule == .better(.init()))
        var shown = try await harness.client.unary(
            .getProject,
            Wire.GetProjectRequest(project: "digits")
        )
        #expect(shown.counts == Wire.ProjectCounts())
        shown.counts = nil
        #expect(shown == created)
        try await harness.end()
    }

    @Test(
        "What is wrong with a project is said",
        arguments: [
            ("Not A Name", ["a", "b"], UInt32(2), "name", "a-z"),
            ("x", ["a"], 2, "classes", "2 to 10000"),
            ("x", ["a", "a"], 2, "classes", "differ"),
            ("x", ["a", ""], 2, "classes[1]", "1 to 128 bytes"),
            ("x", ["a", "b"], 0, "input.vector.dimension", "got 0"),
            ("x", ["a", "b"], 1 << 21, "input.vector.dimension", "1048576"),
        ]
    )
    func refusals(
        name: String,
        classes: [String],
        dimension: UInt32,
        field: String,
        sentence: String
    ) async throws {
        let harness = try await Harness()
        let refused = await status {
            try await harness.client.unary(
                .createProject,
                Wire.CreateProjectRequest(
                    name: name,
                    classes: classes,
                    input: Wire.InputSpecification(
                        kind: .vector(Wire.VectorInput(dimension: dimension))
                    )
                )
            )
        }
        #expect(refused.code == .invalidArgument)
        #expect(refused.message.contains(sentence), "\(refused)")
        let detail = try #require(try Wire.Status(decoding: refused.details).details.first)
        #expect(try Wire.BadRequest(decoding: detail.value).fieldViolations.map(\.field) == [field])
        try await harness.end()
    }

    @Test("A request id replays its reply, and refuses another request")
    func replay() async throws {
        let harness = try await Harness()
        var request = Wire.CreateProjectRequest(
            name: "once",
            classes: ["a", "b"],
            input: Wire.InputSpecification(kind: .vector(Wire.VectorInput(dimension: 2))),
            requestID: "first"
        )
        let first = try await harness.client.unary(.createProject, request)
        #expect(try await harness.client.unary(.createProject, request) == first)
        request.classes.append("c")
        let other = await status { [request] in
            try await harness.client.unary(.createProject, request)
        }
        #expect(other.code == .alreadyExists)
        request.requestID = "second"
        let taken = await status { [request] in
            try await harness.client.unary(.createProject, request)
        }
        #expect(taken.code == .alreadyExists)
        #expect(taken.message.contains("once"))
        request.requestID = String(repeating: "x", count: 129)
        let long = await status { [request] in
            try await harness.client.unary(.createProject, request)
        }
        #expect(long.code == .invalidArgument)
        try await harness.end()
    }

    @Test("Pages hold every project once, in order")
    func pages() async throws {
        let harness = try await Harness()
        let names = (10..<80).map { "p\($0)" }
        for name in names.reversed() { try await harness.createProject(name) }
        var seen: [[String]] = []
        var request = Wire.ListProjectsRequest(pageSize: 33)
        repeat {
            let page = try await harness.client.unary(.listProjects, request)
            seen.append(page.projects.map(\.name))
            request.pageToken = page.nextPageToken
        } while !request.pageToken.isEmpty
        #expect(seen.map(\.count) == [33, 33, 4])
        #expect(seen.flatMap(\.self) == names)
        for bad in [
            Wire.ListProjectsRequest(pageSize: 1001), Wire.ListProjectsRequest(pageToken: "zz"),
            Wire.ListProjectsRequest(pageToken: "abc"),
        ] {
            let refused = await status { try await harness.client.unary(.listProjects, bad) }
            #expect(refused.code == .invalidArgument)
        }
        try await harness.end()
    }

    @Test("A deleted project is gone with what it held, and its name is free")
    func delete() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        _ = try await harness.ingest([item([1, 2, 3, 4], id: "x")])
        try await harness.promoteModel()
        let request = Wire.DeleteProjectRequest(project: "numbers", requestID: "gone")
        _ = try await harness.client.unary(.deleteProject, request)
        _ = try await harness.client.unary(.deleteProject, request)
        let predict = Wire.PredictRequest(project: "numbers", inputs: tensor([[1, 2, 3, 4]]))
        #expect(
            await status { try await harness.client.unary(.predict, predict) }.code == .notFound
        )
        let again = await status {
            try await harness.client.unary(
                .deleteProject,
                Wire.DeleteProjectRequest(project: "numbers")
            )
        }
        #expect(again.code == .notFound)
        try await harness.createProject()
        let shown = try await harness.client.unary(
            .getProject,
            Wire.GetProjectRequest(project: "numbers")
        )
        #expect(shown.counts?.examples == 0)
        #expect(
            await status { try await harness.client.unary(.predict, predict) }.code
                == .failedPrecondition
        )
        try await harness.end()
    }

    @Test("The kept reply of a creation brings no deleted project back")
    func replayAfterDeletion() async throws {
        let harness = try await Harness()
        let create = Wire.CreateProjectRequest(
            name: "once",
            classes: ["a", "b"],
            input: Wire.InputSpecification(kind: .vector(Wire.VectorInput(dimension: 2))),
            requestID: "first"
        )
        let first = try await harness.client.unary(.createProject, create)
        _ = try await harness.client.unary(
            .deleteProject,
            Wire.DeleteProjectRequest(project: "once")
        )
        #expect(try await harness.client.unary(.createProject, create) == first)
        let predict = Wire.PredictRequest(project: "once", inputs: tensor([[1, 2]]))
        #expect(
            await status { try await harness.client.unary(.predict, predict) }.code == .notFound
        )
        try await harness.end()
    }

    @Test("Health knows its services and says when the server drains")
    func health() async throws {
        let harness = try await Harness()
        let check = RPC<Wire.HealthCheckRequest, Wire.HealthCheckResponse>(
            "grpc.health.v1.Health",
            "Check"
        )
        for service in ["", "tutelage.v1.Prediction", "grpc.health.v1.Health"] {
            let reply = try await harness.client.unary(
                check,
                Wire.HealthCheckRequest(service: service)
            )
            #expect(reply.status == .serving)
        }
        let unknown = await status {
            try await harness.client.unary(check, Wire.HealthCheckRequest(service: "nothing"))
        }
        #expect(unknown.code == .notFound)
        harness.health.isServing = false
        #expect(
            try await harness.client.unary(check, Wire.HealthCheckRequest()).status == .notServing
        )
        try await harness.end()
    }
}
