internal import Domain

/// Turns texts of files into the raw bytes of a project's inputs.
struct TextEncoder: Sendable {
    private let specification: TextSpecification

    /// Encodes for a project; nil: its inputs are no texts.
    init?(_ specification: InputSpecification) {
        guard case .text(let text) = specification else { return nil }
        self.specification = text
    }

    /// Encodes for a project.
    ///
    /// - Throws: ``Failure`` (invalid argument) that says what `file` holds, when the project's inputs are no texts.
    init(_ specification: InputSpecification, for file: String) throws(Failure) {
        guard let encoder = TextEncoder(specification) else {
            throw .invalid("\(file), and the project expects \(specification.summary)")
        }
        self = encoder
    }

    /// The input that a text and its paraphrases are.
    ///
    /// - Throws: ``Failure`` (invalid argument): no text, only white space, a NUL, or too long.
    func bytes(of text: String, paraphrases: [String] = []) throws(Failure) -> [UInt8] {
        let bytes = try TextRow.bytes(of: text, paraphrases: paraphrases)
        try specification.validate(bytes, field: "text")
        return bytes
    }

    /// The input that bytes of a file are.
    ///
    /// - Throws: ``Failure`` (invalid argument): not UTF-8, and as for a text.
    func bytes(of text: some Sequence<UInt8>) throws(Failure) -> [UInt8] {
        guard let text = String(validating: text, as: UTF8.self) else {
            throw .invalid("not UTF-8; save the file as UTF-8")
        }
        return try bytes(of: text)
    }
}
