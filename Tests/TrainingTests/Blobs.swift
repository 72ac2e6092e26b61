import Domain
import Networks
import SemiSupervised
import Testing
import Training

/// Three Gaussian clouds in six dimensions: a problem that trains in milliseconds.
enum Blobs {
    static let dimension = 6
    static let classes = 3
    static let input = InputSpecification.vector(dimension: dimension)

    /// Raw bytes of `count` vectors and their classes; class `i % 3` for row `i`.
    static func draw(_ count: Int, seed: UInt64) -> (bytes: [UInt8], labels: [Int]) {
        var generator = SeededGenerator(seed: seed)
        var bytes: [UInt8] = []
        let labels = (0..<count).map { $0 % classes }
        for label in labels {
            for axis in 0..<dimension {
                let centre: Float = axis % classes == label ? 1.6 : 0
                let value = centre + 0.9 * generator.normal()
                for shift in [0, 8, 16, 24] as [UInt32] {
                    bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> shift))
                }
            }
        }
        return (bytes, labels)
    }

    /// Labelled and unlabelled examples.
    static func data(
        labeled: Int = 9,
        unlabeled: Int = 150,
        seed: UInt64 = 1
    ) throws -> TrainingData {
        let first = draw(labeled, seed: seed)
        return try TrainingData(
            input: input,
            classes: classes,
            labeled: first.bytes,
            labels: first.labels,
            unlabeled: draw(unlabeled, seed: seed + 100).bytes
        )
    }

    /// The share of 600 fresh examples that `model` gets right.
    static func accuracy(_ model: TrainedModel) throws -> Double {
        try Evaluation.accuracy(
            scores: try ModelPredictor(model).logits(rows(600, seed: 77)),
            labels: draw(600, seed: 77).labels
        )
    }

    /// Examples as a network takes them, `[count, dimension]`.
    static func rows(_ count: Int, seed: UInt64) -> Matrix {
        let (bytes, _) = draw(count, seed: seed)
        var rows: [Float] = []
        for start in stride(from: 0, to: bytes.count, by: input.mostBytes) {
            input.appendNetworkInput(Array(bytes[start..<start + input.mostBytes]), to: &rows)
        }
        return Matrix(rows: count, columns: dimension, values: rows)
    }

    /// A perceptron with batch normalization and dropout, so that both are part of what resumes.
    static func network(hidden: Int = 16, dropout: Float = 0.1) -> Graph {
        .perceptron(
            inputs: dimension,
            hidden: [hidden],
            classes: classes,
            batchNorm: true,
            dropout: dropout
        )
    }

    /// A short run of an algorithm.
    static func specification(
        _ algorithm: AlgorithmConfiguration,
        steps: Int = 40,
        seed: UInt64 = 5
    ) -> TrainingJobSpecification {
        var result = TrainingJobSpecification(
            algorithm: algorithm,
            network: network(),
            seed: seed
        )
        result.optimization.steps = steps
        result.optimization.learningRate = 0.1
        return result
    }

    /// A short run of an algorithm.
    static func specification(_ algorithm: any Algorithm) -> TrainingJobSpecification {
        specification(AlgorithmConfiguration(algorithm))
    }

    /// A model to learn from.
    static func teacher(steps: Int = 120) throws -> TrainedModel {
        var run = try TrainingRun(
            specification(AlgorithmConfiguration(Supervised()), steps: steps, seed: 9),
            data: data(labeled: 90, seed: 3)
        )
        return try run.finish()
    }
}

extension ModelPredictor {
    /// Class probabilities of all rows of a pool, `[N, C]`.
    func probabilities(of pool: StreamName, _ data: TrainingData) throws(Failure) -> Matrix {
        let count = pool == .labeled ? data.labeledCount : data.unlabeledCount
        let said = try values(of: [.classifier], Array(0..<count), of: pool, data)
        return softmax(said.classifierLogits)
    }
}

extension TrainingRun {
    /// Takes all steps that are left.
    mutating func finish() throws -> TrainedModel {
        while !isFinished { _ = try advance() }
        return try model()
    }
}

/// A recipe with everything it needs.
struct SampleRun: Sendable, CustomTestStringConvertible {
    var name: String
    var specification: TrainingJobSpecification
    var needsTeacher = false

    var testDescription: String { name }

    /// Every recipe and option that has state of its own.
    static let all: [SampleRun] = {
        let named = chosen
        let others = Algorithms.all.filter { type in
            !named.contains { $0.specification.algorithm.name == type.card.name }
        }
        return named
            + others.map { type in
                SampleRun(name: type.card.title, specification: Blobs.specification(type.init()))
            }
    }()

    /// What has options with a state of their own, or needs others than the defaults.
    private static let chosen: [SampleRun] = {
        var students = NoisyStudent()
        students.rounds = 2
        var hardStudents = students
        hardStudents.targets = .hard
        hardStudents.examplesPerClass = 20
        var easy = FixMatch()
        easy.threshold = 0.7
        var easyLabels = PseudoLabel()
        easyLabels.threshold = 0.7
        var adam = Blobs.specification(easy)
        adam.optimization.method = .adamW(beta1: 0.9, beta2: 0.999)
        adam.optimization.learningRate = 0.01
        adam.optimization.warmUpSteps = 5
        adam.optimization.gradientNormLimit = 0.5
        var features = MixMatch()
        features.mixing = .features
        var aligned = ReMixMatch()
        aligned.mixing = .features
        var balanced = CoSSL()
        balanced.base = ReMixMatch.card.name
        var views = PAWS()
        views.crops = 2
        views.method = .lars
        views.anchors = .prediction
        views.fineTuning = .classifier
        views.fineTuningShare = 0.5
        var switching = S3VM()
        switching.search = .switching
        switching.landmarks = 40
        var sampled = S3VM()
        sampled.features = .raw
        sampled.search = .gradient
        sampled.rows = 60
        // All rows of a pool are the same rows for any seed.
        var propagation = LabelPropagation()
        propagation.graph.rows = 60
        var spreading = LabelSpreading()
        spreading.graph.kernel = .nearest
        spreading.graph.rows = 60
        var landmarks = SelfTraining()
        landmarks.features = .kernel
        landmarks.cost = 100
        var surest = SelfTraining()
        surest.features = .raw
        surest.classifier = .naiveBayes
        surest.criterion = .best
        surest.rows = 60
        var columns = CoTraining()
        columns.classifier = .naiveBayes
        columns.split = .halves
        columns.rows = 60
        return [
            SampleRun(
                name: "supervised",
                specification: Blobs.specification(Supervised())
            ),
            SampleRun(
                name: "supervised, strong",
                specification: Blobs.specification(SupervisedStrong())
            ),
            SampleRun(
                name: "Pseudo-Label",
                specification: Blobs.specification(easyLabels)
            ),
            SampleRun(name: "FixMatch", specification: Blobs.specification(easy)),
            SampleRun(name: "FixMatch, AdamW, warm-up, clipping", specification: adam),
            SampleRun(
                name: "Noisy Student",
                specification: Blobs.specification(students)
            ),
            SampleRun(
                name: "Noisy Student from a given teacher, hard",
                specification: Blobs.specification(hardStudents),
                needsTeacher: true
            ),
            SampleRun(
                name: "distillation",
                specification: Blobs.specification(Distillation()),
                needsTeacher: true
            ),
            SampleRun(name: "Mean Teacher", specification: Blobs.specification(MeanTeacher())),
            SampleRun(name: "MixMatch", specification: Blobs.specification(MixMatch())),
            SampleRun(name: "MixMatch of features", specification: Blobs.specification(features)),
            SampleRun(name: "ReMixMatch of features", specification: Blobs.specification(aligned)),
            SampleRun(name: "Dash", specification: Blobs.specification(Dash())),
            SampleRun(name: "S3VM", specification: Blobs.specification(S3VM())),
            SampleRun(name: "S3VM, switching", specification: Blobs.specification(switching)),
            SampleRun(
                name: "S3VM of a sample of a given model's features, gradient",
                specification: Blobs.specification(sampled),
                needsTeacher: true
            ),
            SampleRun(
                name: "Self-training, kernel",
                specification: Blobs.specification(landmarks)
            ),
            SampleRun(
                name: "Self-training of a sample of a model's features, naive Bayes, the surest",
                specification: Blobs.specification(surest),
                needsTeacher: true
            ),
            SampleRun(name: "Co-training", specification: Blobs.specification(CoTraining())),
            SampleRun(
                name: "Co-training of the first columns and the others, naive Bayes",
                specification: Blobs.specification(columns)
            ),
            SampleRun(name: "Label Propagation", specification: Blobs.specification(propagation)),
            SampleRun(
                name: "Label Spreading over a given model's features, nearest rows",
                specification: Blobs.specification(spreading),
                needsTeacher: true
            ),
            SampleRun(name: "CoSSL", specification: Blobs.specification(CoSSL())),
            SampleRun(name: "CoSSL on ReMixMatch", specification: Blobs.specification(balanced)),
            SampleRun(name: "SimCLRv2", specification: Blobs.specification(SimCLRv2())),
            SampleRun(name: "CoMatch", specification: Blobs.specification(CoMatch())),
            SampleRun(name: "PAWS", specification: Blobs.specification(PAWS())),
            SampleRun(
                name: "PAWS, small views, LARS, fine-tuned",
                specification: Blobs.specification(views)
            ),
        ]
    }()
}
