package import Domain

/// JSON Lines as examples: one object a line, with the words of `export` and `review list --json`.
///
/// `input` is an array of numbers, flat or in the shape of the project's inputs; of projects of texts it is a string,
/// which may be called `text`, with its paraphrases in `aug_0` to `aug_15`. `id` (or `example_id`), `label` and `group`
/// may be absent or null. Other keys, such as those that `export` writes beside
/// these, are ignored; one that is nearly one of these is refused as mistyped.
package struct JSONLinesExamples {
    private let path: String
    private let encoder: InputEncoder
    /// Makes inputs of texts; nil: they are of numbers.
    private let texts: TextEncoder?
    private let labels: LabelReader
    private var lines: LineReader

    /// Opens the file; `-` is standard input.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - specification: what an input of the project is.
    ///   - classes: the project's, which labels must be of; empty: labels are taken as they are.
    /// - Throws: ``Failure``: not found; invalid argument for UTF-16.
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
        texts = TextEncoder(specification)
        encoder =
            texts == nil
            ? try InputEncoder(specification, for: "\(shownPath(path)) is JSON Lines")
            : InputEncoder(specification: specification)
        labels = LabelReader(classes: classes)
        lines = try LineReader(source: source, path: path)
    }

    /// What the next line came to, or nil after the last one; blank lines are skipped.
    ///
    /// - Throws: ``Failure`` (invalid argument) where nothing behind can be read either.
    package mutating func next() throws(Failure) -> InputOutcome? {
        while let line = try lines.next() {
            guard line.bytes.contains(where: { $0 != 0x20 && $0 != 0x09 }) else { continue }
            let place = InputPlace(file: path, row: line.number)
            do {
                return .row(try row(line.bytes, place))
            } catch {
                return .refused(place: place, reason: error.message)
            }
        }
        return nil
    }

    private func row(_ line: ArraySlice<UInt8>, _ place: InputPlace) throws(Failure) -> InputRow {
        let whole = try JSONText(line)
        guard case .object(let members) = whole else {
            throw .invalid("a line is an object in braces; got \(whole.word)")
        }
        let own = texts == nil ? ["input"] : ["text", "input"] + Self.paraphrases
        let read = ["id", "label", "group"] + own
        var values: [String: JSONText] = [:]
        for (key, value) in members {
            let name = key == "example_id" ? "id" : key
            guard read.contains(name) else { continue }
            guard values.updateValue(value, forKey: name) == nil else {
                throw .invalid("\(quoted(name)) is there twice")
            }
        }
        for (key, _) in members where !read.contains(key) {
            guard let near = nearestWord(to: key, in: [own[0], "label", "group"]),
                values[near] == nil
            else { continue }
            throw .invalid("key \(quoted(key)): did you mean \(quoted(near))?")
        }
        guard let input = values["text"] ?? values["input"] else {
            throw .invalid(
                (texts == nil
                    ? "no \"input\", the numbers of the example"
                    : "no \"text\", the words of the example")
                    + (members.contains { $0.key == "sequence" }
                        ? "; lines of export are labels of examples that are stored already" : "")
            )
        }
        let bytes = if let texts { try text(values, texts) } else { try bytes(input) }
        return InputRow(
            id: try text(values["id"], "id"),
            label: try label(values["label"]),
            bytes: bytes,
            group: try text(values["group"], "group"),
            place: place
        )
    }

    /// The keys of paraphrases, as USB has them.
    static let paraphrases = (0..<TextRow.paraphraseLimit).map { "aug_\($0)" }

    private func text(
        _ values: [String: JSONText],
        _ texts: TextEncoder
    ) throws(Failure) -> [UInt8] {
        func string(_ key: String) throws(Failure) -> String? {
            switch values[key] {
            case nil, .null: return nil
            case .string(let text): return text
            case .some(let other):
                throw .invalid("\(quoted(key)) is a string; got \(other.word)")
            }
        }
        let (text, input) = (try string("text"), try string("input"))
        guard text == nil || input == nil else {
            throw .invalid("\"text\" and \"input\" are the same, and both are there")
        }
        var others: [String] = []
        for key in Self.paraphrases {
            if let other = try string(key) { others.append(other) }
        }
        return try texts.bytes(of: text ?? input ?? "", paraphrases: others)
    }

    /// A string, or a whole number as it is written; nil and null: empty.
    private func text(_ value: JSONText?, _ key: String) throws(Failure) -> String {
        switch value {
        case nil, .null: return ""
        case .string(let text): return text
        case .number(_, let text) where text.utf8.allSatisfy { $0 != 0x2E && $0 | 0x20 != 0x65 }:
            return text
        case .some(let other):
            throw .invalid("\(quoted(key)) is a string or a whole number; got \(other.word)")
        }
    }

    private func label(_ value: JSONText?) throws(Failure) -> String {
        switch value {
        case nil, .null: return ""
        case .string(let text): return try labels.name(of: text)
        case .number(let number, _): return try labels.name(of: number)
        case .some(let other):
            throw .invalid("\"label\" is the name or index of a class; got \(other.word)")
        }
    }

    private func bytes(_ input: JSONText) throws(Failure) -> [UInt8] {
        let specification = encoder.specification
        var shape = Shape()
        try shape.measure(input, depth: 0)
        var allowed = [[specification.elements ?? 0]]
        if case .image(let image) = specification {
            allowed.append([image.height, image.width, image.channels])
            if image.channels == 1 { allowed.append([image.height, image.width]) }
        }
        guard allowed.contains(shape.lengths) else {
            throw .invalid(
                "\"input\" has the shape \(shape.lengths), the project expects \(specification.summary)"
            )
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(specification.mostBytes)
        try append(input, to: &bytes)
        return bytes
    }

    /// The lengths of nested arrays.
    private struct Shape {
        private(set) var lengths: [Int] = []
        /// The depth of the arrays that hold the numbers.
        private var innermost: Int?

        /// Takes the lengths of an array, which must be those of all others of its depth.
        mutating func measure(_ value: JSONText, depth: Int) throws(Failure) {
            let count: Int
            switch value {
            case .numbers(let numbers): count = numbers.count
            case .array(let values): count = values.count
            case .null, .bool, .number, .string, .object:
                throw .invalid("\"input\" is an array of numbers; got \(value.word)")
            }
            if depth == lengths.count { lengths.append(count) }
            guard lengths[depth] == count else {
                throw .invalid(
                    "\"input\" has arrays of \(lengths[depth]) and of \(count) side by side"
                )
            }
            if case .array(let values) = value {
                try Self.refuseOthers(values)
                for inner in values { try measure(inner, depth: depth + 1) }
                return
            }
            guard innermost ?? depth == depth else {
                throw .invalid("\"input\" has numbers beside arrays of numbers")
            }
            innermost = depth
        }

        /// Refuses values that are neither numbers nor arrays, the first by its place.
        private static func refuseOthers(_ values: [JSONText]) throws(Failure) {
            for (index, value) in values.enumerated() {
                switch value {
                case .number, .numbers, .array: continue
                case .string(let text):
                    throw .invalid(
                        "\"input\" is an array of numbers; value \(index + 1) is the string "
                            + quoted(text)
                            + (Double(text) == nil ? "" : ": write it without quotation marks")
                    )
                case .null, .bool, .object:
                    throw .invalid(
                        "\"input\" is an array of numbers; value \(index + 1) is \(value.word)"
                    )
                }
            }
            guard values.contains(where: \.isNumber), values.contains(where: { !$0.isNumber })
            else { return }
            throw .invalid("\"input\" has numbers beside arrays of numbers")
        }
    }

    private func append(_ value: JSONText, to bytes: inout [UInt8]) throws(Failure) {
        switch value {
        case .array(let values):
            for inner in values { try append(inner, to: &bytes) }
        case .numbers(let numbers):
            for (index, number) in numbers.enumerated() {
                do {
                    try encoder.append(number, to: &bytes)
                } catch {
                    throw .invalid("\"input\", number \(index + 1): \(error.message)")
                }
            }
        case .null, .bool, .number, .string, .object: break
        }
    }
}
