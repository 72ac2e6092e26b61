import Networks
import TestSupport
import Testing

@Suite("Golden: LARS and its schedules, as in the codes of SimCLR and PAWS")
struct LARSTests {
    @Test("SimCLR: the decay is in the gradient")
    func simCLR() throws {
        let cases = try GoldenCases(reading: "others/simclr_lars_schedule.json")
        let tolerance = try Tolerance(cases.file)
        try cases.forEach { record, place in
            let parameters = try record.get("params")
            guard try record.get("name").text() == "lars" else {
                return try checkSimCLRSchedule(record, place, tolerance)
            }
            guard try parameters.get("classic_momentum").flag() else {
                throw GoldenError(description: "no momentum of another kind")
            }
            func number(_ key: String) throws -> Float { Float(try parameters.get(key).number()) }
            let rate = try number("lr")
            let optimizer = LARS(
                momentum: try number("momentum"),
                weightDecay: try number("weight_decay"),
                trust: try number("eeta"),
                nesterov: try parameters.get("nesterov").flag(),
                rule: .decayInGradient
            )
            let excluded = try parameters.get("excluded").list().map { try $0.flag() }
            try replay(record, place, tolerance, optimizer, excluded) { _ in rate }
        }
    }

    @Test("PAWS: the decay is in the ratio")
    func paws() throws {
        let cases = try GoldenCases(reading: "others/paws_lars_schedule.json")
        let tolerance = try Tolerance(cases.file)
        try cases.forEach { record, place in
            let parameters = try record.get("params")
            guard try record.get("name").text() == "lars_sgd" else {
                let schedule = try schedule(parameters)
                for rates in try record.get("outputs").object().values {
                    let count = try rates.numbers().count
                    try tolerance.check((0..<count).map { schedule.rate(at: $0) }, rates, place)
                }
                return
            }
            func number(_ key: String) throws -> Float { Float(try parameters.get(key).number()) }
            let optimizer = LARS(
                momentum: try number("momentum"),
                weightDecay: try number("weight_decay"),
                trust: try number("trust_coefficient"),
                nesterov: try parameters.get("nesterov").flag(),
                rule: .decayInRatio
            )
            let count = try record.get("inputs").get("initial_params").list().count
            let excluded = try parameters.get("excluded").list().map { try $0.integer() }
            let schedule = try schedule(parameters.get("schedule"))
            let rates = try record.get("outputs").get("lr_per_step")
            try tolerance.check(
                rates.numbers().indices.map { schedule.rate(at: $0) },
                rates,
                "\(place): rates"
            )
            try replay(
                record,
                place,
                tolerance,
                optimizer,
                (0..<count).map(excluded.contains)
            ) {
                schedule.rate(at: $0)
            }
        }
    }

    private func schedule(_ parameters: GoldenValue) throws -> LearningRateSchedule {
        func number(_ key: String) throws -> Float { Float(try parameters.get(key).number()) }
        return .halfCosine(
            start: try number("start_lr"),
            rate: try number("ref_lr"),
            end: try number("final_lr"),
            steps: try parameters.get("T_max").integer(),
            warmUp: try parameters.get("warmup_steps").integer()
        )
    }

    private func checkSimCLRSchedule(
        _ record: GoldenValue,
        _ place: String,
        _ tolerance: Tolerance
    ) throws {
        let parameters = try record.get("params")
        func whole(_ key: String) throws -> Int { try parameters.get(key).integer() }
        let (examples, batch) = try (whole("num_examples"), whole("batch"))
        let scale =
            switch try parameters.get("scaling").text() {
            case "linear": Double(batch) / 256
            case "sqrt": Double(batch).squareRoot()
            case let other: throw GoldenError(description: "no scaling \(other)")
            }
        let steps = try examples * whole("epochs") / batch + 1
        #expect(try record.get("outputs").get("total_steps").integer() == steps, "\(place)")
        let schedule = LearningRateSchedule.halfCosine(
            start: 0,
            rate: try Float(parameters.get("base_lr").number() * scale),
            end: 0,
            steps: steps,
            warmUp: try whole("warmup_epochs") * examples / batch
        )
        let asked = try record.get("inputs").get("steps").numbers().map { Int($0) }
        try tolerance.check(
            asked.map { schedule.rate(at: $0) },
            record.get("outputs").get("lr"),
            place
        )
    }

    /// Moves each tensor by its recorded gradients and compares it after each step.
    private func replay(
        _ record: GoldenValue,
        _ place: String,
        _ tolerance: Tolerance,
        _ optimizer: LARS,
        _ excluded: [Bool],
        rate: (Int) -> Float
    ) throws {
        let initial = try record.get("inputs").get("initial_params").list().map {
            try $0.tensor().floats
        }
        var optimizer = optimizer
        var values = initial.flatMap(\.self)
        let after = try record.get("outputs").get("params_after_step").list()
        let gradients = try record.get("inputs").get("grads_per_step").list()
        #expect(after.count == gradients.count && excluded.count == initial.count, "\(place)")
        for (step, gradient) in gradients.enumerated() {
            let flat = try gradient.list().flatMap { try $0.tensor().floats }
            var start = 0
            for (tensor, isExcluded) in zip(initial, excluded) {
                optimizer.move(
                    &values,
                    gradients: flat,
                    range: start..<start + tensor.count,
                    rate: rate(step),
                    isScaled: !isExcluded
                )
                start += tensor.count
            }
            let expected = try after[step].list().flatMap { try $0.numbers() }
            try tolerance.check(
                values,
                .list(expected.map { .number($0) }),
                "\(place), step \(step)"
            )
        }
    }
}
