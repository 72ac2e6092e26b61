package import Domain
internal import Text

extension Augmenter {
    /// Writes a view of a text over `bytes`.
    ///
    /// - Parameters:
    ///   - kind: Which view.
    ///   - row: The bytes of a row: a text and what other wordings it was given.
    ///   - coordinates: Where its numbers come from.
    ///   - bytes: What is written over.
    package func writeText(
        _ kind: ViewKind,
        of row: Span<UInt8>,
        at coordinates: ViewCoordinates,
        to bytes: inout [UInt8]
    ) {
        guard let texts else { preconditionFailure("a text of \(input.summary)") }
        // Views of one example in one step are of different paraphrases: they differ in the stream alone.
        var generator = generator(
            at: ViewCoordinates(step: coordinates.step, row: coordinates.row, stream: 0)
        )
        let seed = generator.next()
        texts.view(kind, of: row, seed: seed, number: coordinates.stream, into: &bytes)
    }
}

extension AugmentationSettings {
    /// What views of texts are drawn from; nil: these are of other inputs.
    var texts: TextViewPolicy? {
        guard case .text(let policy) = self else { return nil }
        return policy
    }

    /// Whether these are of inputs of the kind of `input`.
    package func isFor(_ input: InputSpecification) -> Bool {
        switch (input, self) {
        case (.image, .image), (.vector, .vector), (.text, .text), (.audio, .sound): true
        case (.image, _), (.vector, _), (.text, _), (.audio, _): false
        }
    }
}
