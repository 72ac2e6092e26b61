import Domain
import Networks
import SemiSupervised
import Testing
import Training

@Suite("What is released has learned from the labels, at the ends of the ranges too")
struct ReleasedClassifierTests {
    /// The ends at which nothing is learned from labels, and is not meant to be.
    private static let silent: [String: [String: String]] = [
        "distillation": ["label_weight": "the student learns what the teacher says, and no label"],
        "noisy_student": ["threshold": "a run whose teacher is sure of no row is refused"],
    ]

    /// The settings at the ends of what may keep a part of a network from learning.
    private static func ends(_ type: any Algorithm.Type) -> [[String: String]] {
        type.catalog.flatMap { parameter -> [[String: String]] in
            guard case .number(let range) = parameter.domain else { return [] }
            let name = parameter.name
            if silent[type.card.name]?[name] != nil { return [] }
            // The upper end of a weight is one that nothing learns with.
            if name.hasSuffix("_weight") { return [[name: "\(range.lowerBound)"]] }
            guard ["warm_up", "ramp", "threshold", "start"].contains(name) else { return [] }
            return [[name: "\(range.lowerBound)"], [name: "\(range.upperBound)"]]
        }
    }

    /// The weights of the released classifier's layer, or all where it is none with weights.
    private static func classifier(
        _ algorithm: AlgorithmConfiguration,
        labelsShiftedBy shift: Int
    ) throws -> [Float] {
        let known = Blobs.draw(9, seed: 1)
        let data = try TrainingData(
            input: Blobs.input,
            classes: Blobs.classes,
            labeled: known.bytes,
            labels: known.labels.map { ($0 + shift) % Blobs.classes },
            unlabeled: Blobs.draw(30, seed: 21).bytes
        )
        var specification = Blobs.specification(algorithm, steps: 5)
        specification.network = .perceptron(
            inputs: Blobs.dimension,
            hidden: [8],
            classes: Blobs.classes
        )
        var teacher: TrainedModel?
        if algorithm.card.teacher == .required {
            let weights = try Network(specification.network).initialParameters(seed: 2)
            teacher = TrainedModel(network: specification.network, parameters: weights)
        }
        var run = try TrainingRun(specification, data: data, teacher: teacher)
        let model = try run.finish()
        let layer = model.network.valueName(of: .classifier) + "."
        let own = try Network(model.network).layout.parameters
            .filter { $0.name.hasPrefix(layer) }
        guard !own.isEmpty else { return model.parameters.values }
        return own.flatMap { model.parameters.values[$0.range] }
    }

    @Test("Other labels make another classifier", arguments: Algorithms.all.map { $0.card.name })
    func learned(_ name: String) throws {
        let type = try Algorithms.named(name)
        for settings in [[:]] + Self.ends(type) {
            let algorithm = try AlgorithmConfiguration(type, settings: settings)
            #expect(
                try Self.classifier(algorithm, labelsShiftedBy: 0)
                    != Self.classifier(algorithm, labelsShiftedBy: 1),
                "\(settings)"
            )
        }
    }
}
