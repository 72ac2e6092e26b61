package import Domain
internal import Files
package import Networks
internal import Text
package import Training

/// An encoder of texts from a folder as transformers writes one: `model.safetensors` of a BERT, and `vocab.txt`.
package struct GivenEncoder: Sendable {
    /// The encoder.
    package let encoder: FrozenEncoder
    /// How texts become what it sees.
    package let frontEnd: FrontEndSpecification
    /// Its vocabulary.
    package let vocabulary: VocabularyFile

    /// Reads an encoder; its sizes are told by the tensors.
    ///
    /// - Throws: ``Failure``: not found, or invalid argument where the files are no such encoder.
    package init(folder: String, maxTokens: Int) throws(Failure) {
        let words = try MappedFile(path: "\(folder)/vocab.txt")
        vocabulary = VocabularyFile(words.bytes(0..<words.byteCount))
        let pieces = WordPieceSpecification(
            vocabularyDigest: vocabulary.digest,
            tokens: try Vocabulary(file: vocabulary.bytes).count
        )
        frontEnd = .text(TextFrontEnd(tokenizer: .wordPiece(pieces), maxTokens: maxTokens))
        let weights = try MappedFile(path: "\(folder)/model.safetensors")
        var file = try Safetensors.decode(weights.bytes(0..<weights.byteCount))
        var graph = try BERTPreset(tensors: file.tensors)
            .graph(input: .sequence(of: 1, most: maxTokens), classes: 2).encoder
        graph.frontEnd = frontEnd
        let network = try Network.compiled(graph)
        let names = Set(network.layout.parameters.map(\.name))
        file.tensors.removeAll { !names.contains($0.name) }
        encoder = try FrozenEncoder(
            TrainedModel(
                network: graph,
                parameters: Safetensors.parameters(of: network, in: file)
            )
        )
    }
}
