package import Domain
package import Files
internal import Foundation

/// What a model version has learned from: its own snapshot and those of all its ancestors, the
/// versions that it started from, was taught by, or has the tensors of.
package struct SeenHistory: Sendable {
    /// The version and its ancestors, itself first.
    package var versions: [ModelVersion]
    /// The snapshots of all of them.
    package var snapshots: [SnapshotRecord]
    /// Only examples with keys above this may compare, certify or test the version; 0: all may.
    ///
    /// What weights that were made elsewhere have seen is not known.
    package var newerThan: SequenceNumber
    /// What importers attested instead.
    package var attestations: [String]

    /// The version's own snapshot; nil: it was imported.
    package var own: SnapshotRecord?
}

extension StoreReader {
    /// What `version` and its ancestors have seen.
    ///
    /// - Throws: ``Failure`` (not found).
    package func seen(_ name: ProjectName, _ version: ModelVersion) throws -> SeenHistory {
        var seen = SeenHistory(versions: [], snapshots: [], newerThan: 0, attestations: [])
        var waiting = [version]
        while let next = waiting.popLast() {
            guard !seen.versions.contains(next) else { continue }
            let model = try model(name, next)
            let lineage = model.lineage
            seen.versions.append(next)
            waiting += [lineage.teacher, lineage.same].compactMap(\.self)
            if let number = lineage.snapshot, !seen.snapshots.contains(where: { $0.id == number }) {
                let snapshot = try snapshot(name, number)
                seen.snapshots.append(snapshot)
                if next == version { seen.own = snapshot }
            }
            guard lineage.isImported, lineage.same == nil else { continue }
            if let attestation = lineage.attestation {
                seen.attestations.append(attestation)
            } else {
                seen.newerThan = max(seen.newerThan, model.sequence)
            }
        }
        // The tensors are those of the version that it is the same as, so the snapshot is too.
        if seen.own == nil, let same = try model(name, version).lineage.same {
            seen.own = try self.seen(name, same).own
        }
        return seen
    }

    /// The version of a project whose tensors have this digest; nil: there is none.
    ///
    /// - Throws: ``Failure`` (not found).
    package func model(_ name: ProjectName, withTensors tensors: Digest) throws -> ModelVersion? {
        try one(
            "SELECT MIN(version) FROM model WHERE project = ? AND tensors = ?",
            [try key(name), Data(tensors.bytes)]
        ) { try $0.integerIfAny() } ?? nil
    }
}

extension StoreReader {
    /// Whether the tensors of a version were never hashed.
    ///
    /// - Throws: ``Failure`` (not found).
    package func isWithoutTensors(_ name: ProjectName, _ version: ModelVersion) throws -> Bool {
        try one(
            "SELECT COUNT(*) FROM model WHERE project = ? AND version = ? AND tensors IS NULL",
            [try key(name), version]
        ) { try $0.integer() > 0 } ?? false
    }

    /// The versions whose tensors were never hashed.
    ///
    /// - Throws: ``Failure`` (not found).
    package func modelsWithoutTensors(_ name: ProjectName) throws -> [ModelRecord] {
        try all(
            Self.modelRows + " WHERE model.project = ? AND tensors IS NULL",
            [try key(name)]
        ) { try Self.model(&$0) }
    }
}

extension StoreWriter {
    /// Keeps the digest of a version's tensors.
    ///
    /// - Throws: ``Failure`` (not found).
    package func setTensors(
        _ name: ProjectName,
        _ version: ModelVersion,
        _ tensors: Digest
    ) throws {
        try execute(
            "UPDATE model SET tensors = ? WHERE project = ? AND version = ?",
            [Data(tensors.bytes), try key(name), version]
        )
    }
}
