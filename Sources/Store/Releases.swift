package import Domain
internal import Files

/// What serving publishes as one value: a version with the threshold and the certificate behind it.
package struct Release: Hashable, Sendable {
    /// The number of the release.
    package var sequence: SequenceNumber
    /// The version that serves.
    package var version: ModelVersion
    /// The least confidence that is accepted; nil where none is.
    package var threshold: Float?
    /// The certificate behind the threshold, for new data; nil without one.
    package var certificate: Certificate?
    /// Whether that certificate holds no longer, because a label under it changed.
    package var certificateIsVoid: Bool
    /// The certificates of pools that hold.
    package var pools: [Certificate] = []
    /// The numbers of its certificates that hold.
    package var holding: [Int64] {
        (certificateIsVoid ? [] : [certificate?.id].compactMap(\.self)) + pools.map(\.id)
    }

    /// The policy version that was in force.
    package var policyVersion: Int64
    /// Why it was made.
    package var reason: String
    /// Milliseconds since 1970.
    package var createdAt: Int64
}

extension StoreReader {
    /// The release that serves: the last one; nil before the first.
    ///
    /// - Throws: ``Failure`` (not found).
    package func currentRelease(_ name: ProjectName) throws -> Release? {
        try releases(name, limit: 1).first
    }

    /// The last `limit` releases, newest first.
    ///
    /// - Throws: ``Failure`` (not found).
    package func releases(_ name: ProjectName, limit: Int) throws -> [Release] {
        try releases(name, "TRUE", [], limit: limit)
    }

    /// Up to `limit` releases with numbers below `before`, newest first.
    ///
    /// - Throws: ``Failure`` (not found).
    package func releases(
        _ name: ProjectName,
        before: SequenceNumber,
        limit: Int
    ) throws -> [Release] {
        try releases(name, "sequence < ?", [before], limit: limit)
    }

    /// The release numbered `sequence`, if it is one of the project.
    ///
    /// - Throws: ``Failure`` (not found) where there is no such project.
    package func release(_ name: ProjectName, _ sequence: SequenceNumber) throws -> Release? {
        try releases(name, "sequence = ?", [sequence], limit: 1).first
    }

    /// The last release of another model version than `version`, if there was one.
    ///
    /// - Throws: ``Failure`` (not found) where there is no such project.
    package func lastRelease(
        _ name: ProjectName,
        otherThan version: ModelVersion
    ) throws -> Release? {
        try releases(name, "version <> ?", [version], limit: 1).first
    }

    private func releases(
        _ name: ProjectName,
        _ condition: String,
        _ values: [Int64],
        limit: Int
    ) throws -> [Release] {
        try all(
            """
            SELECT sequence, version, threshold, policy_version, reason, release.created_at,
                certificate, certificate.body,
                EXISTS (SELECT 1 FROM certificate_void
                    WHERE certificate_void.certificate = release.certificate)
            FROM release LEFT JOIN certificate ON certificate.key = release.certificate
            WHERE release.project = ? AND \(condition) ORDER BY sequence DESC LIMIT ?
            """,
            [try key(name)] + values + [limit],
            Self.release
        ).map { release in
            var release = release
            release.pools = try poolCertificates(of: release.sequence)
            return release
        }
    }

    /// The certificates of pools of a release that hold.
    private func poolCertificates(of release: SequenceNumber) throws -> [Certificate] {
        try all(
            """
            SELECT certificate.key, certificate.body FROM release_certificate
            JOIN certificate ON certificate.key = release_certificate.certificate
            WHERE release_certificate.release = ? AND NOT EXISTS
                (SELECT 1 FROM certificate_void WHERE certificate = certificate.key)
            ORDER BY certificate.key
            """,
            [release]
        ) { try Self.certificate(&$0) }.compactMap(\.self)
    }

    /// The certificates of a model version that hold, newest first.
    ///
    /// - Throws: ``Failure`` (not found).
    package func holdingCertificates(
        _ name: ProjectName,
        of version: ModelVersion
    ) throws -> [Certificate] {
        try all(
            """
            SELECT key, body FROM certificate
            WHERE project = ? AND json_extract(body, '$.modelVersion') = ? AND NOT EXISTS
                (SELECT 1 FROM certificate_void WHERE certificate = key)
            ORDER BY key DESC
            """,
            [try key(name), version]
        ) { try Self.certificate(&$0) }.compactMap(\.self)
    }

    private static func release(_ fields: inout Fields) throws -> Release {
        var release = Release(
            sequence: try fields.integer(),
            version: try fields.integer(),
            threshold: try fields.floatIfAny(),
            certificate: nil,
            certificateIsVoid: false,
            policyVersion: try fields.integer(),
            reason: try fields.text(),
            createdAt: try fields.integer()
        )
        release.certificate = try Self.certificate(&fields)
        release.certificateIsVoid = try fields.integer() != 0
        return release
    }

    /// The certificate numbered `id`, and whether it holds no longer.
    ///
    /// - Throws: ``Failure`` (not found).
    package func certificate(
        _ name: ProjectName,
        _ id: Int64
    ) throws -> (certificate: Certificate, isVoid: Bool) {
        let found = try one(
            """
            SELECT key, body, EXISTS (SELECT 1 FROM certificate_void WHERE certificate = key)
            FROM certificate WHERE project = ? AND key = ?
            """,
            [try key(name), id]
        ) { (certificate: try Self.certificate(&$0), isVoid: try $0.integer() != 0) }
        guard let found, let certificate = found.certificate else {
            throw Failure.notFound("project \(name) has no certificate \(id)")
        }
        return (certificate, found.isVoid)
    }

    /// How many looks at the labels of the certify split, or of a pool's certify rows, were taken.
    ///
    /// - Throws: ``Failure`` (not found).
    package func looks(_ name: ProjectName, pool: Int64? = nil) throws -> Int {
        Int(
            try one(
                "SELECT MAX(number) FROM look WHERE project = ? AND pool = ?",
                [try key(name), pool ?? 0]
            ) { try $0.integerIfAny() ?? 0 } ?? 0
        )
    }

    /// The last look that asked `question` of the same labels.
    ///
    /// - Returns: Its number, and why it was refused; nil there: it was not, or it was cut short.
    /// - Throws: ``Failure`` (not found).
    package func look(
        _ name: ProjectName,
        pool: Int64? = nil,
        asking question: String
    ) throws -> (number: Int, refusal: String?)? {
        try one(
            """
            SELECT number, refusal FROM look WHERE project = ? AND pool = ? AND question = ?
            ORDER BY number DESC LIMIT 1
            """,
            [try key(name), pool ?? 0, question]
        ) { (number: Int(try $0.integer()), refusal: try $0.textIfAny()) }
    }

    /// The gate's latest decisions about a challenger, the last one first.
    ///
    /// - Throws: ``Failure`` (not found).
    package func gateDecisions(
        _ name: ProjectName,
        about challenger: ModelVersion,
        limit: Int
    ) throws -> [GateDecision] {
        try all(
            """
            SELECT body FROM gate_decision WHERE project = ? AND challenger = ?
            ORDER BY sequence DESC LIMIT ?
            """,
            [try key(name), challenger, limit]
        ) { try $0.json(GateDecision.self) }
    }

    /// The gate's last decision that let a challenger pass; nil: there is none.
    ///
    /// - Throws: ``Failure`` (not found).
    package func lastPass(
        _ name: ProjectName,
        of challenger: ModelVersion
    ) throws -> GateDecision? {
        try one(
            """
            SELECT body FROM gate_decision WHERE project = ? AND challenger = ?
            AND json_extract(body, '$.passed') ORDER BY sequence DESC LIMIT 1
            """,
            [try key(name), challenger]
        ) { try $0.json(GateDecision.self) }
    }

    /// A decision that let a challenger pass since the last release: what came after it was cut short.
    ///
    /// - Throws: ``Failure`` (not found).
    package func unreleasedPass(
        _ name: ProjectName,
        of challenger: ModelVersion
    ) throws -> GateDecision? {
        let project = try key(name)
        return try one(
            """
            SELECT body FROM gate_decision WHERE project = ? AND challenger = ?
            AND json_extract(body, '$.passed')
            AND sequence > (SELECT COALESCE(MAX(sequence), 0) FROM release WHERE project = ?)
            ORDER BY sequence DESC LIMIT 1
            """,
            [project, challenger, project]
        ) { try $0.json(GateDecision.self) }
    }

    /// How many comparisons the gate split has served: each decision counts those up to its own.
    fileprivate func comparisons(_ name: ProjectName) throws -> Int {
        try one(
            "SELECT body FROM gate_decision WHERE project = ? ORDER BY sequence DESC LIMIT 1",
            [try key(name)]
        ) { try $0.json(GateDecision.self).comparisons } ?? 0
    }

    private static func certificate(_ fields: inout Fields) throws -> Certificate? {
        let key = try fields.integerIfAny()
        guard let body = try fields.textIfAny(), let key else { return nil }
        var certificate = try JSON.decode(body, as: Certificate.self)
        certificate.id = key
        return certificate
    }
}

extension StoreWriter {
    /// Makes `version` the champion under a threshold and a certificate.
    ///
    /// The champion before it retires, and the plan of traffic ends. A rollback is a release of an old version with its old
    /// threshold and certificate.
    ///
    /// - Throws: ``Failure`` (not found).
    package func release(
        _ name: ProjectName,
        version: ModelVersion,
        threshold: Float?,
        certificate: Int64?,
        pools: [Int64] = [],
        policyVersion: Int64? = nil,
        reason: String
    ) throws -> Release {
        _ = try reader.model(name, version)
        if let certificate { _ = try reader.certificate(name, certificate) }
        let policyVersion = try policyVersion ?? withProject(name) { $0.project.policyVersion }
        let champion = try reader.currentRelease(name)?.version
        if let champion, champion != version {
            try setState(name, champion, .retired, reason: "replaced by version \(version)")
        }
        if champion != version {
            // A plan is a test against the champion that was.
            try setTraffic(name, TrafficPlan(), reason: "version \(version) is the champion")
            try setState(name, version, .champion, reason: reason)
        }
        let sequence = nextSequence()
        for pool in pools {
            try execute(
                "INSERT INTO release_certificate (release, project, certificate) VALUES (?, ?, ?)",
                [sequence, try key(name), pool]
            )
        }
        try execute(
            """
            INSERT INTO release (sequence, project, version, threshold, certificate,
                policy_version, reason, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                sequence, try key(name), version, threshold.map { Double($0) }, certificate,
                policyVersion, reason, now,
            ]
        )
        guard let release = try reader.currentRelease(name) else {
            throw Failure(.internal, "a release of project \(name) is not there after its write")
        }
        return release
    }

    /// Takes a look at the labels of the certify split, or of a pool's certify rows: each is paid for,
    /// whatever comes of it.
    ///
    /// `question` says of which labels what is asked, so that it is never asked twice.
    ///
    /// - Returns: Its number k, from 1; it never goes back.
    /// - Throws: ``Failure`` (not found).
    package func takeLook(
        _ name: ProjectName,
        pool: Int64? = nil,
        version: ModelVersion,
        question: String
    ) throws -> Int {
        let number = try reader.looks(name, pool: pool) + 1
        try execute(
            """
            INSERT INTO look (project, pool, number, version, created_at, question)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [try key(name), pool ?? 0, number, version, now, question]
        )
        return number
    }

    /// Keeps that a look was refused, and why.
    ///
    /// - Throws: ``Failure`` (not found).
    package func refuseLook(
        _ name: ProjectName,
        pool: Int64? = nil,
        number: Int,
        because refusal: String
    ) throws {
        try execute(
            "UPDATE look SET refusal = ? WHERE project = ? AND pool = ? AND number = ?",
            [refusal, try key(name), pool ?? 0, number]
        )
    }

    /// Adds a certificate.
    ///
    /// - Returns: It, with its number.
    /// - Throws: ``Failure`` (not found).
    package func addCertificate(
        _ name: ProjectName,
        _ certificate: Certificate
    ) throws -> Certificate {
        var certificate = certificate
        certificate.id = nextSequence()
        try execute(
            "INSERT INTO certificate (key, project, body, created_at) VALUES (?, ?, ?, ?)",
            [certificate.id, try key(name), try JSON.encode(certificate), now]
        )
        return certificate
    }

    /// Adds a decision of the gate.
    ///
    /// - Returns: It, with how many comparisons this gate split has served, this one included.
    /// - Throws: ``Failure`` (not found).
    package func addGateDecision(
        _ name: ProjectName,
        challenger: ModelVersion,
        _ decision: GateDecision
    ) throws -> GateDecision {
        var decision = decision
        let isComparison = decision.reference != nil
        decision.comparisons = try reader.comparisons(name) + (isComparison ? 1 : 0)
        try execute(
            """
            INSERT INTO gate_decision (sequence, project, challenger, body, created_at)
            VALUES (?, ?, ?, ?, ?)
            """,
            [nextSequence(), try key(name), challenger, try JSON.encode(decision), now]
        )
        return decision
    }

    /// Takes back certificates over a label that changed.
    ///
    /// - Parameters:
    ///   - project: the key of the project.
    ///   - pool: the number of the pool; nil: those of new data.
    ///   - newerThan: only those that were made after this moment, since others cannot have read the
    ///     label.
    ///   - reason: what happened.
    /// - Returns: Those that held until now.
    /// - Throws: ``Failure`` of the store.
    func voidCertificates(
        _ project: Int64,
        pool: Int64?,
        newerThan: SequenceNumber = 0,
        _ reason: String
    ) throws -> [Int64] {
        let holding = try reader.all(
            """
            SELECT key FROM certificate
            WHERE project = ? AND COALESCE(json_extract(body, '$.pool.number'), 0) = ?
                AND key > ? AND NOT EXISTS (SELECT 1 FROM certificate_void WHERE certificate = key)
            """,
            [project, pool ?? 0, newerThan]
        ) { try $0.integer() }
        for certificate in holding {
            try execute(
                """
                INSERT INTO certificate_void (sequence, certificate, reason, created_at)
                VALUES (?, ?, ?, ?)
                """,
                [nextSequence(), certificate, reason, now]
            )
        }
        return holding
    }
}
