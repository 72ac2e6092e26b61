package import Domain
package import Kernels
package import Text

/// What the views of a project's inputs are drawn from.
package enum AugmentationSettings: Hashable, Sendable, Codable {
    /// Images, NHWC.
    case image(ImageAugmentation)
    /// Vectors.
    case vector(VectorAugmentation)
    /// Texts.
    case text(TextViewPolicy)
    /// Clips of sound.
    case sound(SoundAugmentation)

    /// The defaults for `input`; an image is flipped only where the project allows it.
    ///
    /// - Parameters:
    ///   - input: What rows are.
    ///   - moments: The moments of a clip, and the numbers of each, as a network sees them.
    package init(
        defaultsFor input: InputSpecification,
        moments: (rows: Int, columns: Int) = (1, 1)
    ) {
        switch input {
        case .image(let image):
            self = .image(
                ImageAugmentation(height: image.height, width: image.width, flips: image.flips)
            )
        case .vector:
            self = .vector(VectorAugmentation())
        case .text:
            self = .text(TextViewPolicy())
        case .audio:
            self = .sound(SoundAugmentation(rows: moments.rows, columns: moments.columns))
        }
    }
}

/// The range of what the network sees, which amounts of noise and brightness are shares of.
package struct ValueRange: Hashable, Sendable, Codable {
    /// The least value.
    package var low: Float
    /// The largest value.
    package var high: Float

    /// Creates a range.
    package init(low: Float, high: Float) {
        precondition(low <= high, "\(low) is over \(high)")
        self.low = low
        self.high = high
    }

    /// The length of the range.
    package var width: Float { high - low }
}

/// Where each column of a vector lies and how far it spreads: what a view's noise is a share of, and
/// what a dropped feature becomes.
package struct ColumnScales: Hashable, Sendable {
    /// `[columns]`.
    package var means: [Float]
    /// `[columns]`, above 0.
    package var deviations: [Float]

    /// Creates the scales of columns.
    package init(means: [Float], deviations: [Float]) {
        precondition(
            means.count == deviations.count,
            "\(means.count) means, \(deviations.count) deviations"
        )
        self.means = means
        self.deviations = deviations
    }
}

/// Draws views of rows that are already scaled to what the network sees.
///
/// A view depends on the seed, the row and its ``ViewCoordinates``, and on nothing else but what the augmenter holds:
/// the rates of ``controller``, and with swap noise the other rows that come with the row.
package struct Augmenter: Sendable {
    /// What the rows are.
    package let input: InputSpecification
    /// What views are drawn from.
    package let settings: AugmentationSettings
    /// The range of the data.
    package let range: ValueRange
    /// The scales of a vector's columns; nil: all have the range of the data and drop to 0.
    package let scales: ColumnScales?
    /// What levels of CTAugment are drawn from and taught to; nil: the settings have none.
    package var controller: CTAugmentController?
    /// The numbers of a row.
    package let elements: Int
    /// What draws views of texts; nil: rows are none.
    let texts: TextAugmenter?
    private let root: SeededGenerator

    /// Creates an augmenter.
    ///
    /// - Parameters:
    ///   - input: What rows are.
    ///   - elements: What a network sees of one; nil: the numbers of the input.
    ///   - settings: What views are drawn from.
    ///   - range: What amounts are shares of.
    ///   - scales: The scales of a vector's columns.
    ///   - words: What is known of the words of texts, and the word that hides one.
    ///   - seed: Where every number comes from.
    ///
    /// - Throws: ``Failure`` (invalid argument) when `settings` are those of another kind of input.
    package init(
        input: InputSpecification,
        elements: Int? = nil,
        settings: AugmentationSettings,
        range: ValueRange,
        scales: ColumnScales? = nil,
        words: (statistics: WordStatistics?, mask: [UInt8]?) = (nil, nil),
        seed: UInt64
    ) throws(Failure) {
        precondition(
            scales.map { $0.means.count == input.elements } ?? true,
            "the scales of another input"
        )
        guard settings.isFor(input) else {
            throw .invalid("expected augmentation settings for \(input.summary)")
        }
        self.input = input
        self.elements = elements ?? input.elements ?? 0
        texts =
            if let policy = settings.texts {
                try TextAugmenter(policy, statistics: words.statistics, mask: words.mask)
            } else { nil }
        self.settings = settings
        self.range = range
        self.scales = scales
        root = SeededGenerator(seed: seed).fork(0x6175_676D)
        controller = settings.levels.map { levels in
            CTAugmentController(
                depth: levels.operations,
                threshold: Float(levels.threshold),
                decay: Float(levels.decay)
            )
        }
    }

    /// Writes one view of row `source` of `rows`, `[N, D]`, row after row, to `view`, `[D]`.
    package func write(
        _ kind: ViewKind,
        of source: Int,
        in rows: Span<Float>,
        at coordinates: ViewCoordinates,
        to view: inout MutableSpan<Float>
    ) {
        let from = rows.extracting(source * elements..<(source + 1) * elements)
        var generator = generator(at: coordinates)
        guard kind != .clean, kind != .cleanOrStrong || generator.below(2) == 1 else {
            for index in from.indices { view[index] = from[index] }
            return
        }
        switch (settings, input) {
        case (.image(let ranges), .image(let image)) where kind == .weak:
            WeakImageView(ranges, using: &generator).write(from, image, in: &view)
        case (.image(let all), .image(let image)):
            if let policy = all.policy {
                let drawn = EditedImageView(
                    policy,
                    isMedium: kind == .medium,
                    all,
                    ImageShape(image),
                    controller,
                    using: &generator
                )
                return drawn.write(from, image, range, to: &view)
            }
            let ranges = kind == .medium ? all.halved : all
            let drawn = StrongImageView(ranges, image, using: &generator)
            drawn.write(from, image, range, using: &generator, to: &view)
        case (.vector(let ranges), _):
            writeVector(kind, of: source, in: rows, ranges, using: &generator, to: &view)
        case (.sound(let sound), _):
            sound.write(kind, from, using: &generator, to: &view)
        case (.image, _), (.text, _):
            preconditionFailure("checked by the initializer, or a text as numbers")
        }
    }

    /// Writes one view of each row, `[N, D]`, over `views`, `[N, D]`; row `i` has the coordinates
    /// `(step, i, stream)`, so that the threads of `pool` change no bit.
    package func write(
        _ kind: ViewKind,
        of rows: [Float],
        step: Int,
        stream: Int,
        on pool: ThreadPool = ThreadPool(threads: 1),
        to views: inout [Float]
    ) {
        precondition(rows.count % elements == 0, "\(rows.count) values, \(elements) a row")
        pool.writeRows(of: &views, count: rows.count / elements) { row, view in
            write(
                kind,
                of: row,
                in: rows.span,
                at: ViewCoordinates(step: step, row: row, stream: stream),
                to: &view
            )
        }
    }

    /// Writes a small view of each image, `[N, D]`, over `views`, `[N, height * width * channels]` of `size`;
    /// row `i` has the coordinates `(step, i, stream)`.
    package func writeCrops(
        of rows: [Float],
        _ size: CropSize,
        step: Int,
        stream: Int,
        on pool: ThreadPool = ThreadPool(threads: 1),
        to views: inout [Float]
    ) {
        guard case .image(let ranges) = settings, case .image(let image) = input else {
            preconditionFailure("small views of \(input.summary)")
        }
        let count = rows.count / elements
        precondition(
            views.count == count * size.height * size.width * image.channels,
            "\(views.count) values for \(count) views of \(size)"
        )
        pool.writeRows(of: &views, count: count) { row, view in
            var generator = generator(at: ViewCoordinates(step: step, row: row, stream: stream))
            let drawn = CropView(size, ranges, image, using: &generator)
            let from = rows.span.extracting(row * elements..<(row + 1) * elements)
            drawn.write(from, image, range, using: &generator, to: &view)
        }
    }

    /// Writes probes of labelled images, `[N, D]`, over `views`, `[N, D]`: weak views that are then changed by
    /// operations at uniform levels, which ``CTAugmentController`` is taught with.
    ///
    /// The numbers of a probe are those of a stream of their own.
    ///
    /// - Returns: The operations of each image.
    package func writeProbes(
        of rows: [Float],
        step: Int,
        on pool: ThreadPool,
        to views: inout [Float]
    ) -> [[CTAugmentChoice]] {
        guard case .image(let ranges) = settings, case .image(let image) = input, let controller
        else { preconditionFailure("probes of \(input.summary) without a controller") }
        let count = rows.count / elements
        var generators = (0..<count).map { row in
            generator(at: ViewCoordinates(step: step, row: row, stream: Self.probeStream))
        }
        let choices = generators.indices.map { controller.probePolicy(using: &generators[$0]) }
        let drawn = generators
        pool.writeRows(of: &views, count: count) { row, view in
            var generator = drawn[row]
            let probe = EditedImageView(
                choices[row],
                ranges,
                ImageShape(image),
                using: &generator
            )
            let from = rows.span.extracting(row * elements..<(row + 1) * elements)
            probe.write(from, image, range, to: &view)
        }
        return choices
    }

    /// Beyond the streams of a batch's views, and before those of surveys.
    private static let probeStream = 1 << 23

    func generator(at coordinates: ViewCoordinates) -> SeededGenerator {
        root.fork(UInt64(coordinates.stream)).fork(UInt64(coordinates.step))
            .fork(UInt64(coordinates.row))
    }

    private func writeVector(
        _ kind: ViewKind,
        of source: Int,
        in rows: Span<Float>,
        _ ranges: VectorAugmentation,
        using generator: inout SeededGenerator,
        to view: inout MutableSpan<Float>
    ) {
        let ranges = kind == .medium ? ranges.halved : ranges
        let share = kind == .weak ? ranges.weakNoise : ranges.strongNoise
        let noise = share * range.width
        let dropout = kind == .weak ? 0 : ranges.featureDropout
        let columns = elements
        let others = rows.count / columns - 1
        let swap = kind == .weak || others == 0 ? 0 : ranges.swapNoise
        var normals = NormalPairs()
        for index in 0..<columns {
            var value = rows[source * columns + index]
            if swap > 0, generator.uniform() < swap {
                let other = generator.below(others)
                value = rows[(other < source ? other : other + 1) * columns + index]
            }
            if let scales {
                let amount = share * scales.deviations[index]
                if amount > 0 { value += amount * normals.next(using: &generator) }
            } else if noise > 0 {
                value += noise * normals.next(using: &generator)
            }
            if dropout > 0, generator.uniform() < dropout { value = scales?.means[index] ?? 0 }
            view[index] = value
        }
    }
}
