/// The vocabulary of a tokenizer, and its SHA-256 in hexadecimal.
package struct VocabularyFile: Hashable, Sendable {
    /// What the file holds: a token a line.
    package var bytes: [UInt8]
    /// Its digest.
    package var digest: String
    /// Whether upper and lower case are told apart.
    package var isCased = false

    package init(bytes: [UInt8], digest: String) {
        self.bytes = bytes
        self.digest = digest
    }
}
