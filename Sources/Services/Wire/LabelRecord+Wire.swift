internal import Domain
internal import Files
internal import Messages
internal import Store

extension Messages.LabelRecord {
    /// A stored record.
    ///
    /// - Parameters:
    ///   - record: the record.
    ///   - classes: the names of the project's classes.
    ///   - superseded: the caller's id of the record that it supersedes, if that has one.
    init(_ record: Store.LabelRecord, classes: [String], superseded: String?) {
        self.init(
            labelID: Self.id(record.clientID, record.sequence),
            exampleID: record.example.text,
            inputSHA256: record.content.bytes,
            source: Messages.LabelSource(record.source),
            weightsSHA256: record.modelDigest?.bytes ?? [],
            annotator: record.annotator,
            split: Messages.Split(record.split),
            createdAt: Timestamp(milliseconds: record.createdAt),
            sequence: record.sequence,
            certificateVoid: record.certificateIsVoid,
            question: Messages.Question(record.question),
            disagrees: record.disagrees,
            place: record.place ?? ""
        )
        if record.isLabel, let label = record.label {
            classIndex = UInt32(clamping: label)
            className = classes.indices.contains(label) ? classes[label] : ""
        }
        decision = record.labelDecision.map { Messages.LabelDecision($0, classes: classes) }
        supersedes = record.supersedes.map { Self.id(superseded, $0) } ?? ""
        if let values = record.probabilities {
            probabilities = zip(values, classes).enumerated().map { index, pair in
                ClassProbability(
                    classIndex: UInt32(clamping: index),
                    className: pair.1,
                    probability: pair.0
                )
            }
        }
    }

    /// The id of a record: the caller's, or ours, made of its number.
    static func id(_ client: String?, _ sequence: SequenceNumber) -> String {
        client ?? "#\(sequence)"
    }
}
