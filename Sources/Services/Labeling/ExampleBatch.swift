internal import Domain
internal import Files
internal import Messages
internal import Store

/// The items of one message of a stream on their way into the store.
struct ExampleBatch: Sendable {
    /// What is known about one item.
    private(set) var examples: [NewExample] = []
    /// The item of each example, from 0 within the message.
    private(set) var items: [Int] = []
    /// The items whose ids we made.
    private(set) var madeIDs: Set<Int> = []
    /// The items that were refused, with the reasons.
    private(set) var refused: [(item: Int, failure: Failure)] = []
    /// The position of the first item in the stream.
    let first: UInt64
    /// The number of items.
    let count: Int

    /// The bytes that the examples bring to the store.
    var bytes: Int { examples.reduce(0) { $0 + $1.content.count + 256 } }

    /// Checks items and hashes their contents; what is wrong with one refuses that one only.
    init(
        _ received: [Wire.IngestItem],
        first: UInt64,
        _ project: StreamProject,
        makeID: () throws -> ExampleID
    ) throws {
        self.first = first
        count = received.count
        examples.reserveCapacity(received.count)
        items.reserveCapacity(received.count)
        for (index, item) in received.enumerated() {
            do {
                var example = try Self.example(item, project)
                if example.id == nil {
                    example.id = try makeID()
                    madeIDs.insert(index)
                }
                examples.append(example)
                items.append(index)
            } catch let failure as Failure {
                refused.append((index, failure))
            }
        }
    }

    /// Sets the decisions about some of the examples.
    mutating func decide(_ index: Int, _ decision: LabelDecision, _ probabilities: [Float]?) {
        examples[index].decision = decision
        examples[index].probabilities = probabilities
    }

    /// Refuses examples that could not be decided about, by their index.
    mutating func refuse(_ failures: [Int: Failure]) {
        guard !failures.isEmpty else { return }
        let kept = examples.indices.filter { failures[$0] == nil }
        for (index, failure) in failures { refused.append((items[index], failure)) }
        examples = kept.map { examples[$0] }
        items = kept.map { items[$0] }
    }

    private static func example(
        _ item: Wire.IngestItem,
        _ project: StreamProject
    ) throws -> NewExample {
        let id: ExampleID?
        do throws(Failure) {
            id = item.exampleID.isEmpty ? nil : try ExampleID(item.exampleID)
        } catch {
            throw Failure.invalid(error.message, field: "example_id")
        }
        let content = try Wire.Tensor.content(item.input, of: project.row.input, field: "input")
        let split = try item.split.split(field: "split")
        var label: Int?
        if let given = item.label {
            label = try Wire.ClassReference.label(
                given.classReference,
                in: project.classes,
                field: "label.class_reference"
            )
            try checkAnnotator(given.annotator, field: "label.annotator")
        } else if let split, split != .train {
            throw Failure.invalid(
                "an example of the split \(split.rawValue) needs a label; none came",
                field: "split"
            )
        }
        guard item.place.utf8.count <= 1024 else {
            throw Failure.invalid(
                "a place has at most 1,024 bytes; got \(item.place.utf8.count)",
                field: "place"
            )
        }
        return NewExample(
            id: id,
            content: content,
            digest: project.row.input.contentDigest(content),
            label: label,
            split: label == nil ? nil : split,
            annotator: item.label?.annotator ?? "",
            group: item.group.isEmpty ? nil : item.group,
            place: item.place.isEmpty ? nil : item.place
        )
    }

    /// Checks the name of a person.
    static func checkAnnotator(_ annotator: String, field: String) throws(Failure) {
        guard annotator.utf8.count <= 128 else {
            throw .invalid(
                "an annotator has at most 128 bytes; got \(annotator.utf8.count)",
                field: field
            )
        }
    }
}

/// The project of a stream.
struct StreamProject: Sendable {
    /// Its row, as it was when the stream began.
    let row: Project
    /// Its classes by name.
    let classes: ClassIndex

    init(_ row: Project) {
        self.row = row
        classes = ClassIndex(row.classes)
    }
}
