package import Domain
package import Messages

extension InputSpecification {
    /// The input of a project as a caller described it, not yet checked against its ranges.
    ///
    /// - Throws: ``Failure`` (invalid argument) when it is missing or of no kind.
    package init(_ message: Wire.InputSpecification?) throws(Failure) {
        switch message?.kind {
        case .image(let image):
            self = .image(
                ImageSpecification(
                    height: Int(image.height),
                    width: Int(image.width),
                    channels: Int(image.channels),
                    scale: image.scale ?? 1 / 255,
                    offset: image.offset,
                    flips: image.flips
                )
            )
        case .vector(let vector):
            self = .vector(dimension: Int(vector.dimension))
        case .text(let text):
            self = .text(try TextSpecification(text))
        case .audio(let audio):
            self = .audio(AudioSpecification(audio))
        case nil:
            throw .invalid(
                "an input is required, image, vector, text or audio; none came",
                field: "input"
            )
        }
    }
}

extension Wire.InputSpecification {
    /// The input of a project.
    package init(_ input: InputSpecification) {
        switch input {
        case .image(let image):
            self.init(
                kind: .image(
                    Wire.ImageInput(
                        height: UInt32(clamping: image.height),
                        width: UInt32(clamping: image.width),
                        channels: UInt32(clamping: image.channels),
                        scale: image.scale,
                        offset: image.offset,
                        flips: image.flips
                    )
                )
            )
        case .vector(let dimension):
            self.init(kind: .vector(Wire.VectorInput(dimension: UInt32(clamping: dimension))))
        case .text(let text):
            self.init(
                kind: .text(
                    Wire.TextInput(
                        maxTokens: UInt32(clamping: text.maxTokens),
                        tokenizer: Wire.HashedNGrams(text.tokenizer),
                        tooLong: text.tooLong == .cut ? .cut : .refuse
                    )
                )
            )
        case .audio(let audio):
            self.init(
                kind: .audio(
                    Wire.AudioInput(
                        sampleRate: UInt32(clamping: audio.sampleRate),
                        maxSeconds: audio.maxSeconds,
                        tooLong: audio.tooLong == .cut ? .cut : .refuse,
                        takesSilence: audio.takesSilence
                    )
                )
            )
        }
    }
}

extension TextSpecification {
    fileprivate init(_ message: Wire.TextInput) throws(Failure) {
        self.init()
        if message.maxTokens > 0 { maxTokens = Int(message.maxTokens) }
        if let given = message.tokenizer { tokenizer = HashedNGramsSpecification(given) }
        switch message.tooLong {
        case .unspecified, .cut: tooLong = .cut
        case .refuse: tooLong = .refuse
        case .unrecognized(let number):
            throw .invalid(
                "too_long is cut or refuse; got number \(number)",
                field: "input.text.too_long"
            )
        }
    }
}

extension AudioSpecification {
    fileprivate init(_ message: Wire.AudioInput) {
        self.init()
        if message.sampleRate > 0 { sampleRate = Int(message.sampleRate) }
        maxSeconds = message.maxSeconds ?? maxSeconds
        tooLong = message.tooLong == .refuse ? .refuse : .cut
        takesSilence = message.takesSilence
    }
}

extension HashedNGramsSpecification {
    fileprivate init(_ message: Wire.HashedNGrams) {
        self.init(buckets: message.buckets > 0 ? Int(message.buckets) : Self.wordsAndPairs.buckets)
        words = NGramLengths(message.leastWords, message.mostWords)
        characters = NGramLengths(message.leastCharacters, message.mostCharacters)
        if words == nil, characters == nil { words = Self.wordsAndPairs.words }
    }
}

extension NGramLengths {
    /// Lengths as a message has them; nil: none are given.
    fileprivate init?(_ least: UInt32, _ most: UInt32) {
        guard least > 0 || most > 0 else { return nil }
        self.init(minimum: max(1, Int(least)), maximum: max(Int(least), Int(most)))
    }
}

extension Wire.HashedNGrams {
    fileprivate init(_ grams: HashedNGramsSpecification) {
        self.init(
            buckets: UInt32(clamping: grams.buckets),
            leastWords: UInt32(clamping: grams.words?.minimum ?? 0),
            mostWords: UInt32(clamping: grams.words?.maximum ?? 0),
            leastCharacters: UInt32(clamping: grams.characters?.minimum ?? 0),
            mostCharacters: UInt32(clamping: grams.characters?.maximum ?? 0)
        )
    }
}
