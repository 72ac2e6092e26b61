package import Domain
internal import Sound
internal import Text

/// From a row's bytes to what a network sees, for training and serving alike: the one place.
///
/// A row has ``elements`` numbers whatever it is. Of a sequence that has fewer items, the others are ``absent``: a
/// network takes rows apart where it reads them (``RowOffsets/init(padded:of:)``), so that padding costs nothing and
/// touches no bit.
package struct FrontEnd: Sendable {
    private enum Work: Sendable {
        case numbers
        case text(Tokenizer, maxTokens: Int)
        case sound(SoundFrontEnd)
    }

    /// What rows are.
    package let input: InputSpecification
    /// What the network sees of one.
    package let shape: Shape
    private let work: Work

    /// Stands for an item that a sequence does not have.
    package static let absent = Float.nan

    /// The front end of a model.
    ///
    /// - Parameters:
    ///   - input: What rows are.
    ///   - specification: What the model's graph says; nil: it takes the numbers of the input.
    ///   - vocabulary: The vocabulary that the specification needs.
    /// - Throws: ``Failure``: invalid argument where the specification is that of another kind of input or its numbers
    /// are   out of range, data loss where the vocabulary is another.
    package init(
        _ input: InputSpecification,
        _ specification: FrontEndSpecification?,
        vocabulary: VocabularyFile? = nil
    ) throws(Failure) {
        self.input = input
        shape = Shape(input, specification)
        foldsCase = specification?.foldsCase ?? false
        switch (input, specification) {
        case (.image, nil), (.vector, nil):
            work = .numbers
        case (.text, .text(let text)):
            let range =
                max(1, text.tokenizer.fewestTokens)...TextSpecification.maxTokensRange.upperBound
            guard range.contains(text.maxTokens) else {
                throw .invalid(
                    "a network sees \(range.lowerBound) to \(range.upperBound) tokens of a text; got "
                        + "\(text.maxTokens)",
                    field: "max_tokens"
                )
            }
            let tokenizer = try Tokenizer(
                text.tokenizer,
                vocabulary: vocabulary.map { ($0.bytes, $0.digest) }
            )
            work = .text(tokenizer, maxTokens: text.maxTokens)
        case (.audio(let audio), .sound(let features)):
            guard features.sampleRate == audio.sampleRate else {
                throw .invalid(
                    "the model hears \(features.sampleRate) samples a second; the project has \(audio.sampleRate)",
                    field: "front_end.sample_rate"
                )
            }
            let policy = ClipPolicy(
                longestSamples: audio.maxSamples,
                tooLong: .crop,
                silence: .keep
            )
            let sound = try SoundFrontEnd(features, policy: policy)
            work = .sound(sound)
        case (.image, _), (.vector, _), (.text, _), (.audio, _):
            throw .invalid(
                "a model for \(input.summary) reads "
                    + (FrontEndSpecification(defaultFor: input) == nil ? "numbers" : "it first")
                    + "; the one that came was made for another kind of input",
                field: "network"
            )
        }
    }

    /// The numbers of one row.
    package var elements: Int { shape.mostValues }

    /// The word that the tokenizer reads as its mask; nil: it knows none.
    package var mask: [UInt8]? {
        guard case .text(let tokenizer, _) = work else { return nil }
        return tokenizer.mask
    }

    /// Whether upper and lower case are the same to the tokenizer.
    package let foldsCase: Bool

    /// Appends the ``elements`` of a row, which must be a valid input.
    package func append(_ row: Span<UInt8>, to values: inout [Float]) {
        switch work {
        case .numbers: input.appendNetworkInput(row, to: &values)
        case .text: appendText(row.extracting(input.identity(of: row)), to: &values)
        case .sound(let sound): append(row, sound, to: &values)
        }
    }

    /// Appends what the network sees of a text: ids, then absent ones.
    package func appendText(_ text: Span<UInt8>, to values: inout [Float]) {
        guard case .text(let tokenizer, let most) = work else {
            preconditionFailure("a text for \(input.summary)")
        }
        var ids: [UInt32] = []
        ids.reserveCapacity(most)
        tokenizer.encode(text, maxTokens: most, to: &ids)
        values.reserveCapacity(values.count + most)
        for id in ids { values.append(Float(id)) }
        // A text of which no token is left is one of the first id.
        if ids.isEmpty { values.append(0) }
        for _ in max(1, ids.count)..<max(1, most) { values.append(Self.absent) }
    }

    private func append(_ row: Span<UInt8>, _ sound: SoundFrontEnd, to values: inout [Float]) {
        let map: FeatureMap
        do throws(Failure) {
            map = try sound.map(ofInt16: row)
        } catch {
            preconditionFailure("a clip that was valid: \(error.message)")
        }
        values.append(contentsOf: map.values)
        for _ in map.values.count..<max(map.values.count, elements) { values.append(Self.absent) }
    }
}

extension Shape {
    /// What a network sees of a row, with the front end that its model has.
    package init(_ input: InputSpecification, _ frontEnd: FrontEndSpecification?) {
        switch (input, frontEnd) {
        case (.image(let image), _):
            self = .image(height: image.height, width: image.width, channels: image.channels)
        case (.vector(let dimension), _): self = .vector(dimension)
        case (.text, .text(let text)?): self = .sequence(of: 1, most: text.maxTokens)
        case (.text(let text), _): self = .sequence(of: 1, most: text.maxTokens)
        case (.audio(let audio), .sound(let features)?):
            self = Shape(features, samples: audio.maxSamples)
        case (.audio(let audio), _): self = .sequence(of: 1, most: audio.maxSamples)
        }
    }

    private init(_ features: SoundFeatures, samples: Int) {
        guard let length = features.length else {
            self = .sequence(of: features.columns, most: features.rows(samples: samples))
            return
        }
        self =
            features.columns == 1
            ? .vector(length) : .image(height: length, width: features.columns, channels: 1)
    }
}

extension FrontEnd {
    /// What a network sees that is made for rows without saying more.
    package init(defaultFor input: InputSpecification) throws(Failure) {
        try self.init(input, FrontEndSpecification(defaultFor: input))
    }
}
