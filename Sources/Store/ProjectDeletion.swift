package import Domain
internal import Files

extension DataStore {
    /// Deletes a project with everything that belongs to it, its files included.
    ///
    /// The name is free as soon as this is durable; rows go in small transactions after that, so
    /// that other writes are not held up, and what a crash leaves goes at the next call of
    /// ``purge()``.
    ///
    /// - Throws: ``Failure``: not found; failed precondition while a job of it runs.
    package func deleteProject(_ name: ProjectName) async throws {
        try await write(purpose: .frees) { try $0.retireProject(name) }
        try await purge()
    }

    /// Removes the rows and files of deleted projects; to be called once after opening.
    ///
    /// - Throws: ``Failure``.
    package func purge() async throws {
        for key in try await read({ try $0.retiredProjects() }) {
            // Files first: on a full disk their room is what the deletion of rows needs.
            let names = try await read { try $0.fileNames(of: key) }
            for name in names.snapshots {
                snapshotFiles.forget(name)
                try FileSystem.remove(directory.snapshot(name))
            }
            let kept = try await read { try $0.fileNames(besides: key) }
            for name in names.models where !kept.contains(name) {
                try FileSystem.remove(directory.model(name))
            }
            try await purge(rowsOf: key)
            snapshotFiles.forget(project: key)
            try? await pruneSnapshots()
        }
    }

    /// Removes the rows of a deleted project, in transactions that become smaller where the disk has
    /// no room for their log.
    private func purge(rowsOf project: Int64) async throws {
        var limit = 5_000
        while true {
            let count = limit
            do {
                let isMore = try await write(purpose: .frees) {
                    try $0.purge(project: project, limit: count)
                }
                if !isMore { return }
            } catch let failure as Failure where failure.kind == .unavailable && limit > 8 {
                limit /= 8
            }
        }
    }
}

extension StoreReader {
    /// The names of all files that rows name, without those of `project`.
    func fileNames(besides project: Int64? = nil) throws -> Set<String> {
        Set(
            try all(
                """
                SELECT file FROM model WHERE project IS NOT ?1 AND NOT EXISTS (
                    SELECT 1 FROM model_event WHERE model_event.project = model.project
                        AND model_event.version = model.version AND model_event.state = ?2)
                UNION SELECT file FROM snapshot WHERE project IS NOT ?1
                """,
                [project, ModelState.deleted.code]
            ) { try $0.text() }
        )
    }

    func fileNames(of project: Int64) throws -> (models: [String], snapshots: [String]) {
        (
            models: try all("SELECT DISTINCT file FROM model WHERE project = ?", [project]) {
                try $0.text()
            },
            snapshots: try all("SELECT file FROM snapshot WHERE project = ?", [project]) {
                try $0.text()
            }
        )
    }

    func retiredProjects() throws -> [Int64] {
        try all("SELECT key FROM project WHERE name IS NULL ORDER BY key", []) {
            try $0.integer()
        }
    }
}

extension StoreWriter {
    /// Frees the name of a project and hides everything in it; ``DataStore/purge()`` removes the rows.
    ///
    /// - Throws: ``Failure``: not found; failed precondition while a job of it runs.
    package func retireProject(_ name: ProjectName) throws {
        let project = try key(name)
        let running = try reader.one(
            "SELECT key FROM job WHERE project = ? AND state = ? LIMIT 1",
            [project, JobState.running.code]
        ) { try $0.integer() }
        if let running {
            throw Failure.precondition(
                "job \(running) of project \(name) is running; cancel it first"
            )
        }
        try execute(
            "UPDATE job SET state = ? WHERE project = ? AND state = ?",
            [JobState.cancelled.code, project, JobState.queued.code]
        )
        // Jobs are looked up by number alone: theirs goes with the name.
        try execute("UPDATE project SET name = NULL WHERE key = ?", [project])
        try execute("DELETE FROM reply WHERE scope LIKE ?", ["\(name.text)\u{1F}%"])
        state.projects[name] = nil
    }

    /// Removes up to `limit` rows of a deleted project.
    ///
    /// - Returns: Whether there are more.
    func purge(project: Int64, limit: Int) throws -> Bool {
        let slices = [
            """
            DELETE FROM label WHERE project = ?1 AND sequence IN
                (SELECT sequence FROM label WHERE project = ?1 ORDER BY sequence LIMIT ?2)
            """,
            """
            DELETE FROM example WHERE key IN
                (SELECT key FROM example WHERE project = ?1 LIMIT ?2)
            """,
            """
            DELETE FROM example_place WHERE example IN
                (SELECT example FROM example_place WHERE project = ?1 LIMIT ?2)
            """,
            """
            DELETE FROM job_event WHERE sequence IN (SELECT job_event.sequence FROM job_event
                JOIN job ON job.key = job_event.job WHERE job.project = ?1 LIMIT ?2)
            """,
        ]
        for slice in slices where try changes(slice, [project, limit]) > 0 { return true }
        try execute(
            """
            DELETE FROM certificate_void WHERE certificate IN
                (SELECT key FROM certificate WHERE project = ?)
            """,
            [project]
        )
        for table in Self.smallTables {
            try execute("DELETE FROM \(table) WHERE project = ?", [project])
        }
        try execute("DELETE FROM project WHERE key = ?", [project])
        return false
    }

    private static let smallTables = [
        "policy", "tally", "review", "claim", "shown", "skip", "sample", "draw", "pool",
        "example_group", "deleted_example",
        "release_certificate", "model", "model_event", "evaluation", "certificate", "look",
        "gate_decision", "release", "job", "snapshot", "traffic",
    ]
}
