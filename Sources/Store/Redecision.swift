package import Domain
package import Files
internal import GRDB

/// An example without a person's label, as `relabel` reads it.
package struct OpenExample: Sendable {
    /// Its key.
    package var key: Int64
    /// The SHA-256 of its content.
    package var digest: Digest
    /// Its raw bytes.
    package var content: [UInt8]
    /// Whether it was drawn from a pool: once people answered, their answer stands, and nothing is
    /// written but whether the champion is unsure of it.
    package var isDrawn: Bool
}

/// What `relabel` found about an example.
package struct Redecision: Sendable {
    /// The example's key.
    package var key: Int64
    /// The new decision.
    package var decision: LabelDecision
    /// Whether the one that stands is kept, because the champion has seen the example and no
    /// certificate covers it; unless it was accepted under a certificate that holds no longer.
    package var isKept: Bool

    /// Describes what was found.
    package init(key: Int64, decision: LabelDecision, isKept: Bool = false) {
        self.key = key
        self.decision = decision
        self.isKept = isKept
    }

    var confidence: Double { Double(decision.confidence ?? 0) }
}

extension StoreReader {
    /// Up to `limit` examples without a person's label in training, by key, after `after`; those that
    /// were drawn from a pool are among them.
    ///
    /// - Throws: ``Failure`` (not found).
    package func open(
        _ name: ProjectName,
        after: Int64,
        limit: Int
    ) throws -> [OpenExample] {
        try all(
            """
            SELECT key, digest, content, split FROM (
                SELECT * FROM (SELECT key, digest, content, split
                    FROM example INDEXED BY example_split
                    WHERE project = ?1 AND split = 0 AND key > ?2 ORDER BY key LIMIT ?3)
                UNION ALL SELECT * FROM (SELECT key, digest, content, split
                    FROM example INDEXED BY example_split
                    WHERE project = ?1 AND split = ?4 AND key > ?2 ORDER BY key LIMIT ?3))
            ORDER BY key LIMIT ?3
            """,
            [try key(name), after, limit, Split.certifyPool.code]
        ) {
            OpenExample(
                key: try $0.integer(),
                digest: try $0.digest(),
                content: try $0.bytes(),
                isDrawn: try $0.integer() != 0
            )
        }
    }
}

extension StoreWriter {
    /// Stores what `relabel` found, each superseding the decision that stands.
    ///
    /// What stood and would not be accepted now is withdrawn. Examples that a person labelled
    /// meanwhile keep that, and those that were deleted are left out. Who waits for a person, and how unsure the champion is of them, follows.
    ///
    /// - Returns: How many labels are accepted now, and how many were withdrawn.
    /// - Throws: ``Failure`` (not found).
    package func redecide(
        _ name: ProjectName,
        _ redecisions: [Redecision]
    ) throws -> (accepted: Int, withdrawn: Int) {
        try withProject(name) { state in
            var (accepted, withdrawn) = (0, 0)
            for redecision in redecisions {
                guard let stored = try reader.exampleIfAny(key: redecision.key),
                    stored.split == nil || stored.split == .certifyPool
                else { continue }
                if stored.split == .certifyPool { try rankDrawn(redecision, &state) }
                let standing = try stored.record.map { try reader.record(state.key, $0) }
                // A drawn row that people answered, or one that they labelled meanwhile.
                if let standing, standing.decision == nil { continue }
                let stood = standing?.decision == .accepted
                if redecision.isKept, !(stood && standing?.certificateIsVoid == true) {
                    if stood || stored.split == .certifyPool { continue }
                    try queue(stored.key, redecision.confidence, &state)
                    continue
                }
                var decision = redecision.decision
                if decision.decision == .accepted { accepted += 1 }
                if stood, decision.decision != .accepted {
                    withdrawn += 1
                    decision.reason = .withdrawn
                }
                try unqueue(stored.key, &state)
                try append(decision, to: stored, &state)
            }
            return (accepted, withdrawn)
        }
    }

    private func append(
        _ decision: LabelDecision,
        to stored: StoredExample,
        _ state: inout ProjectState
    ) throws {
        var next = record(
            stored.id,
            stored.key,
            stored.digest,
            stored.split,
            nil,
            decision.decision == .accepted ? .auto : nil,
            state.project,
            annotator: ""
        )
        next.apply(decision, probabilities: nil)
        _ = try supersede(stored, with: next, &state)
    }

    /// A drawn row of a pool waits, and is guessed at, exactly as if it were not drawn.
    private func rankDrawn(_ redecision: Redecision, _ state: inout ProjectState) throws {
        let before = try reader.one(
            "SELECT accepted, guess FROM sample WHERE example = ?",
            [redecision.key]
        ) { fields in
            (
                stands: try fields.integer() != 0,
                guess: try fields.textIfAny().map { try JSON.decode($0, as: LabelDecision.self) }
            )
        }
        guard let before else { return }
        let isVoid =
            try before.guess?.certificate.map {
                try reader.certificate(state.project.name, $0).isVoid
            } ?? false
        var stands = before.stands
        if !redecision.isKept || stands && isVoid {
            var decision = redecision.decision
            if stands, decision.decision != .accepted { decision.reason = .withdrawn }
            stands = decision.decision == .accepted
            try execute(
                "UPDATE sample SET accepted = ?, guess = ? WHERE example = ?",
                [stands ? 1 : 0, try JSON.encode(decision), redecision.key]
            )
        }
        if stands {
            try unqueue(redecision.key, &state)
        } else {
            try queue(redecision.key, redecision.confidence, &state)
        }
    }
}
