import Augmentation
import Domain
import TestSupport
import Testing

@Suite("Golden: the CTAugment of FixMatch")
struct CTAugmentGoldenTests {
    @Test("Operations, pixel by pixel")
    func operations() throws {
        var editor = ImageEditor()
        let cases = try GoldenCases(reading: "others/ctaugment_ops.json")
        try cases.forEach { record, place in
            guard record.find("inputs")?.find("image") == nil else { return }
            let params = try record.get("params")
            let input = try params.find("input").map { try $0.text() } ?? "input"
            let image = try GoldenImage(cases.file.named(input).get("inputs").get("image"))
            let levels = try params.get("levels").numbers()
            let choice = try Self.choice(record.get("name").text(), levels)
            let operation =
                if choice.operation == .cutout {
                    try Self.cutout(choice, record, image.shape)
                } else {
                    Self.operation(of: choice, image.shape)
                }
            let found = image.applying([operation], with: &editor)
            let expected = try GoldenImage(record.get("outputs").get("image"))
            #expect(expected.shape == image.shape, "\(place)")
            expectPixels(found, expected.pixels, "\(place) \(levels)")
        }
    }

    @Test("The controller: operations, weights of bins, policies, updates, proximity")
    func controller() throws {
        let cases = try GoldenCases(reading: "others/ctaugment_controller.json")
        let tolerance = try Tolerance(cases.file)
        try cases.forEach { record, place in
            let outputs = try record.get("outputs")
            switch try record.get("name").text() {
            case "op_table":
                try Self.checkTable(outputs)
            case "rate_to_p":
                try Self.checkWeights(record, tolerance, place)
            case "probe_policy_updates":
                try Self.checkUpdates(record, tolerance, place)
            case "train_policy_sampling":
                try Self.checkPolicies(record, tolerance, place)
            case "proximity":
                try Self.checkProximity(record, tolerance, place)
            default:
                throw GoldenError(description: "no check")
            }
        }
    }

    private static func operation(
        of choice: CTAugmentChoice,
        _ shape: ImageShape
    ) -> ImageOperation {
        var generator = SeededGenerator(seed: 0)
        return choice.operation(for: shape, using: &generator)
    }

    private static func cutout(
        _ choice: CTAugmentChoice,
        _ record: GoldenValue,
        _ shape: ImageShape
    ) throws -> ImageOperation {
        let place = try record.get("drawn").get("location_x_then_y").list().map {
            try $0.integer()
        }
        guard place.count == 2 else { throw GoldenError(description: "location \(place)") }
        return CTAugmentChoice.cutout(
            level: choice.levels[0],
            x: place[0],
            y: place[1],
            shape
        )
    }

    private static func checkTable(_ outputs: GoldenValue) throws {
        let names = try outputs.get("ops_in_order").list().map { try $0.text() }
        #expect(names == CTAugmentOperation.allCases.map(\.rawValue))
        for operation in CTAugmentOperation.allCases {
            let bins = try outputs.get("bins").get(operation.rawValue).numbers()
            #expect(bins == operation.bins.map(Double.init), "\(operation)")
        }
    }

    private static func checkWeights(
        _ record: GoldenValue,
        _ tolerance: Tolerance,
        _ place: String
    ) throws {
        let rates = try record.get("inputs").get("rate").tensor().floats
        let weights = try controller(record).weights(of: rates)
        let outputs = try record.get("outputs")
        try tolerance.check(weights, outputs.get("p_unnormalised"), place)
        let sum = weights.reduce(0, +)
        try tolerance.check(weights.map { $0 / sum }, outputs.get("p_sampling"), place)
    }

    private static func checkUpdates(
        _ record: GoldenValue,
        _ tolerance: Tolerance,
        _ place: String
    ) throws {
        var controller = try controller(record)
        let inputs = try record.get("inputs")
        let policies = try inputs.get("policies_op_levels").list()
        let proximities = try inputs.get("proximity").numbers()
        #expect(policies.count == proximities.count)
        for (policy, proximity) in zip(policies, proximities) {
            controller.update(try choices(policy), proximity: Float(proximity))
        }
        let expected = try record.get("outputs").get("rates_after")
        for operation in CTAugmentOperation.allCases {
            let parameters = try expected.get(operation.rawValue).list()
            #expect(parameters.count == operation.bins.count, "\(operation)")
            for (index, rates) in parameters.enumerated() {
                let found = controller.rates(of: operation, parameter: index)
                try tolerance.check(found, rates, "\(place), \(operation)")
            }
        }
    }

    private static func checkPolicies(
        _ record: GoldenValue,
        _ tolerance: Tolerance,
        _ place: String
    ) throws {
        let recorded = try record.get("inputs").get("rates")
        let rates = try CTAugmentOperation.allCases.flatMap {
            try recorded.get($0.rawValue).numbers().map { Float($0) }
        }
        let controller = try controller(record, rates: rates)
        for (index, sample) in try record.get("outputs").get("samples").list().enumerated() {
            let expected = try choices(sample.get("policy"))
            let found = try sample.get("drawn").list().map { drawn in
                let name = try drawn.get("op").text()
                let bins = try drawn.get("u_bin_choice").numbers()
                let within = try drawn.get("r_within_bin").numbers()
                return try choice(
                    name,
                    bins.indices.map { parameter in
                        let rates = controller.rates(
                            of: try operation(name),
                            parameter: parameter
                        )
                        return CTAugmentController.level(
                            weights: controller.weights(of: rates),
                            binDraw: bins[parameter],
                            withinDraw: within[parameter]
                        )
                    }
                )
            }
            #expect(found.map(\.operation) == expected.map(\.operation), "\(place), \(index)")
            expectClose(
                found.flatMap(\.levels),
                expected.flatMap(\.levels),
                absolute: 1e-12,
                relative: 1e-12,
                "\(place), \(index)"
            )
        }
    }

    private static func checkProximity(
        _ record: GoldenValue,
        _ tolerance: Tolerance,
        _ place: String
    ) throws {
        let probabilities = try record.get("inputs").get("probs").tensor()
        let (rows, classes) = (probabilities.shape[0], probabilities.shape[1])
        let labels = try record.get("inputs").get("labels").labels(rows: rows, classes: classes)
        let values = probabilities.floats
        let found = labels.enumerated().map { row, label in
            CTAugmentController.proximity(
                of: values.span.extracting(row * classes..<(row + 1) * classes),
                label: label
            )
        }
        try tolerance.check(found, record.get("outputs").get("proximity"), place)
    }

    private static func controller(
        _ record: GoldenValue,
        rates: [Float]? = nil
    ) throws -> CTAugmentController {
        let params = try record.get("params")
        return CTAugmentController(
            depth: try params.find("depth")?.integer() ?? 2,
            threshold: Float(try params.get("threshold").number()),
            decay: Float(try params.get("decay").number()),
            rates: rates
        )
    }

    private static func operation(_ name: String) throws -> CTAugmentOperation {
        guard let operation = CTAugmentOperation(rawValue: name) else {
            throw GoldenError(description: "no operation \(name)")
        }
        return operation
    }

    private static func choice(_ name: String, _ levels: [Double]) throws -> CTAugmentChoice {
        let operation = try operation(name)
        guard levels.count == operation.bins.count else {
            throw GoldenError(description: "\(levels.count) levels for \(name)")
        }
        return CTAugmentChoice(operation, levels)
    }

    /// A policy: a list of pairs of name and levels.
    private static func choices(_ policy: GoldenValue) throws -> [CTAugmentChoice] {
        try policy.list().map { pair in
            let parts = try pair.list()
            guard parts.count == 2 else { throw GoldenError(description: "no pair: \(pair)") }
            return try choice(parts[0].text(), parts[1].numbers())
        }
    }
}
