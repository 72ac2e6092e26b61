package import Domain
package import Sound

/// What a model makes of a row's bytes before its network sees them, where those are not numbers already; stored with
/// the model's graph, since weights are made for it.
package enum FrontEndSpecification: Hashable, Sendable, Codable {
    /// Texts become ids.
    case text(TextFrontEnd)
    /// Clips become features.
    case sound(SoundFeatures)

    /// What a model that is made for a project has; nil: its inputs are numbers.
    package init?(defaultFor input: InputSpecification) {
        switch input {
        case .image, .vector: return nil
        case .text(let text):
            self = .text(
                TextFrontEnd(tokenizer: .hashedNGrams(text.tokenizer), maxTokens: text.maxTokens)
            )
        case .audio(let audio):
            // As many rows as the longest clip that is looked at has.
            let features = SoundFeatures.levelled(sampleRate: audio.sampleRate)
            self = .sound(
                .levelled(
                    sampleRate: audio.sampleRate,
                    length: features.rows(samples: audio.maxSamples)
                )
            )
        }
    }

    /// The number of ids of tokens; nil: a network sees none.
    package var tokenCount: Int? {
        guard case .text(let text) = self else { return nil }
        return text.tokenizer.idCount
    }

    /// Whether upper and lower case of texts are the same to it.
    var foldsCase: Bool {
        guard case .text(let text) = self else { return false }
        switch text.tokenizer {
        case .wordPiece(let pieces): return pieces.normalization.lowercases
        case .hashedNGrams(let grams): return grams.normalization.lowercases
        }
    }

    /// The SHA-256 of the vocabulary that it needs, in hexadecimal; nil: none.
    package var vocabularyDigest: String? {
        guard case .text(let text) = self, case .wordPiece(let pieces) = text.tokenizer else {
            return nil
        }
        return pieces.vocabularyDigest
    }
}

/// How texts become the ids that a network sees.
package struct TextFrontEnd: Hashable, Sendable, Codable {
    /// Which ids.
    package var tokenizer: TokenizerSpecification
    /// The most of them; what is over is cut.
    package var maxTokens: Int

    package init(tokenizer: TokenizerSpecification, maxTokens: Int) {
        self.tokenizer = tokenizer
        self.maxTokens = maxTokens
    }
}
