internal import Augmentation
package import Domain
internal import Files
internal import Kernels

/// Times the views of images that are drawn in training, each kind of a project's policy.
///
/// `Scripts/bench/augment` puts the paces beside torchvision's.
package struct AugmentBenchmark: Sendable {
    /// What to draw.
    package struct Options: Sendable {
        /// A file of images: bytes, `[N, side, side, 3]`; nil: noise.
        package var images: String?
        /// The side of the images; they have three channels.
        package var side = 32
        /// Images of noise, where there is no file.
        package var rows = 512
        /// Seconds that each kind is drawn for.
        package var seconds = 2.0
        /// Threads; they change no bit.
        package var threads = 1

        /// Creates the options of the figures of the documentation.
        package init() {}
    }

    /// What it found.
    package struct Report: Codable, Hashable, Sendable {
        /// The pace of one kind of view.
        package struct Line: Codable, Hashable, Sendable {
            /// The kind, as `policies set --augmentation` names it, or `weak`.
            package var kind: String
            /// Views a second.
            package var rowsPerSecond: Double
        }

        /// Threads that drew.
        package var threads: Int
        /// Images of a batch.
        package var rows: Int
        /// The kinds.
        package var lines: [Line]

        /// One object, names in snake case.
        ///
        /// - Throws: ``Failure`` (internal) when a value is no number.
        package func json() throws(Failure) -> String { try ReportText.json(self) }
    }

    private static let channels = 3
    private let options: Options

    /// Creates a benchmark.
    ///
    /// - Throws: ``Failure`` (invalid argument) for nothing to draw.
    package init(_ options: Options) throws(Failure) {
        guard (1...4096).contains(options.side), options.rows >= 1, options.seconds > 0,
            (1...1024).contains(options.threads)
        else {
            throw .invalid(
                "expected a side of 1 to 4096, at least one row, more than no seconds, and 1 to 1024 threads"
            )
        }
        self.options = options
    }

    /// Runs it.
    ///
    /// - Throws: ``Failure`` where the file cannot be read or does not hold whole images.
    package func run() throws(Failure) -> Report {
        let input = InputSpecification.image(
            ImageSpecification(
                height: options.side,
                width: options.side,
                channels: Self.channels,
                flips: true
            )
        )
        let rows = try rows(of: input)
        var lines = [
            Report.Line(kind: "weak", rowsPerSecond: try pace(.weak, of: rows, input, nil))
        ]
        for (kind, policy) in Self.policies {
            let pace = try pace(.strong, of: rows, input, policy)
            lines.append(Report.Line(kind: kind, rowsPerSecond: pace))
        }
        return Report(
            threads: options.threads,
            rows: rows.count / input.mostBytes,
            lines: lines
        )
    }

    private static let policies: [(kind: String, policy: ImageViewPolicy)] = {
        var paper = RandAugmentViewPolicy()
        paper.list = .paper
        let kinds: [(String, ImageViewPolicy.Strong)] = [
            ("affine", .affine), ("rand_augment:list=paper", .randAugment(paper)),
            ("rand_augment:list=usb", .randAugment(RandAugmentViewPolicy())),
            ("ct_augment", .ctAugment(CTAugmentViewPolicy())), ("color", .color(ColorViewPolicy())),
        ]
        return kinds.map { kind, strong in
            var policy = ImageViewPolicy()
            policy.strong = strong
            return (kind, policy)
        }
    }()

    /// Views a second: batches are drawn until the time is over, after one that is not counted.
    private func pace(
        _ kind: ViewKind,
        of rows: [Float],
        _ input: InputSpecification,
        _ policy: ImageViewPolicy?
    ) throws(Failure) -> Double {
        let augmenter = try Augmenter(
            input: input,
            settings: policy.map { policy throws(Failure) in
                try AugmentationSettings(.image(policy), for: input)
            } ?? AugmentationSettings(defaultsFor: input),
            range: ValueRange(low: 0, high: 1),
            seed: 1
        )
        let pool = ThreadPool(threads: options.threads)
        var views = [Float](repeating: 0, count: rows.count)
        augmenter.write(kind, of: rows, step: 0, stream: 0, on: pool, to: &views)
        let start = ContinuousClock.now
        var step = 0
        var seconds = 0.0
        while seconds < options.seconds {
            step += 1
            augmenter.write(kind, of: rows, step: step, stream: 0, on: pool, to: &views)
            seconds = (ContinuousClock.now - start) / .seconds(1)
        }
        return Double(step * (rows.count / input.mostBytes)) / seconds
    }

    private func rows(of input: InputSpecification) throws(Failure) -> [Float] {
        let bytes = try bytes(of: input)
        guard !bytes.isEmpty, bytes.count % input.mostBytes == 0 else {
            throw .invalid(
                "expected whole images of \(input.mostBytes) bytes; got \(bytes.count) bytes"
            )
        }
        var rows: [Float] = []
        rows.reserveCapacity(bytes.count)
        let span = bytes.span
        for row in 0..<bytes.count / input.mostBytes {
            let size = input.mostBytes
            input.appendNetworkInput(span.extracting(row * size..<(row + 1) * size), to: &rows)
        }
        return rows
    }

    private func bytes(of input: InputSpecification) throws(Failure) -> [UInt8] {
        if let path = options.images {
            let file = try MappedFile(path: path)
            return file.bytes(0..<file.byteCount)
        }
        var generator = SeededGenerator(seed: 1)
        return (0..<options.rows * input.mostBytes).map { _ in
            UInt8(truncatingIfNeeded: generator.next() >> 32)
        }
    }
}
