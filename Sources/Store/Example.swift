package import Domain
package import Files

/// An example to be stored; its content is hashed here, on the caller's thread.
package struct NewExample: Sendable {
    /// The caller's id; nil has one made.
    package var id: ExampleID?
    /// The raw bytes of one input.
    package let content: [UInt8]
    /// What tells the content from others: its SHA-256, or that of the part which counts.
    package let digest: Digest
    /// The class, with which it came; nil for an unlabelled one.
    package var label: Int?
    /// The split of a labelled one; `train` where it is not said.
    package var split: Split?
    /// Who gave the label.
    package var annotator: String
    /// What was decided about an unlabelled one.
    package var decision: LabelDecision?
    /// The probabilities behind the decision, to be kept with it.
    package var probabilities: [Float]?
    /// What it belongs to, such as a patient: one group, one split; nil: to nothing.
    package var group: String?
    /// Where the caller has it, such as a line of a file; nil: not said.
    package var place: String?

    /// Describes an example.
    package init(
        id: ExampleID?,
        content: [UInt8],
        digest: Digest? = nil,
        label: Int? = nil,
        split: Split? = nil,
        annotator: String = "",
        decision: LabelDecision? = nil,
        probabilities: [Float]? = nil,
        group: String? = nil,
        place: String? = nil
    ) {
        self.id = id
        self.content = content
        self.digest = digest ?? Digest(of: content)
        self.label = label
        self.split = label == nil ? split : split ?? .train
        self.annotator = annotator
        self.decision = decision
        self.probabilities = probabilities
        self.group = group
        self.place = place
    }
}

/// What became of one ingested example.
package struct IngestedExample: Hashable, Sendable {
    /// Its id, the caller's or ours.
    package var id: ExampleID
    /// Its key: the sequence number of its first ingest.
    package var key: Int64
    /// Whether it was stored now, or was there already with the same content, label and split.
    package var isNew: Bool
    /// The record that stands; nil for an unlabelled one without a decision.
    package var record: LabelRecord?
}

/// A stored example without its content.
package struct StoredExample: Hashable, Sendable {
    /// Its key: the sequence number of its ingest.
    package var key: Int64
    /// Its id.
    package var id: ExampleID
    /// Its split; nil while no person labelled it.
    package var split: Split?
    /// The number of the record that stands.
    package var record: SequenceNumber?
    /// The SHA-256 of its content.
    package var digest: Digest
    /// Milliseconds since 1970.
    package var createdAt: Int64
    var givenSplit: Split?
    var givenLabel: Int?
}

extension StoreReader {
    /// The example `id` of a project.
    ///
    /// - Throws: ``Failure`` (not found).
    package func example(_ name: ProjectName, _ id: ExampleID) throws -> StoredExample {
        try example(try key(name), name, id)
    }

    /// The raw bytes of the example with key `key`.
    ///
    /// - Throws: ``Failure`` (not found).
    package func content(_ name: ProjectName, key example: Int64) throws -> [UInt8] {
        let found = try one(
            "SELECT content FROM example WHERE key = ? AND project = ?",
            [example, try key(name)]
        ) { try $0.bytes() }
        guard let found else { throw Failure.notFound("project \(name) has no example \(example)") }
        return found
    }

    func example(_ project: Int64, _ name: ProjectName, _ id: ExampleID) throws -> StoredExample {
        guard let found = try exampleIfAny(project, id) else {
            throw Failure.notFound("project \(name) has no example \(quoted(id.text))")
        }
        return found
    }

    func exampleIfAny(_ project: Int64, _ id: ExampleID) throws -> StoredExample? {
        try one(
            """
            SELECT key, id, split, record, digest, created_at, given_split, given_label FROM example
            WHERE project = ? AND id = ?
            """,
            [project, id.text],
            Self.storedExample
        )
    }

    /// The example with key `key`.
    func example(key: Int64) throws -> StoredExample {
        guard let found = try exampleIfAny(key: key) else {
            throw Failure.dataLoss("example \(key) is missing")
        }
        return found
    }

    /// The example with key `key`; nil: it was deleted.
    func exampleIfAny(key: Int64) throws -> StoredExample? {
        try one(
            """
            SELECT key, id, split, record, digest, created_at, given_split, given_label FROM example
            WHERE key = ?
            """,
            [key],
            Self.storedExample
        )
    }

    private static func storedExample(_ fields: inout Fields) throws -> StoredExample {
        StoredExample(
            key: try fields.integer(),
            id: try ExampleID(try fields.text()),
            split: try fields.code(),
            record: try fields.integerIfAny(),
            digest: try fields.digest(),
            createdAt: try fields.integer(),
            givenSplit: try fields.code(),
            givenLabel: try fields.integerIfAny().map { Int($0) }
        )
    }
}
