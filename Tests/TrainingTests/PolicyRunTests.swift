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
        try NoiseImages.data(channels: 3, values: 256, scale: 1 / 255)
    }

    private func specification(
        _ policy: ImageViewPolicy?,
        _ algorithm: any Algorithm,
        for data: TrainingData
    ) throws -> TrainingJobSpecification {
        var specification = NoiseImages.specification(algorithm, for: data)
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
                let resumed = try specification.resumed(after: cut, data, threads: 2)
                #expect(resumed == expected, "\(name): cut at \(cut)")
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
                let resumed = try specification.resumed(after: cut, data)
                #expect(resumed == expected, "\(name): cut at \(cut)")
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
        #expect(try specification.resumed(after: 9, data) == expected)
        policy.swapNoise = 0
        specification.augmentation = nil
        try specification.drawViews(by: .vector(policy), of: data.input)
        var plain = try TrainingRun(specification, data: data)
        #expect(try plain.finish() != expected, "nothing was swapped")
    }

    @Test("What was learned of levels is what views are drawn from")
    func learned() throws {
        let data = try data()
        var models: [TrainedModel] = []
        for decay in [0.5, 0.9] {
            var levels = CTAugmentViewPolicy()
            levels.decay = decay
            var policy = ImageViewPolicy()
            policy.strong = .ctAugment(levels)
            var run = try TrainingRun(specification(policy, algorithm, for: data), data: data)
            models.append(try run.finish())
        }
        #expect(models[0] != models[1])
    }
}
