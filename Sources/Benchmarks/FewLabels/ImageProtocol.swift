package import Domain
internal import Files
package import Networks
internal import Training

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// The images of a data set, and what each of them shows.
package struct ImageSet: Sendable {
    /// Raw bytes, image after image.
    package var pixels: [UInt8] = []
    /// The class of each.
    package var labels: [Int] = []

    /// Creates a set without images.
    package init() {}

    /// Raw bytes of some images.
    fileprivate func images(_ places: [Int], of size: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(places.count * size)
        for place in places { bytes += pixels[place * size..<(place + 1) * size] }
        return bytes
    }
}

/// Splits of an image data set that methods are compared on: a file of indices, for each seed those of images with
/// labels, of those that are used without, and of those of the test file that are used once, at the end.
package struct ImageProtocol: FewLabelSource {
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
        /// The images of each class that have labels, where classes are of unequal size.
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
    private let image: ImageSpecification
    private let classes: Int
    private let train: ImageSet
    private let test: ImageSet
    private let preset: any NetworkPreset

    /// Reads a protocol.
    ///
    /// - Parameters:
    ///   - path: The file of indices.
    ///   - image: What an image is.
    ///   - classes: The number of classes.
    ///   - train: The images that may be learned from.
    ///   - test: The images that are tested.
    ///   - preset: The network that is trained.
    /// - Throws: ``Failure``: not found, or invalid argument where the file is no protocol, or not of these images.
    package init(
        path: String,
        image: ImageSpecification,
        classes: Int,
        train: ImageSet,
        test: ImageSet,
        preset: any NetworkPreset
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
            guard (split.labeled + split.unlabeled).allSatisfy(train.labels.indices.contains),
                split.test.allSatisfy(test.labels.indices.contains),
                Set(split.labeled).isDisjoint(with: split.unlabeled)
            else {
                throw .invalid(
                    "seed \(seed) of \(path) names images that the data do not have, or one with its label and "
                        + "without; there are \(train.labels.count) to learn from and \(test.labels.count) to test",
                    field: "protocol"
                )
            }
        }
        self.image = image
        self.classes = classes
        self.train = train
        self.test = test
        self.preset = preset
    }

    package var name: String {
        // What is not as the network has it by itself is a part of the problem.
        let standard = type(of: preset).init().settings
        let changed = preset.settings.filter { $0.value != standard[$0.key] }
        let network =
            [type(of: preset).card.name]
            + changed.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        return ([file.name] + network + (image.flips ? ["flips"] : [])).joined(separator: ", ")
    }

    package var input: InputSpecification { .image(image) }

    package func network(classes: Int, narrowing: Int, dropout: Float) throws(Failure) -> Graph {
        var preset = preset
        for _ in 0..<max(0, narrowing.trailingZeroBitCount) { preset.halve() }
        if dropout > 0 { try preset.set("dropout", to: "\(dropout)") }
        return try preset.graph(
            input: .image(height: image.height, width: image.width, channels: image.channels),
            classes: classes
        )
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
        let size = input.byteCount
        var problem = FewLabelProblem(
            data: try TrainingData(
                input: input,
                classes: known.count,
                labeled: train.images(split.labeled, of: size),
                labels: split.labeled.map { number[train.labels[$0]] },
                unlabeled: train.images(split.unlabeled, of: size)
            ),
            testInputs: test.images(split.test, of: size),
            testLabels: split.test.map { number[test.labels[$0]] }
        )
        if let counts = file.labeledCounts {
            let order = counts.indices.sorted { (counts[$0], $0) < (counts[$1], $1) }
            problem.tail = order.prefix(Self.tailClasses).sorted()
        }
        return problem
    }
}
