import Domain
import Files
import Networks
import SemiSupervised
import Testing
import Training

/// Texts whose class is told by some of their words.
enum Texts {
    static let classes = 3
    static let input = InputSpecification.text(TextSpecification(maxTokens: 24))
    private static let tell = [
        ["rain", "cloud", "storm", "sunny"], ["bank", "money", "loan", "credit"],
        ["song", "music", "band", "tune"],
    ]
    private static let fill = (0..<300).map { "word\($0)" }

    /// Packed rows and their classes; every other one has a paraphrase.
    static func draw(_ count: Int, seed: UInt64) -> (bytes: [UInt8], labels: [Int]) {
        var generator = SeededGenerator(seed: seed)
        var bytes: [UInt8] = []
        func text(_ label: Int) -> String {
            var words = (0..<3 + generator.below(9)).map { _ in fill[generator.below(fill.count)] }
            words.insert(tell[label][generator.below(4)], at: generator.below(words.count))
            return words.joined(separator: " ")
        }
        let labels = (0..<count).map { $0 % classes }
        for (index, label) in labels.enumerated() {
            let row = index % 2 == 0 ? text(label) : text(label) + "\0" + text(label)
            bytes.append(row: Array(row.utf8), of: input)
        }
        return (bytes, labels)
    }

    static func data(labeled: Int = 60, unlabeled: Int = 120) throws -> TrainingData {
        let known = draw(labeled, seed: 1)
        return try TrainingData(
            input: input,
            classes: classes,
            labeled: known.bytes,
            labels: known.labels,
            unlabeled: draw(unlabeled, seed: 2).bytes
        )
    }

    static func specification(
        _ name: String,
        steps: Int = 60
    ) throws -> TrainingJobSpecification {
        let network = TrainingJobSpecification.defaultNetwork(
            for: input,
            classes: classes,
            width: 4
        )
        var specification = TrainingJobSpecification(
            algorithm: try AlgorithmConfiguration(Algorithms.named(name)),
            network: network,
            seed: 4
        )
        specification.optimization = Optimization(defaultsFor: network, labels: 30)
        specification.optimization.steps = steps
        return specification
    }

    /// The share of fresh texts that a model gets right.
    static func accuracy(_ model: TrainedModel) throws -> Double {
        let (bytes, labels) = draw(300, seed: 9)
        let ranges = try RowRanges(allOf: input, in: bytes.span)
        let frontEnd = try FrontEnd(input, model.network.frontEnd)
        var rows: [Float] = []
        for row in 0..<ranges.count {
            frontEnd.append(bytes.span.extracting(ranges[row]), to: &rows)
        }
        let matrix = Matrix(rows: labels.count, columns: frontEnd.elements, values: rows)
        return try Evaluation.accuracy(scores: ModelPredictor(model).logits(matrix), labels: labels)
    }
}

@Suite("Runs over texts")
struct TextRunTests {
    private func finish(
        _ specification: TrainingJobSpecification,
        _ data: TrainingData,
        threads: Int = 1,
        given: TrainedModel? = nil
    ) throws -> TrainedModel {
        var run = try TrainingRun(specification, data: data, teacher: given, threads: threads)
        while !run.isFinished { _ = try run.advance() }
        return try run.model()
    }

    @Test("Algorithms learn from texts", arguments: ["supervised_strong", "fix_match"])
    func learns(name: String) throws {
        let model = try finish(Texts.specification(name, steps: 150), Texts.data())
        let accuracy = try Texts.accuracy(model)
        #expect(accuracy > 0.8, "\(accuracy)")
    }

    @Test("One thread and two come to the same bits")
    func threads() throws {
        let specification = try Texts.specification("fix_match", steps: 8)
        let one = try finish(specification, Texts.data())
        let two = try finish(specification, Texts.data(), threads: 2)
        #expect(one.parameters == two.parameters)
    }

    @Test("A run that was interrupted goes on to the same bits")
    func resumes() throws {
        let scratch = try ScratchFolder()
        let specification = try Texts.specification("fix_match", steps: 9)
        let whole = try finish(specification, Texts.data())
        var first = try TrainingRun(specification, data: Texts.data())
        for _ in 0..<4 { _ = try first.advance() }
        let path = scratch.file("checkpoint")
        try first.checkpoint().write(to: path)
        var second = try TrainingRun(
            specification,
            data: Texts.data(),
            resuming: Checkpoint.read(from: path)
        )
        while !second.isFinished { _ = try second.advance() }
        #expect(try second.model().parameters == whole.parameters)
    }

    @Test(
        "What computes with the numbers of rows, turns or cuts them is refused",
        arguments: ["mix_match", "vat", "re_mix_match", "paws"]
    )
    func refused(name: String) throws {
        let specification = try Texts.specification(name, steps: 3)
        let failure = #expect(throws: Failure.self) {
            _ = try finish(specification, Texts.data())
        }
        #expect(failure?.kind == .invalidArgument)
        #expect(failure?.message.contains("text") == true, "\(failure?.message ?? "")")
    }

    @Test("A frozen encoder's features train what then takes texts, and the cache is used again")
    func frozen() throws {
        let data = try Texts.data()
        let encoder = try FrozenEncoder(finish(Texts.specification("supervised", steps: 150), data))
        let features = try encoder.features(of: data)
        #expect(features.input == .vector(dimension: encoder.width))
        var head = TrainingJobSpecification(
            algorithm: try AlgorithmConfiguration(Algorithms.named("fix_match")),
            network: .linear(inputs: encoder.width, classes: Texts.classes),
            seed: 1
        )
        head.network.standardization = InputStandardization(defaultFor: features.input)
        head.optimization.steps = 60
        let trained = try finish(head, features)
        let joined = try encoder.joined(with: trained)
        #expect(joined.network.frontEnd == encoder.model.network.frontEnd)
        let accuracy = try Texts.accuracy(joined)
        #expect(accuracy > 0.8, "\(accuracy)")
        // What the two say of a row is what the one says.
        var row: [Float] = []
        features.appendLabeled(0, to: &row)
        var text: [Float] = []
        data.appendLabeled(0, to: &text)
        let apart = try ModelPredictor(trained).logits(
            Matrix(rows: 1, columns: row.count, values: row)
        )
        let together = try ModelPredictor(joined).logits(
            Matrix(rows: 1, columns: text.count, values: text)
        )
        for (left, right) in zip(apart.values, together.values) {
            #expect(abs(left - right) < 1e-5)
        }
    }
}

@Suite("What encoders made of snapshots is kept")
struct EmbeddingCacheTests {
    private func snapshot(_ scratch: ScratchFolder) throws -> SnapshotFile {
        let path = scratch.file("snapshots/one.snapshot")
        try FileSystem.createDirectory(scratch.file("snapshots"))
        var writer = try SnapshotWriter(
            path: path,
            header: SnapshotHeader(
                project: "texts",
                sequence: 1,
                input: Texts.input,
                classes: ["a", "b", "c"],
                seed: 1
            )
        )
        func rows(_ count: Int, seed: UInt64) throws -> [[UInt8]] {
            let bytes = Texts.draw(count, seed: seed).bytes
            let ranges = try RowRanges(allOf: Texts.input, in: bytes.span)
            return (0..<count).map { Array(bytes[ranges[$0]]) }
        }
        for (index, row) in try rows(12, seed: 1).enumerated() {
            try writer.appendLabeled(
                row,
                label: index % 3,
                example: Int64(index),
                content: Texts.input.contentDigest(row)
            )
        }
        for (index, row) in try rows(40, seed: 2).enumerated() {
            try writer.appendUnlabeled(
                row,
                example: Int64(100 + index),
                content: Texts.input.contentDigest(row)
            )
        }
        _ = try writer.commit()
        return try SnapshotFile(path: path)
    }

    @Test("Features of a snapshot are those of its rows, from the files that a run before left")
    func files() throws {
        let scratch = try ScratchFolder()
        let data = try TrainingData(snapshot(scratch))
        let network = TrainingJobSpecification.defaultNetwork(
            for: Texts.input,
            classes: 3,
            width: 1
        )
        let parameters = try Network(network).initialParameters(seed: 3)
        let encoder = try FrozenEncoder(TrainedModel(network: network, parameters: parameters))
        let cache = EmbeddingCache(besides: scratch.file("snapshots/one.snapshot"))
        let first = try encoder.features(of: data, cache: cache, threads: 2)
        let names = try FileSystem.entries(of: scratch.file("embeddings")).sorted()
        #expect(
            names.count == 2 && names.allSatisfy { $0.hasSuffix(DataDirectory.embeddingsSuffix) }
        )
        let memory = try encoder.features(of: data.keeping(labeled: Array(0..<12)))
        for index in 0..<12 {
            var (kept, own): ([Float], [Float]) = ([], [])
            first.appendLabeled(index, to: &kept)
            memory.appendLabeled(index, to: &own)
            #expect(kept == own)
        }
        // A file that is there is read and not made again.
        let path = scratch.file("embeddings/\(names[0])")
        var bytes = try MappedFile(path: path).bytes(0..<MappedFile(path: path).byteCount)
        for index in bytes.count - 4..<bytes.count { bytes[index] = 0 }
        try AtomicFile.write(bytes, to: path)
        _ = try encoder.features(of: data, cache: cache)
        let after = try MappedFile(path: path)
        #expect(after.bytes(0..<after.byteCount) == bytes)
        // One that was cut short is.
        try AtomicFile.write(Array(bytes.dropLast(4)), to: path)
        _ = try encoder.features(of: data, cache: cache)
        #expect(try MappedFile(path: path).byteCount == bytes.count)
        // With the segments goes what was made of them, and nothing of anybody else.
        try AtomicFile.write([1], to: scratch.file("embeddings/mine.embeddings"))
        try DataDirectory(copy: scratch.file("")).sweepSegments(keeping: [])
        #expect(try FileSystem.entries(of: scratch.file("embeddings")) == ["mine.embeddings"])
    }
}

@Suite("Rows with a length of their own")
struct RowRangesTests {
    @Test("Packed rows are found again, whatever they hold")
    func roundTrip() throws {
        var generator = SeededGenerator(seed: 5)
        for count in [1, 2, 7, 50] {
            let rows = (0..<count).map { _ in
                (0..<1 + generator.below(40)).map { _ in UInt8(generator.below(256)) }
            }
            var bytes: [UInt8] = []
            for row in rows { bytes.append(row: row, of: Texts.input) }
            let ranges = try RowRanges(of: Texts.input, in: bytes.span, count: count)
            #expect((0..<count).map { Array(bytes[ranges[$0]]) } == rows)
            #expect(try RowRanges(allOf: Texts.input, in: bytes.span).count == count)
            let some = Array(bytes[ranges.bytes(of: count / 2..<count)])
            #expect(try RowRanges(allOf: Texts.input, in: some.span).count == count - count / 2)
        }
    }

    @Test("Bytes that are no whole rows are refused")
    func refused() {
        for bytes in [[0, 0, 0], [5, 0, 0, 0, 1], [0xFF, 0xFF, 0xFF, 0xFF, 1]] as [[UInt8]] {
            #expect(throws: Failure.self) {
                try RowRanges(of: Texts.input, in: bytes.span, count: 1)
            }
            #expect(throws: Failure.self) { try RowRanges(allOf: Texts.input, in: bytes.span) }
        }
        let two: [UInt8] = [1, 0, 0, 0, 65, 1, 0, 0, 0, 66]
        #expect(throws: Failure.self) { try RowRanges(of: Texts.input, in: two.span, count: 1) }
        #expect(throws: Failure.self) { try RowRanges(of: Texts.input, in: two.span, count: 3) }
    }
}
