package import Domain

/// One JSON object of texts as examples: the layout of the text data sets of USB,
/// <https://github.com/microsoft/Semi-supervised-learning>, which are AG News, Amazon Review, Yahoo! Answers, Yelp
/// Review and the movie reviews of IMDb, each in `train.json`, `dev.json` and `test.json`.
///
///     {"0": {"ori": "A text.", "aug_0": "One paraphrase.", "aug_1": "Another.", "label": "3"}, "1": ...}
///
/// `ori` is the text; `aug_0` to `aug_15` are its paraphrases and may be absent, null or empty; `label` is the index or
/// name of a class, and may be absent or null. Other keys are ignored, and so are those of the members, by which the
/// files of a data set would share their ids. Rows of text are those of ``TextRow``.
package struct TextObjectExamples {
    private let path: String
    private let encoder: TextEncoder
    private let labels: LabelReader
    private var members: JSONMembers

    /// Opens the file; `-` is standard input.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - specification: what an input of the project is.
    ///   - classes: the project's, which labels must be of; empty: labels are taken as they are.
    /// - Throws: ``Failure``: not found; invalid argument where the file is no object, or the project takes no texts.
    package init(
        path: String,
        specification: InputSpecification,
        classes: [String]
    ) throws(Failure) {
        try self.init(ByteSource(path: path), path, specification, classes)
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
        try self.init(ByteSource(bytes: bytes), path, specification, classes)
    }

    private init(
        _ source: ByteSource,
        _ path: String,
        _ specification: InputSpecification,
        _ classes: [String]
    ) throws(Failure) {
        self.path = path
        encoder = try TextEncoder(specification, for: "\(shownPath(path)) is an object of texts")
        labels = LabelReader(classes: classes)
        members = try JSONMembers(source: source, path: path)
    }

    /// What the next member came to, or nil after the last one; places are rows from 0.
    ///
    /// - Throws: ``Failure`` (invalid argument) where nothing behind can be read either.
    package mutating func next() throws(Failure) -> InputOutcome? {
        let place = InputPlace(file: path, row: members.count, unit: .row)
        guard let member = try members.member() else { return nil }
        do {
            return .row(try row(member, place))
        } catch {
            return .refused(place: place, reason: error.message)
        }
    }

    private func row(_ member: ArraySlice<UInt8>, _ place: InputPlace) throws(Failure) -> InputRow {
        var whole: [UInt8] = [UInt8(ascii: "{")]
        whole.append(contentsOf: member)
        whole.append(UInt8(ascii: "}"))
        guard case .object(let outer) = try JSONText(whole[...]), outer.count == 1,
            case .object(let members) = outer[0].value
        else { throw .invalid("an example is an object in braces") }
        var texts: [String?] = [String?](repeating: nil, count: 1 + TextRow.paraphraseLimit)
        var label: JSONText?
        var seen: Set<String> = []
        for (key, value) in members {
            let number = Self.keys.firstIndex(of: key)
            guard key == "label" || number != nil else { continue }
            guard seen.insert(key).inserted else {
                throw .invalid("\(quoted(key)) is there twice")
            }
            if let number {
                texts[number] = try text(value, key)
            } else {
                label = value
            }
        }
        guard let text = texts[0] else {
            let near = suggestion(for: "ori", in: members.map(\.key))
            throw .invalid("no \"ori\", the text of the example\(near)")
        }
        return InputRow(
            label: try name(of: label),
            bytes: try encoder.bytes(
                of: text,
                paraphrases: texts.dropFirst().compactMap(\.self)
            ),
            place: place
        )
    }

    /// The keys of the text and its paraphrases, in the order of a row.
    private static let keys = ["ori"] + JSONLinesExamples.paraphrases

    private func text(_ value: JSONText, _ key: String) throws(Failure) -> String? {
        switch value {
        case .null: return nil
        case .string(let text): return text
        case .bool, .number, .numbers, .array, .object:
            throw .invalid("\(quoted(key)) is a string; got \(value.word)")
        }
    }

    private func name(of label: JSONText?) throws(Failure) -> String {
        switch label {
        case nil, .null: return ""
        case .number(let number, _): return try labels.name(of: number)
        case .string(let text):
            // USB writes indices as strings.
            guard !labels.isKnown(text), let number = text.fileNumber else {
                return try labels.name(of: text)
            }
            return try labels.name(of: number)
        case .some(let other):
            throw .invalid("\"label\" is the index or name of a class; got \(other.word)")
        }
    }
}
