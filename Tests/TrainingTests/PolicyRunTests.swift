import Augmentation
import Domain
import Networks
import SemiSupervised
import Testing
import Training

@Suite("Runs whose views are drawn by a project's policy")
struct PolicyRunTests {
    /// Policies of images, by a name for messages.
    private static let policies: [(name: String, policy: ImageViewPolicy)] = {
        var list = RandAugmentViewPolicy()
        var lists: [(String, ImageViewPolicy.Strong)] = [("usb", .randAugment(list))]
        list.list = .paper
        lists.append(("paper", .randAugment(list)))
        lists.append(("color", .color(ColorViewPolicy())))
        var levels = CTAugmentViewPolicy()
        levels.decay = 0.5
        lists.append(("levels", .ctAugment(levels)))
        return lists.map { name, strong in
            var policy = ImageViewPolicy()
            policy.strong = strong
            return (name, policy)
        }
    }()

    private func data() throws -> TrainingData {
        var generator = SeededGenerator(seed: 3)
        func pixels(_ count: Int) -> [UInt8] {
            (0..<count * 192).map { _ in UInt8(truncatingIfNeeded: generator.next() % 256) }
        }
        return try TrainingData(
            input: .image(ImageSpecification(height: 8, width: 8, channels: 3, flips: true)),
            classes: 3,
            labeled: pixels(12),
            labels: (0..<12).map { $0 % 3 },
            unlabeled: pixels(50)
        )
    }

    private func specification(
        _ policy: ImageViewPolicy?,
        _ algorithm: any Algorithm,
        for data: TrainingData
    ) throws -> TrainingJobSpecification {
        var specification = TrainingJobSpecification(
            algorithm: AlgorithmConfiguration(algorithm),
            network: TrainingJobSpecification.defaultNetwork(
                for: data.input,
                classes: 3,
                width: 4,
                dropout: 0.2
            ),
            seed: 8
        )
        specification.optimization.steps = 12
        try specification.drawViews(by: policy.map { .image($0) }, of: data.input)
        return specification
    }

    private var algorithm: any Algorithm {
        var algorithm = FixMatch()
        algorithm.threshold = 0.3
        return algorithm
    }

    @Test("Any threads, stopped and resumed: the same bits, which are those of no other policy")
    func determinism() throws {
        let data = try data()
        var plain = try TrainingRun(specification(nil, algorithm, for: data), data: data)
        var models = [try plain.finish()]
        for (name, policy) in Self.policies {
            let specification = try specification(policy, algorithm, for: data)
            var whole = try TrainingRun(specification, data: data)
            let expected = try whole.finish()
            #expect(!models.contains(expected), "\(name) trains as another policy")
            models.append(expected)
            var threaded = try TrainingRun(specification, data: data, threads: 2)
            #expect(try threaded.finish() == expected, "\(name): two threads")
            for cut in [1, 7] {
                var run = try TrainingRun(specification, data: data)
                for _ in 0..<cut { _ = try run.advance() }
                let bytes = try run.checkpoint().encoded()
                var resumed = try TrainingRun(
                    specification,
                    data: data,
                    threads: 2,
                    resuming: Checkpoint.decode(bytes)
                )
                #expect(try resumed.finish() == expected, "\(name): cut at \(cut)")
            }
        }
    }

    @Test(
        "Levels are learned where there is a classifier to learn them with, whatever the algorithm"
    )
    func algorithms() throws {
        let data = try data()
        var policy = ImageViewPolicy()
        policy.strong = .ctAugment(CTAugmentViewPolicy())
        for algorithm: any Algorithm in [Supervised(), MixMatch(), SimCLRv2(), CoSSL(), PAWS()] {
            let specification = try specification(policy, algorithm, for: data)
            var whole = try TrainingRun(specification, data: data)
            let expected = try whole.finish()
            let name = type(of: algorithm).card.name
            for cut in [3, 14] where cut < whole.phases.reduce(0, { $0 + $1.steps }) {
                var run = try TrainingRun(specification, data: data)
                for _ in 0..<cut { _ = try run.advance() }
                let bytes = try run.checkpoint().encoded()
                var resumed = try TrainingRun(
                    specification,
                    data: data,
                    resuming: Checkpoint.decode(bytes)
                )
                #expect(try resumed.finish() == expected, "\(name): cut at \(cut)")
            }
        }
    }

    @Test("What is asked of a run stays; what a policy of another kind of input asks is refused")
    func precedence() throws {
        let data = try data()
        var asked = try specification(nil, algorithm, for: data)
        let settings = AugmentationSettings(defaultsFor: data.input)
        asked.augmentation = settings
        try asked.drawViews(by: .image(Self.policies[0].policy), of: data.input)
        #expect(asked.augmentation == settings)
        asked.augmentation = nil
        try asked.drawViews(by: nil, of: data.input)
        #expect(asked.augmentation == nil)
        #expect(throws: Failure.self) {
            try asked.drawViews(by: .vector(VectorViewPolicy()), of: data.input)
        }
    }

    @Test("Probes are planned")
    func memory() throws {
        let data = try data()
        let rows = RunMemory.Rows(labeled: 1000, unlabeled: 1000)
        let plain = try RunMemory(specification(nil, algorithm, for: data), data: rows)
        let levels = try RunMemory(
            specification(Self.policies[3].policy, algorithm, for: data),
            data: rows
        )
        #expect(levels.batch > plain.batch)
    }

    @Test("Swapped features: any threads, stopped and resumed, the same bits")
    func vectors() throws {
        let data = try Blobs.data()
        var policy = VectorViewPolicy()
        policy.swapNoise = 0.3
        policy.weakNoise = 0.05
        var specification = Blobs.specification(algorithm)
        try specification.drawViews(by: .vector(policy), of: data.input)
        var whole = try TrainingRun(specification, data: data)
        let expected = try whole.finish()
        var threaded = try TrainingRun(specification, data: data, threads: 2)
        #expect(try threaded.finish() == expected)
        var run = try TrainingRun(specification, data: data)
        for _ in 0..<9 { _ = try run.advance() }
        let bytes = try run.checkpoint().encoded()
        var resumed = try TrainingRun(
            specification,
            data: data,
            resuming: Checkpoint.decode(bytes)
        )
        #expect(try resumed.finish() == expected)
    }
}
