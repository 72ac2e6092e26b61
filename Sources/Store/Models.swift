package import Domain
package import Files
internal import Foundation

/// A model version to be stored; its weights file already has its name.
package struct NewModel: Sendable {
    /// The network, as JSON.
    package var specification: String
    /// The name of the weights file in `models/`.
    package var fileName: String
    /// The size of the weights file.
    package var byteCount: Int64
    /// The SHA-256 of the weights file.
    package var digest: Digest
    /// The SHA-256 of the names, shapes and values of its tensors, however the file lays them out; nil:
    /// not known.
    package var tensors: Digest?
    /// Where it came from.
    package var lineage: Lineage

    /// Describes a model version.
    package init(
        specification: String,
        fileName: String,
        byteCount: Int64,
        digest: Digest,
        tensors: Digest? = nil,
        lineage: Lineage
    ) {
        self.specification = specification
        self.fileName = fileName
        self.byteCount = byteCount
        self.digest = digest
        self.tensors = tensors
        self.lineage = lineage
    }
}

/// A stored model version: immutable but for its state, which is the last of its events.
package struct ModelRecord: Hashable, Sendable {
    /// The version, from 1 in its project.
    package var version: ModelVersion
    /// The network, as JSON.
    package var specification: String
    /// The name of the weights file in `models/`.
    package var fileName: String
    /// The size of the weights file.
    package var byteCount: Int64
    /// The SHA-256 of the weights file.
    package var digest: Digest
    /// Where it came from.
    package var lineage: Lineage
    /// Where it stands.
    package var state: ModelState
    /// Milliseconds since 1970.
    package var createdAt: Int64
    /// The sequence number of its write.
    package var sequence: SequenceNumber

    /// The name of its weights file.
    ///
    /// - Throws: ``Failure`` (failed precondition) when the weights were deleted.
    package var weights: String {
        get throws(Failure) {
            guard state != .deleted else {
                throw .precondition("the weights of model version \(version) were deleted")
            }
            return fileName
        }
    }
}

/// A change of a model version's state.
package struct ModelEvent: Hashable, Sendable {
    /// The number of the event.
    package var sequence: SequenceNumber
    /// The version.
    package var version: ModelVersion
    /// The state from then on.
    package var state: ModelState
    /// Why.
    package var reason: String
    /// Milliseconds since 1970.
    package var createdAt: Int64
}

extension StoreReader {
    /// The model version `version`.
    ///
    /// - Throws: ``Failure`` (not found).
    package func model(_ name: ProjectName, _ version: ModelVersion) throws -> ModelRecord {
        let found = try one(
            Self.modelRows + " WHERE model.project = ? AND model.version = ?",
            [try key(name), version]
        ) { try Self.model(&$0) }
        guard let found else {
            throw Failure.notFound("project \(name) has no model version \(version)")
        }
        return found
    }

    /// Up to `limit` model versions above `after`, ascending.
    ///
    /// - Throws: ``Failure`` (not found).
    package func models(
        _ name: ProjectName,
        after: ModelVersion = 0,
        limit: Int
    ) throws -> [ModelRecord] {
        try all(
            Self.modelRows
                + " WHERE model.project = ? AND model.version > ? ORDER BY model.version LIMIT ?",
            [try key(name), after, limit]
        ) { try Self.model(&$0) }
    }

    /// The states of a model version, oldest first.
    ///
    /// - Throws: ``Failure`` (not found).
    package func modelEvents(_ name: ProjectName, _ version: ModelVersion) throws -> [ModelEvent] {
        try all(
            """
            SELECT sequence, state, reason, created_at FROM model_event
            WHERE project = ? AND version = ? ORDER BY sequence
            """,
            [try key(name), version]
        ) {
            ModelEvent(
                sequence: try $0.integer(),
                version: version,
                state: try $0.code() ?? .candidate,
                reason: try $0.text(),
                createdAt: try $0.integer()
            )
        }
    }

    /// The evaluations of a model version, oldest first.
    ///
    /// - Throws: ``Failure`` (not found).
    package func evaluations(_ name: ProjectName, _ version: ModelVersion) throws -> [Metrics] {
        try all(
            "SELECT metrics FROM evaluation WHERE project = ? AND version = ? ORDER BY sequence",
            [try key(name), version]
        ) { try $0.json() }
    }

    static let modelRows = """
        SELECT model.version, specification, file, bytes, digest, lineage, model.created_at,
            model.sequence, (SELECT state FROM model_event
                WHERE model_event.project = model.project AND model_event.version = model.version
                ORDER BY model_event.sequence DESC LIMIT 1)
        FROM model
        """

    static func model(_ fields: inout Fields) throws -> ModelRecord {
        let version = try fields.integer()
        let specification = try fields.text()
        let fileName = try fields.text()
        let byteCount = try fields.integer()
        let digest = try fields.digest()
        let lineage = try fields.json(Lineage.self)
        let createdAt = try fields.integer()
        let sequence = try fields.integer()
        return ModelRecord(
            version: version,
            specification: specification,
            fileName: fileName,
            byteCount: byteCount,
            digest: digest,
            lineage: lineage,
            state: try fields.code() ?? .candidate,
            createdAt: createdAt,
            sequence: sequence
        )
    }
}

extension StoreWriter {
    /// Adds a model version as a candidate.
    ///
    /// - Returns: It, with its version.
    /// - Throws: ``Failure`` (not found).
    package func addModel(_ name: ProjectName, _ new: NewModel) throws -> ModelRecord {
        let project = try key(name)
        let last = try reader.one(
            "SELECT MAX(version) FROM model WHERE project = ?",
            [project]
        ) { try $0.integerIfAny() }
        try settle(file: new.fileName)
        let version = ((last ?? 0) ?? 0) + 1
        try execute(
            """
            INSERT INTO model (project, version, specification, file, bytes, digest, lineage,
                created_at, sequence, tensors)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                project, version, new.specification, new.fileName, new.byteCount,
                Data(new.digest.bytes), try JSON.encode(new.lineage), now, nextSequence(),
                new.tensors.map { Data($0.bytes) },
            ]
        )
        try setState(name, version, .candidate, reason: "created")
        state.addedModels += 1
        return try reader.model(name, version)
    }

    /// Appends a change of state.
    ///
    /// - Throws: ``Failure`` (not found).
    package func setState(
        _ name: ProjectName,
        _ version: ModelVersion,
        _ state: ModelState,
        reason: String
    ) throws {
        try execute(
            """
            INSERT INTO model_event (sequence, project, version, state, reason, created_at)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [nextSequence(), try key(name), version, state.code, reason, now]
        )
    }

    /// Appends an evaluation.
    ///
    /// - Throws: ``Failure`` (not found).
    package func addEvaluation(
        _ name: ProjectName,
        _ version: ModelVersion,
        _ metrics: Metrics
    ) throws {
        _ = try reader.model(name, version)
        try execute(
            """
            INSERT INTO evaluation (sequence, project, version, metrics, created_at)
            VALUES (?, ?, ?, ?, ?)
            """,
            [nextSequence(), try key(name), version, try JSON.encode(metrics), now]
        )
    }
}
