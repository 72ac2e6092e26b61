internal import Domain
internal import Labeling
internal import Networks
internal import Synchronization

/// What one simulated model says about any input, with how often that is wrong.
///
/// Inputs are numbers; a model's answer to one is drawn from the number and the model's seed, so that
/// new inputs are as good as those that were drawn before.
struct SimulatedModel: Hashable, Sendable {
    /// What kind of mistakes it makes.
    enum Kind: Hashable, Sendable {
        /// Each input has its own risk, of which the confidence is a noisy view; the mean risk.
        case usual(error: Double)
        /// The confidence says nothing, and the share is wrong at every threshold: every certificate
        /// is broken where the share is over the promise.
        case blind(error: Double)
        /// A real model: what it said about the images of a set. A pool's inputs are those images in
        /// an order of the seed's; all others are drawn from them.
        case recorded(RecordedModel)
    }

    var kind: Kind
    var seed: UInt64
    /// Inputs of which it is always sure: it learned them, right or wrong.
    var memorised: Set<Int> = []
    /// Inputs that it is right about and sure of: it learned their labels.
    var known: Set<Int> = []
    /// Inputs that it is wrong about and sure of, such as those that it was taught wrongly.
    var confused: Set<Int> = []
    /// How many inputs in a row share their fate, such as the images of one patient.
    var cluster = 1

    /// The confidence in `0...1` and whether the answer is right.
    func answer(_ number: Int) -> (confidence: Float, isCorrect: Bool) {
        if confused.contains(number) { return (1, false) }
        var generator = SeededGenerator(seed: seed).fork(UInt64(number / cluster))
        let first = Double(generator.uniform())
        let second = Double(generator.uniform())
        var confidence: Float
        let isCorrect: Bool
        switch kind {
        case .usual(let error):
            // A product of uniform numbers is a heavy-tailed risk with mean `error`.
            let risk = min(0.9, 4 * error * first * second)
            confidence = Float(1 - min(0.9, risk * Double(generator.uniform(0.5, 1.5))))
            isCorrect = Double(generator.uniform()) >= risk
        case .blind(let error):
            confidence = Float(0.5 + first / 2)
            isCorrect = second >= error
        case .recorded(let model):
            let image = model.image(of: number, seed: seed, chance: first)
            (confidence, isCorrect) = (model.confidence[image], model.correct[image])
        }
        if memorised.contains(number) { confidence = 1 }
        return known.contains(number) ? (1, true) : (confidence, isCorrect)
    }

    /// The error rate of what `threshold` accepts of new inputs: as made, or over a large sample.
    func trueError(at threshold: Float) -> Double {
        if case .blind(let error) = kind { return error }
        if case .recorded(let model) = kind { return model.error(at: threshold) }
        var (accepted, wrong) = (0, 0)
        for number in 0..<Self.populationCount {
            let (confidence, isCorrect) = answer(Self.populationStart + number * cluster)
            guard confidence >= threshold else { continue }
            accepted += 1
            if !isCorrect { wrong += 1 }
        }
        return accepted == 0 ? 0 : Double(wrong) / Double(accepted)
    }

    private static let populationCount = 20_000
    private static let populationStart = 1 << 40
}

/// What a real model says about each image of a set that it was not trained on.
package struct RecordedModel: Hashable, Sendable, Decodable {
    /// The softmax of the class that it predicts.
    package var confidence: [Float]
    /// Whether that is the right one.
    package var correct: [Bool]

    private enum CodingKeys: CodingKey { case confidence, correct }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        confidence = try fields.decode([Float].self, forKey: .confidence)
        // A digit for each image.
        correct = try fields.decode(String.self, forKey: .correct).map { $0 == "1" }
    }

    /// The numbers of the inputs that are the images themselves.
    var pool: Range<Int> { Self.poolStart..<Self.poolStart + confidence.count }
    static let poolStart = 100_000

    fileprivate func image(of number: Int, seed: UInt64, chance: Double) -> Int {
        guard pool.contains(number) else {
            return min(Int(chance * Double(confidence.count)), confidence.count - 1)
        }
        return (number - Self.poolStart + Int(seed % 1_000_003)) % confidence.count
    }

    fileprivate func error(at threshold: Float) -> Double {
        let accepted = confidence.indices.filter { confidence[$0] >= threshold }
        let wrong = accepted.count { !correct[$0] }
        return accepted.isEmpty ? 0 : Double(wrong) / Double(accepted.count)
    }
}

/// Serves simulated models to the real loop.
final class SimulatedHost: ModelHost {
    private let models = Mutex<[ModelKey: SimulatedModel]>([:])

    private struct ModelKey: Hashable {
        var project: ProjectName
        var version: ModelVersion
    }

    func set(_ model: SimulatedModel, _ version: ModelVersion, of project: ProjectName) {
        models.withLock { $0[ModelKey(project: project, version: version)] = model }
    }

    func load(_ version: ModelVersion, of project: ProjectName) async throws -> any LoadedModel {
        let key = ModelKey(project: project, version: version)
        guard let model = models.withLock({ $0[key] }) else {
            throw Failure.notFound("no simulated model \(version) of \(project)")
        }
        return Loaded(project: project, version: version, model: model)
    }

    func publish(_ model: any LoadedModel, under terms: ReleaseTerms) async {}

    private struct Loaded: LoadedModel {
        let project: ProjectName
        let version: ModelVersion
        let model: SimulatedModel

        func answers(_ inputs: [[UInt8]], views: Int) async throws -> ModelAnswers {
            var result = Matrix(rows: inputs.count, columns: 2)
            for (row, input) in inputs.enumerated() {
                let number = SimulatedInput.number(in: input)
                let (confidence, isCorrect) = model.answer(number)
                let truth = SimulatedInput.label(of: number)
                let predicted = isCorrect ? truth : 1 - truth
                // Half a unit above the least that names a class.
                result[row, predicted] = 0.5 + confidence / 2
                result[row, 1 - predicted] = 0.5 - confidence / 2
            }
            return ModelAnswers(probabilities: result)
        }
    }
}

/// Inputs of the simulation: vectors of two numbers that hold one.
enum SimulatedInput {
    static func bytes(_ number: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(littleEndian: Float(number >> 20).bitPattern)
        bytes.append(littleEndian: Float(number & 0xF_FFFF).bitPattern)
        return bytes
    }

    static func number(in input: [UInt8]) -> Int {
        let high = InputSpecification.float(in: input, at: 0)
        let low = InputSpecification.float(in: input, at: 1)
        return Int(high) << 20 | Int(low)
    }

    static func label(of number: Int) -> Int { number & 1 }
}
