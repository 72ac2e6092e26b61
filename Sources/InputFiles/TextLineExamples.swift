package import Domain

/// Lines of text as examples, each line one; without labels.
package struct TextLineExamples {
    private let path: String
    private let texts: TextEncoder
    private var lines: LineReader

    /// Opens the file; `-` is standard input.
    ///
    /// - Throws: ``Failure``: not found; invalid argument for UTF-16, or where the project takes no texts.
    package init(path: String, specification: InputSpecification) throws(Failure) {
        try self.init(ByteSource(path: path), path, specification)
    }

    /// Reads bytes that are in memory; `path` is how messages call them.
    ///
    /// - Throws: ``Failure`` as for a file.
    package init(
        bytes: [UInt8],
        path: String,
        specification: InputSpecification
    ) throws(Failure) {
        try self.init(ByteSource(bytes: bytes), path, specification)
    }

    private init(
        _ source: ByteSource,
        _ path: String,
        _ specification: InputSpecification
    ) throws(Failure) {
        self.path = path
        texts = try TextEncoder(specification, for: "\(shownPath(path)) is lines of text")
        lines = try LineReader(source: source, path: path)
    }

    /// What the next line came to, or nil after the last one; empty lines are skipped.
    ///
    /// - Throws: ``Failure`` (invalid argument) where nothing behind can be read either.
    package mutating func next() throws(Failure) -> InputOutcome? {
        while let line = try lines.next() {
            guard !line.bytes.isEmpty else { continue }
            let place = InputPlace(file: path, row: line.number)
            do {
                return .row(InputRow(bytes: try texts.bytes(of: line.bytes), place: place))
            } catch {
                return .refused(place: place, reason: error.message)
            }
        }
        return nil
    }
}
