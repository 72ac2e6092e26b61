package import Domain
internal import Files
internal import GRDB

/// One classification problem with everything that belongs to it.
package struct Project: Hashable, Sendable {
    /// The name, unique while the project exists.
    package var name: ProjectName
    /// The names of the classes; a label is an index into them.
    package var classes: [String]
    /// What one input is.
    package var input: InputSpecification
    /// The seed of the project's random choices.
    package var seed: UInt64
    /// The rules in force.
    package var policies: Policies
    /// The version of the rules, from 1.
    package var policyVersion: Int64
    /// Milliseconds since 1970.
    package var createdAt: Int64

    /// Describes a project; version and time are given when it is created.
    package init(
        name: ProjectName,
        classes: [String],
        input: InputSpecification,
        seed: UInt64 = 0,
        policies: Policies = Policies()
    ) {
        self.name = name
        self.classes = classes
        self.input = input
        self.seed = seed
        self.policies = policies
        policyVersion = 1
        createdAt = 0
    }

    /// The most classes of a project.
    package static let classLimit = 10_000

    /// Checks classes, input and policies.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming the field, what was expected and what came.
    package func validate() throws(Failure) {
        try input.validate()
        try policies.validate()
        guard (2...Self.classLimit).contains(classes.count) else {
            throw .invalid(
                "a project has 2 to \(Self.classLimit) classes; got \(classes.count)",
                field: "classes"
            )
        }
        for (index, name) in classes.enumerated() where !(1...128).contains(name.utf8.count) {
            throw .invalid(
                "a class name has 1 to 128 bytes; class \(index) has \(name.utf8.count)",
                field: "classes[\(index)]"
            )
        }
        var known: Set<String> = []
        if let twice = classes.first(where: { !known.insert($0).inserted }) {
            throw .invalid(
                "the class names of a project differ; \(quoted(twice)) came twice",
                field: "classes"
            )
        }
    }
}

extension StoreReader {
    /// The project called `name`.
    ///
    /// - Throws: ``Failure`` (not found).
    package func project(_ name: ProjectName) throws -> Project { try row(name).project }

    /// Up to `limit` projects by name, after the name `after`.
    package func projects(after: String = "", limit: Int) throws -> [Project] {
        try all(
            Self.projectRows + " WHERE name > ? ORDER BY name LIMIT ?",
            [after, limit]
        ) { try Self.projectRow(&$0).project }
    }

    /// The rules of `name` as they were at `version`, and when they were set.
    ///
    /// - Throws: ``Failure`` (not found).
    package func policies(
        _ name: ProjectName,
        version: Int64
    ) throws -> (policies: Policies, createdAt: Int64) {
        let found = try one(
            "SELECT body, created_at FROM policy WHERE project = ? AND version = ?",
            [try key(name), version]
        ) { (policies: try $0.json(Policies.self), createdAt: try $0.integer()) }
        guard let found else {
            throw Failure.notFound("project \(name) has no policy version \(version)")
        }
        return found
    }

    /// The key of `name`.
    func key(_ name: ProjectName) throws -> Int64 { try row(name).key }

    func projectState(_ name: ProjectName) throws -> ProjectState {
        let (key, project) = try row(name)
        var counts: [Int64: Int64] = [:]
        try each("SELECT cell, count FROM tally WHERE project = ?", [key]) { fields in
            counts[try fields.integer()] = try fields.integer()
        }
        return ProjectState(key: key, project: project, counts: counts)
    }

    private static let projectRows = """
        SELECT key, name, classes, input, seed, policy_version, body, project.created_at
        FROM project
        JOIN policy ON policy.project = project.key AND policy.version = project.policy_version
        """

    private func row(_ name: ProjectName) throws -> (key: Int64, project: Project) {
        let row = try one(Self.projectRows + " WHERE name = ?", [name.text]) {
            try Self.projectRow(&$0)
        }
        guard let row else { throw Failure.notFound("there is no project \(quoted(name.text))") }
        return row
    }

    private static func projectRow(_ fields: inout Fields) throws -> (key: Int64, project: Project)
    {
        let key = try fields.integer()
        var project = Project(
            name: try ProjectName(try fields.text()),
            classes: try fields.json(),
            input: try fields.json(),
            seed: UInt64(bitPattern: try fields.integer())
        )
        project.policyVersion = try fields.integer()
        project.policies = try fields.json()
        project.createdAt = try fields.integer()
        return (key, project)
    }
}

extension StoreWriter {
    /// Adds a project.
    ///
    /// - Throws: ``Failure``: invalid argument, or already exists.
    package func createProject(_ new: Project) throws -> Project {
        try new.validate()
        var project = new
        project.policyVersion = 1
        project.createdAt = now
        let taken = try reader.one("SELECT key FROM project WHERE name = ?", [new.name.text]) {
            try $0.integer()
        }
        guard taken == nil else {
            throw Failure(
                .alreadyExists,
                "there is already a project \(quoted(new.name.text))",
                field: "name"
            )
        }
        try execute(
            """
            INSERT INTO project (name, classes, input, seed, policy_version, created_at)
            VALUES (?, ?, ?, ?, 1, ?)
            """,
            [
                new.name.text, try JSON.encode(new.classes), try JSON.encode(new.input),
                Int64(bitPattern: new.seed), now,
            ]
        )
        try addPolicies(new.policies, key: db.lastInsertedRowID, version: 1)
        return project
    }

    /// Puts new rules in force.
    ///
    /// With `expecting`, only when that is the version in force.
    ///
    /// - Throws: ``Failure``: not found, invalid argument, or aborted on another version.
    package func setPolicies(
        _ name: ProjectName,
        _ policies: Policies,
        expecting: Int64? = nil
    ) throws -> Project {
        try policies.validate()
        return try withProject(name) { state in
            let current = state.project.policyVersion
            guard expecting == nil || expecting == current else {
                throw Failure(
                    .aborted,
                    "expected policy version \(expecting ?? 0) of project \(name); it is \(current)",
                    field: "expected_version"
                )
            }
            try addPolicies(policies, key: state.key, version: current + 1)
            try execute(
                "UPDATE project SET policy_version = ? WHERE key = ?",
                [current + 1, state.key]
            )
            state.project.policies = policies
            state.project.policyVersion = current + 1
            return state.project
        }
    }

    private func addPolicies(_ policies: Policies, key: Int64, version: Int64) throws {
        try execute(
            "INSERT INTO policy (project, version, body, created_at) VALUES (?, ?, ?, ?)",
            [key, version, try JSON.encode(policies), now]
        )
    }
}
