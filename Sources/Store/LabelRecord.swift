package import Domain
package import Files

/// One entry of the append-only history of what class an example has and who says so.
package struct LabelRecord: Hashable, Sendable {
    /// The number of the record.
    package var sequence: SequenceNumber
    /// The example's id.
    package var example: ExampleID
    /// The example's key: the sequence number of its ingest.
    package var exampleKey: Int64
    /// The SHA-256 of the example's content.
    package var content: Digest
    /// Where the caller has the example; nil: not said.
    package var place: String?
    /// The example's split; nil while no person labelled it.
    package var split: Split?
    /// The class that was given, or that is most likely; nil without a model.
    package var label: Int?
    /// Who says so; nil where no label stands: the decision was not to accept.
    package var source: LabelSource?
    /// What was decided; nil for labels of people.
    package var decision: Decision?
    /// Why it was decided.
    package var reason: DecisionReason?
    /// The mean softmax of the class.
    package var confidence: Float?
    /// The probabilities of all classes, where they were given.
    package var probabilities: [Float]?
    /// The threshold that the confidence was compared with.
    package var threshold: Float?
    /// The certificate behind the threshold.
    package var certificate: Int64?
    /// The kind of that certificate.
    package var kind: CertificateKind?
    /// Whether that certificate holds no longer.
    package var certificateIsVoid = false
    /// The policy version that was in force.
    package var policyVersion: Int64
    /// The model version that decided.
    package var modelVersion: ModelVersion?
    /// The SHA-256 of that version's weights.
    package var modelDigest: Digest?
    /// The person, or what they call themselves; empty for machines.
    package var annotator: String
    /// The caller's id for this label, which makes a retry harmless.
    package var clientID: String?
    /// The record that stood before; nil for the first one of an example.
    package var supersedes: SequenceNumber?
    /// What the person was asked; nil for machines, and for labels that nobody asked for.
    package var question: Question?
    /// Whether a person had named another class before.
    package var disagrees = false
    /// Milliseconds since 1970.
    package var createdAt: Int64

    /// Whether a class stands for the example, as opposed to an open decision.
    package var isLabel: Bool { source != nil && label != nil }

    /// The decision as it is replied; nil for labels of people.
    package var labelDecision: LabelDecision? {
        guard let decision, let reason else { return nil }
        return LabelDecision(
            decision: decision,
            reason: reason,
            label: label,
            confidence: confidence,
            threshold: threshold,
            certificate: certificate,
            kind: kind,
            policyVersion: policyVersion,
            modelVersion: modelVersion
        )
    }

    var cell: Cell {
        Cell(
            split: split,
            source: source,
            decision: decision,
            reason: reason,
            label: isLabel ? label : nil
        )
    }

    /// Where it stands in the review queue, the least sure first; nil when it does not wait for a
    /// person: it stands, or no model has said anything yet.
    var reviewRank: Double? {
        guard source == nil, let decision, decision != .accepted else { return nil }
        return confidence.map { Double($0) }
    }
}

extension StoreReader {
    /// The record numbered `sequence` of the project with key `project`.
    func record(_ project: Int64, _ sequence: SequenceNumber) throws -> LabelRecord {
        let found = try one(
            Self.recordRows + " WHERE label.project = ? AND label.sequence = ?",
            [project, sequence]
        ) { try Self.record(&$0) }
        guard let found else { throw Failure.dataLoss("label record \(sequence) is missing") }
        return found
    }

    /// Up to `limit` records of a project with numbers above `after`, by number.
    ///
    /// - Parameters:
    ///   - name: The project.
    ///   - after: The last number already seen; 0 for the start.
    ///   - limit: The most records.
    ///   - history: Whether also those that were superseded are given, or only those that stand.
    /// - Returns: The records, each with its example and the digest of its model.
    /// - Throws: ``Failure`` (not found).
    package func records(
        _ name: ProjectName,
        after: SequenceNumber,
        limit: Int,
        history: Bool = false
    ) throws -> [LabelRecord] {
        let standing = history ? "" : " AND example.record = label.sequence"
        return try all(
            Self.recordRows + " WHERE label.project = ? AND label.sequence > ?" + standing
                + " ORDER BY label.sequence LIMIT ?",
            [try key(name), after, limit]
        ) { try Self.record(&$0) }
    }

    /// All records of one example, oldest first.
    ///
    /// - Throws: ``Failure`` (not found).
    package func history(_ name: ProjectName, _ id: ExampleID) throws -> [LabelRecord] {
        let project = try key(name)
        return try records(project, from: try example(project, name, id).record).reversed()
    }

    /// The record that stands and those that it superseded, newest first, at most `limit`.
    func records(
        _ project: Int64,
        from standing: SequenceNumber?,
        limit: Int = .max
    ) throws -> [LabelRecord] {
        var records: [LabelRecord] = []
        var next = standing
        while let sequence = next, records.count < limit {
            let record = try record(project, sequence)
            records.append(record)
            next = record.supersedes
        }
        return records
    }

    static let recordRows = """
        SELECT label.sequence, example.id, example.key, example.digest, example.split, label.class,
            label.source, label.decision, label.reason, label.confidence, label.probabilities,
            label.threshold, label.certificate, label.kind,
            EXISTS (SELECT 1 FROM certificate_void
                WHERE certificate_void.certificate = label.certificate),
            label.policy_version, label.model_version, model.digest, label.annotator, label.client,
            label.supersedes, label.question, label.disagrees, label.created_at, example_place.place
        FROM label CROSS JOIN example ON example.key = label.example
        LEFT JOIN model ON model.project = label.project AND model.version = label.model_version
        LEFT JOIN example_place ON example_place.example = label.example
        """

    static func record(_ fields: inout Fields) throws -> LabelRecord {
        var record = LabelRecord(
            sequence: try fields.integer(),
            example: try ExampleID(try fields.text()),
            exampleKey: try fields.integer(),
            content: try fields.digest(),
            split: try fields.code(),
            label: try fields.integerIfAny().map { Int($0) },
            source: try fields.code(),
            decision: try fields.code(),
            reason: try fields.code(),
            confidence: try fields.floatIfAny(),
            probabilities: try fields.bytesIfAny().map { Floats.decode($0) },
            threshold: try fields.floatIfAny(),
            certificate: try fields.integerIfAny(),
            kind: try fields.code(),
            certificateIsVoid: try fields.integer() != 0,
            policyVersion: try fields.integer(),
            modelVersion: try fields.integerIfAny(),
            modelDigest: try fields.bytesIfAny().map { bytes in try Digest(stored: bytes) },
            annotator: try fields.text(),
            clientID: try fields.textIfAny(),
            supersedes: try fields.integerIfAny(),
            question: try fields.code(),
            disagrees: try fields.integer() != 0,
            createdAt: try fields.integer()
        )
        record.place = try fields.textIfAny()
        return record
    }
}

/// Float32 vectors as little-endian bytes.
enum Floats {
    static func encode(_ values: [Float]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(littleEndian: values)
        return bytes
    }

    static func decode(_ bytes: [UInt8]) -> [Float] {
        (0..<bytes.count / 4).map { InputSpecification.float(in: bytes, at: $0) }
    }
}
