package import Domain

extension VocabularyFile {
    /// The key of a vocabulary in the metadata of a weights file: the tokens, a line each.
    package static let key = "vocabulary"

    /// A vocabulary of these bytes.
    package init(_ bytes: [UInt8]) { self.init(bytes: bytes, digest: "\(Digest(of: bytes))") }

    /// The vocabulary that a weights file holds beside its tensors; nil: none.
    package init?(metadata: [String: String]) {
        guard let text = metadata[Self.key] else { return nil }
        self.init(Array(text.utf8))
        isCased = metadata[Self.casedKey] == "true"
    }

    /// The key that says whether upper and lower case are told apart.
    package static let casedKey = "vocabulary_is_cased"

    /// What a weights file holds of it beside its tensors.
    package var metadata: [String: String] {
        [Self.key: String(decoding: bytes, as: UTF8.self), Self.casedKey: "\(isCased)"]
    }
}

extension InputSpecification {
    /// What tells one input from others: the SHA-256 of its bytes, without the paraphrases of a text.
    package func contentDigest(_ content: [UInt8]) -> Digest {
        let part = identity(of: content.span)
        return part.count == content.count ? Digest(of: content) : Digest(of: Array(content[part]))
    }
}
