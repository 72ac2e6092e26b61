package import Domain
internal import Files
package import Networks
internal import Training

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// The 1,797 digits of scikit-learn and the splits that methods are compared on.
package struct DigitsProtocol: FewLabelSource {
    /// One split: indices of images.
    struct Split: Decodable {
        /// The images whose labels may be used.
        var labeled: [Int]
        /// The images that are used once, at the end.
        var test: [Int]
        /// The images that may be used without labels; absent: all others.
        var unlabeled: [Int]?
    }

    private struct File: Decodable {
        var seeds: [String: Split]
        var tuningSeeds: [String: Split]
        var csvSHA256: String

        private enum CodingKeys: String, CodingKey {
            case seeds
            case tuningSeeds = "tuning_seeds"
            case csvSHA256 = "csv_sha256"
        }
    }

    /// 8 x 8 pixels of 0 to 16.
    static let input = InputSpecification.image(
        ImageSpecification(height: 8, width: 8, channels: 1, scale: 1 / 16)
    )
    static let classes = 10
    /// The width of the first layers.
    static let width = 16

    private let variant: DigitsVariant
    private let pixels: [UInt8]
    private let labels: [Int]
    private let splits: [String: Split]

    /// Reads data and protocol.
    ///
    /// - Throws: ``Failure``: not found, or invalid argument when a file is not what it should be.
    package init(
        dataPath: String,
        protocolPath: String,
        variant: DigitsVariant = .balanced
    ) throws(Failure) {
        self.variant = variant
        let text = try MappedFile(path: protocolPath)
        let file: File
        do {
            file = try JSONDecoder().decode(File.self, from: Data(text.bytes(0..<text.byteCount)))
        } catch {
            throw .invalid("\(protocolPath) is not a digits protocol: \(error)", field: "protocol")
        }
        let digest = try Digest(ofFile: dataPath).description
        guard digest == file.csvSHA256 else {
            throw .invalid(
                "\(dataPath) has SHA-256 \(digest); the protocol is for \(file.csvSHA256)",
                field: "data"
            )
        }
        splits = file.seeds.merging(file.tuningSeeds) { first, _ in first }
        let csv = try MappedFile(path: dataPath)
        (pixels, labels) = try Self.parse(csv.bytes(0..<csv.byteCount))
    }

    package var name: String {
        switch variant {
        case .balanced: "digits"
        case .longTail(let ratio): "digits, long tail \(ratio)"
        case .openSet(let known): "digits, \(known) classes known"
        }
    }

    package var input: InputSpecification { Self.input }

    package func network(classes: Int, narrowing: Int, dropout: Float) -> Graph {
        .smallConvolutional(
            height: 8,
            width: 8,
            channels: 1,
            classes: classes,
            width: Self.width / narrowing,
            dropout: dropout
        )
    }

    /// The problem of one seed, `0`-`4` or a tuning seed `100`-`102`.
    package func problem(seed: Int) throws(Failure) -> FewLabelProblem {
        switch variant {
        case .balanced: try balanced(seed)
        case .longTail(let ratio): try longTail(seed, ratio)
        case .openSet(let known): try openSet(seed, known)
        }
    }

    private func balanced(_ seed: Int) throws(Failure) -> FewLabelProblem {
        guard let split = splits["\(seed)"] else {
            let known = splits.keys.compactMap(Int.init).sorted()
            throw .invalid("the protocol has the seeds \(known); got \(seed)", field: "seeds")
        }
        let taken = Set(split.labeled).union(split.test)
        let unlabeled = split.unlabeled ?? labels.indices.filter { !taken.contains($0) }
        guard (split.labeled + split.test + unlabeled).allSatisfy(labels.indices.contains),
            taken.isDisjoint(with: unlabeled), Set(split.labeled).isDisjoint(with: split.test)
        else { throw .invalid("the parts of seed \(seed) overlap", field: "protocol") }
        return FewLabelProblem(
            data: try TrainingData(
                input: Self.input,
                classes: Self.classes,
                labeled: images(split.labeled),
                labels: split.labeled.map { labels[$0] },
                unlabeled: images(unlabeled)
            ),
            testInputs: images(split.test),
            testLabels: split.test.map { labels[$0] }
        )
    }

    /// Classes of unequal size.
    ///
    /// What is not tested on is dealt out anew: of the largest class 45 images have labels and 90 have none, of
    /// each other one fewer, down to one `ratio`th of it, and one at least. Which class is how large is drawn from
    /// the seed. The test images stay, as many of each class.
    private func longTail(_ seed: Int, _ ratio: Int) throws(Failure) -> FewLabelProblem {
        var problem = try balanced(seed)
        guard let split = splits["\(seed)"] else { return problem }
        let tested = Set(split.test)
        var generator = SeededGenerator(seed: UInt64(seed)).fork(0x7461_696C)
        let rank = generator.permutation(Self.classes)
        let known = LongTail.counts(most: 45, classes: Self.classes, ratio: ratio)
        let unknown = LongTail.counts(most: 90, classes: Self.classes, ratio: ratio)
        var (labeled, unlabeled): ([Int], [Int]) = ([], [])
        for label in 0..<Self.classes {
            let members = labels.indices.filter { labels[$0] == label && !tested.contains($0) }
            let order = generator.permutation(members.count).map { members[$0] }
            let count = max(1, known[rank[label]])
            labeled += order.prefix(count)
            unlabeled += order.dropFirst(count).prefix(max(1, unknown[rank[label]]))
        }
        problem.countsClasses = true
        problem.data = try TrainingData(
            input: Self.input,
            classes: Self.classes,
            labeled: images(labeled),
            labels: labeled.map { labels[$0] },
            unlabeled: images(unlabeled)
        )
        return problem
    }

    /// Only some classes are known.
    ///
    /// Which are known is drawn from the seed; they are numbered anew, in their order. Labelled images of the others
    /// are left out; all others stand among those without labels and those that are tested.
    private func openSet(_ seed: Int, _ count: Int) throws(Failure) -> FewLabelProblem {
        var problem = try balanced(seed)
        guard let split = splits["\(seed)"] else { return problem }
        var generator = SeededGenerator(seed: UInt64(seed)).fork(0x6F70_656E)
        let known = generator.permutation(Self.classes).prefix(count).sorted()
        let order = known + (0..<Self.classes).filter { !known.contains($0) }
        var number = Array(repeating: 0, count: Self.classes)
        for (place, label) in order.enumerated() { number[label] = place }
        let taken = Set(split.labeled).union(split.test)
        let labeled = split.labeled.filter { number[labels[$0]] < count }
        let unlabeled = split.unlabeled ?? labels.indices.filter { !taken.contains($0) }
        problem.data = try TrainingData(
            input: Self.input,
            classes: count,
            labeled: images(labeled),
            labels: labeled.map { number[labels[$0]] },
            unlabeled: images(unlabeled)
        )
        problem.testLabels = problem.testLabels.map { number[$0] }
        return problem
    }

    private func images(_ indices: [Int]) -> [UInt8] {
        indices.flatMap { pixels[$0 * 64..<$0 * 64 + 64] }
    }

    /// Lines of 64 pixels and a label.
    private static func parse(_ bytes: [UInt8]) throws(Failure) -> ([UInt8], [Int]) {
        var pixels: [UInt8] = []
        var labels: [Int] = []
        for (number, line) in bytes.split(separator: UInt8(ascii: "\n")).enumerated() {
            let fields = line.split(separator: UInt8(ascii: ",")).compactMap { field in
                UInt8(String(decoding: field, as: UTF8.self).filter { $0 != "\r" })
            }
            guard fields.count == 65, let label = fields.last, label < 10 else {
                throw .invalid("line \(number + 1) is not 64 pixels and a digit", field: "data")
            }
            pixels += fields.dropLast()
            labels.append(Int(label))
        }
        return (pixels, labels)
    }
}
