package import Domain
internal import Foundation
internal import SoundFiles

/// A pickled dictionary of clips as examples: the layout of the sound data sets of USB,
/// <https://github.com/microsoft/Semi-supervised-learning>, which are ESC-50, FSDNoisy18k, GTZAN, the key words of
/// SUPERB and UrbanSound8K, each in `train.pkl`, `dev.pkl` and `test.pkl`, and FSDNoisy18k also in `ulb_train.pkl`.
///
///     {"0": {"wav": numpy.save's bytes of an array of floats, [samples], "label": 3}, ...}
///
/// The samples are of one channel, 16,000 a second. `label` is the index of a class, or its name, and may be absent or
/// None. Where the file `id2label.json` lies beside, labels are the names that it gives the indices, if the project has
/// any of them.
package struct SoundRecordExamples {
    /// The rate of USB's samples, a second.
    package static let sampleRate = 16_000

    private let path: String
    private let encoder: SoundEncoder
    private let labels: LabelReader
    /// The names of the indices; empty: they are the project's.
    private let names: [Int: String]
    private var records: PickledRecords

    /// Opens the file.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - specification: what an input of the project is.
    ///   - classes: the project's, which labels must be of; empty: labels are taken as they are.
    /// - Throws: ``Failure``: not found; invalid argument where the project takes no sound.
    package init(
        path: String,
        specification: InputSpecification,
        classes: [String]
    ) throws(Failure) {
        try self.init(
            ByteSource(path: path),
            path,
            try Self.names(beside: path, LabelReader(classes: classes)),
            specification,
            classes
        )
    }

    /// Reads bytes that are in memory; `path` is how messages call them.
    ///
    /// - Throws: ``Failure`` as for a file.
    package init(
        bytes: [UInt8],
        path: String,
        specification: InputSpecification,
        classes: [String]
    ) throws(Failure) {
        try self.init(ByteSource(bytes: bytes), path, [:], specification, classes)
    }

    private init(
        _ source: ByteSource,
        _ path: String,
        _ names: [Int: String],
        _ specification: InputSpecification,
        _ classes: [String]
    ) throws(Failure) {
        self.path = path
        self.names = names
        do {
            encoder = try SoundEncoder(specification: specification)
        } catch {
            throw .invalid("\(shownPath(path)): \(error.message)")
        }
        labels = LabelReader(classes: classes)
        records = PickledRecords(source: source, path: path)
    }

    /// What the next record came to, or nil after the last one; places are rows from 0.
    ///
    /// - Throws: ``Failure`` (invalid argument) where nothing behind can be read either.
    package mutating func next() throws(Failure) -> InputOutcome? {
        let place = InputPlace(file: path, row: records.count, unit: .row)
        guard let record = try records.next() else { return nil }
        do throws(Failure) {
            guard case .bytes(let array)? = record["wav"] else {
                throw .invalid("no \"wav\", the bytes of an array")
            }
            let clip = SoundClip(sampleRate: Self.sampleRate, samples: try Self.samples(array))
            let bytes = try encoder.bytes(of: clip)
            return .row(InputRow(label: try name(of: record["label"]), bytes: bytes, place: place))
        } catch {
            return .refused(place: place, reason: error.message)
        }
    }

    private static func samples(_ bytes: [UInt8]) throws(Failure) -> [Float] {
        let array = try NumpyArray(data: Data(bytes), path: "\"wav\"")
        guard array.shape.count == 1, array.isFloat, array.rows > 0 else {
            throw .invalid(
                "\"wav\" is an array of floats, [samples], at least one; got the shape \(array.shape)"
            )
        }
        return (0..<array.rows).map { Float(array.number(row: $0, 0)) }
    }

    private func name(of label: PickleValue?) throws(Failure) -> String {
        switch label {
        case nil, .some(.none): return ""
        case .whole(let index):
            if let name = names[index] { return try labels.name(of: name) }
            return try labels.name(of: Double(index))
        case .text(let text):
            guard !labels.isKnown(text), let number = text.fileNumber else {
                return try labels.name(of: text)
            }
            return try labels.name(of: number)
        case .some:
            throw .invalid("\"label\" is the index or name of a class")
        }
    }

    /// The names of `id2label.json` beside a file, where the project has any of them; none: there is no such file.
    private static func names(
        beside path: String,
        _ labels: LabelReader
    ) throws(Failure) -> [Int: String] {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let file = parts.dropLast().map { $0 + "/" }.joined() + "id2label.json"
        guard case .file? = DiskItem(file) else { return [:] }
        var names: [Int: String] = [:]
        do throws(Failure) {
            let bytes = try DiskItem.bytes(of: file, limit: 1 << 20, what: "a file of names")
            guard case .object(let members) = try JSONText(bytes[...]) else {
                throw .invalid("expected an object of names")
            }
            for (key, value) in members {
                guard let index = Int(key), case .string(let name) = value else {
                    throw .invalid("expected numbers and names; got \(quoted(key))")
                }
                names[index] = name
            }
        } catch {
            throw .invalid(
                "\(shownPath(file)), the names of labels: \(error.message)"
            )
        }
        return names.values.contains(where: labels.isKnown) ? names : [:]
    }
}
