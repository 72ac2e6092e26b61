internal import Domain
internal import Files
internal import Messages
internal import Store

extension Wire.LabelRecord {
    /// A stored record.
    ///
    /// - Parameters:
    ///   - record: the record.
    ///   - classes: the names of the project's classes.
    ///   - superseded: the caller's id of the record that it supersedes, if that has one.
    init(_ record: LabelRecord, classes: [String], superseded: String?) {
        self.init(
            labelID: Self.id(record.clientID, record.sequence),
            exampleID: record.example.text,
            inputSHA256: record.content.bytes,
            source: Wire.LabelSource(record.source),
            weightsSHA256: record.modelDigest?.bytes ?? [],
            annotator: record.annotator,
            split: Wire.Split(record.split),
            createdAt: Wire.Timestamp(milliseconds: record.createdAt),
            sequence: record.sequence,
            certificateVoid: record.certificateIsVoid,
            question: Wire.Question(record.question),
            disagrees: record.disagrees,
            place: record.place ?? ""
        )
        if record.isLabel, let label = record.label {
            classIndex = UInt32(clamping: label)
            className = classes.indices.contains(label) ? classes[label] : ""
        }
        decision = record.labelDecision.map { Wire.LabelDecision($0, classes: classes) }
        supersedes = record.supersedes.map { Self.id(superseded, $0) } ?? ""
        if let values = record.probabilities {
            probabilities = zip(values, classes).enumerated().map { index, pair in
                Wire.ClassProbability(
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
