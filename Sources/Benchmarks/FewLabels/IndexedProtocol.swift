package import Domain
internal import Files
package import Networks
package import Training

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// The examples of a data set.
package struct ExampleSet: Sendable {
    /// What one is.
    package let input: InputSpecification
    /// Raw bytes, as ``RowRanges`` has them.
    package private(set) var bytes: [UInt8] = []
    /// The class of each; nil: none of the classes.
    package private(set) var labels: [Int?] = []
    private var ends: [Int] = [0]

    /// Creates a set without examples.
    package init(of input: InputSpecification) { self.input = input }

    /// Adds an example.
    package mutating func append(_ row: [UInt8], label: Int?) {
        bytes.append(row: row, of: input)
        ends.append(bytes.count)
        labels.append(label)
    }

    /// Raw bytes of some examples.
    fileprivate func rows(_ places: [Int]) -> [UInt8] {
        var rows: [UInt8] = []
        for place in places { rows += bytes[ends[place]..<ends[place + 1]] }
        return rows
    }

    /// The same examples as what an encoder makes of them.
    ///
    /// - Parameters:
    ///   - encoder: The encoder.
    ///   - frontEnd: What it sees of an example.
    ///   - threads: How many compute.
    /// - Returns: The vectors, with the labels.
    /// - Throws: ``Failure`` where a feature is not finite.
    package func embedded(
        by encoder: FrozenEncoder,
        _ frontEnd: FrontEnd,
        threads: Int
    ) throws(Failure) -> ExampleSet {
        let data = try TrainingData(
            input: input,
            classes: 1,
            labeled: [],
            labels: [],
            unlabeled: bytes,
            frontEnd: frontEnd
        )
        let features = try encoder.features(of: data, threads: threads)
        var set = ExampleSet(of: .vector(dimension: encoder.width))
        for (index, label) in labels.enumerated() {
            var row: [Float] = []
            features.appendUnlabeled(index, to: &row)
            var bytes: [UInt8] = []
            bytes.append(littleEndian: row)
            set.append(bytes, label: label)
        }
        return set
    }
}

/// Splits of a data set that methods are compared on: a file of indices, for each seed those of examples with labels,
/// of those that are used without, and of those of the test file that are used once, at the end.
package struct IndexedProtocol: FewLabelSource {
    private struct Split: Decodable {
        var labeled: [Int]
        var unlabeled: [Int]
        var test: [Int]
    }

    private struct File: Decodable {
        var schema: String
        var name: String
        var seeds: [String: Split]
        var tuningSeeds: [String: Split]
        /// The classes that are known, ascending; nil: all.
        var known: [Int]?
        /// The examples of each class that have labels, where classes are of unequal size.
        var labeledCounts: [Int]?

        private enum CodingKeys: String, CodingKey {
            case schema, name, seeds, known
            case tuningSeeds = "tuning_seeds"
            case labeledCounts = "labeled_counts"
        }
    }

    /// How many of the classes with the fewest labels are told apart.
    private static let tailClasses = 3

    private let file: File
    private let classes: Int
    private let train: ExampleSet
    private let test: ExampleSet
    private let preset: any NetworkPreset
    private let variant: [String]
    private let frontEnd: FrontEndSpecification?
    private let vocabulary: VocabularyFile?

    /// Reads a protocol.
    ///
    /// - Parameters:
    ///   - path: The file of indices.
    ///   - classes: The number of classes.
    ///   - train: The examples that may be learned from.
    ///   - test: The examples that are tested.
    ///   - preset: The network that is trained.
    ///   - variant: What else results name it by.
    ///   - frontEnd: What a network sees of examples; nil: what one sees that is made for them.
    ///   - vocabulary: The vocabulary that the front end needs.
    /// - Throws: ``Failure``: not found, or invalid argument where the file is no protocol, or not of these examples.
    package init(
        path: String,
        classes: Int,
        train: ExampleSet,
        test: ExampleSet,
        preset: any NetworkPreset,
        variant: [String] = [],
        frontEnd: FrontEndSpecification? = nil,
        vocabulary: VocabularyFile? = nil
    ) throws(Failure) {
        let text = try MappedFile(path: path)
        do {
            file = try JSONDecoder().decode(File.self, from: Data(text.bytes(0..<text.byteCount)))
        } catch {
            throw .invalid("\(path) is no protocol of few labels: \(error)", field: "protocol")
        }
        guard file.schema == "few-label-protocol/1" else {
            throw .invalid(
                "\(path) has the schema \(quoted(file.schema)); expected few-label-protocol/1",
                field: "protocol"
            )
        }
        for (seed, split) in file.seeds.merging(file.tuningSeeds, uniquingKeysWith: { $1 }) {
            guard
                split.labeled.allSatisfy({
                    train.labels.indices.contains($0) && train.labels[$0] != nil
                }),
                (split.labeled + split.unlabeled).allSatisfy(train.labels.indices.contains),
                split.test.allSatisfy(test.labels.indices.contains),
                Set(split.labeled).isDisjoint(with: split.unlabeled)
            else {
                throw .invalid(
                    "seed \(seed) of \(path) names examples that the data do not have, or one with its label and "
                        + "without; there are \(train.labels.count) to learn from and \(test.labels.count) to test",
                    field: "protocol"
                )
            }
        }
        self.classes = classes
        self.train = train
        self.test = test
        let own = frontEnd ?? FrontEndSpecification(defaultFor: train.input)
        var preset = preset
        preset.fit(own)
        self.preset = preset
        self.variant = variant
        self.frontEnd = own
        self.vocabulary = vocabulary
    }

    package var name: String {
        // What is not as the network has it by itself is a part of the problem.
        let standard = type(of: preset).init().settings
        let changed = preset.settings.filter { $0.value != standard[$0.key] }
        let network =
            [type(of: preset).card.name]
            + changed.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        return ([file.name] + network + variant).joined(separator: ", ")
    }

    package var input: InputSpecification { train.input }

    package func network(classes: Int, narrowing: Int, dropout: Float) throws(Failure) -> Graph {
        var preset = preset
        for _ in 0..<max(0, narrowing.trailingZeroBitCount) { preset.halve() }
        if dropout > 0 { try preset.set("dropout", to: "\(dropout)") }
        var graph = try preset.graph(input: Shape(input, frontEnd), classes: classes)
        graph.standardization = InputStandardization(defaultFor: input)
        graph.frontEnd = frontEnd
        return graph
    }

    package func problem(seed: Int) throws(Failure) -> FewLabelProblem {
        guard let split = file.seeds["\(seed)"] ?? file.tuningSeeds["\(seed)"] else {
            let names = Array(file.seeds.keys) + Array(file.tuningSeeds.keys)
            let known = names.compactMap(Int.init).sorted()
            throw .invalid("the protocol has the seeds \(known); got \(seed)", field: "seeds")
        }
        let known = file.known ?? Array(0..<classes)
        let order = known + (0..<classes).filter { !known.contains($0) }
        var number = Array(repeating: 0, count: classes)
        for (place, label) in order.enumerated() { number[label] = place }
        /// The number of a class; what is of none comes after all.
        func numbered(_ label: Int?) -> Int { label.map { number[$0] } ?? classes }
        var problem = FewLabelProblem(
            data: try TrainingData(
                input: input,
                classes: known.count,
                labeled: train.rows(split.labeled),
                labels: split.labeled.map { numbered(train.labels[$0]) },
                unlabeled: train.rows(split.unlabeled),
                frontEnd: FrontEnd(input, frontEnd, vocabulary: vocabulary)
            ),
            testInputs: test.rows(split.test),
            testLabels: split.test.map { numbered(test.labels[$0]) }
        )
        if let counts = file.labeledCounts {
            let order = counts.indices.sorted { (counts[$0], $0) < (counts[$1], $1) }
            problem.tail = order.prefix(Self.tailClasses).sorted()
        } else {
            problem.tail = problem.data.rarest
        }
        return problem
    }
}
