internal import Domain
internal import Labeling
internal import Store

// Scenarios about a backlog.
extension GuaranteeScenario {
    /// What is done to a pool.
    enum PoolTrial { case memorised, reviewed, skipped, forged, copied, grouped }

    func pool(
        _ project: SimulatedProject,
        _ seed: UInt64,
        _ trial: PoolTrial
    ) async throws -> GuaranteeRun {
        let pool = Array(2000..<2400)
        let tied = trial == .grouped ? Set(3000..<3100) : []
        try await project.add(Array(0..<20), .train)
        try await project.add(Array(100..<200), .gate)
        try await project.add(pool)
        var model = SimulatedModel(kind: .usual(error: 0.07), seed: seed)
        if trial == .memorised || trial == .skipped { model.kind = .blind(error: 0.055) }
        switch trial {
        case .memorised: model.memorised = Set(pool)
        case .reviewed:
            // A first version ranks the pool for review.
            let first = try await project.train(model)
            _ = try await project.certify(first)
            _ = try await project.relabel()
        case .grouped:
            // One of each group is labelled for training, so none of it can be drawn.
            model.kind = .usual(error: 0.03)
            model.confused = tied
            try await project.add(tied.sorted()) { "group \($0 / 10)" }
            try await project.add((0..<10).map { 3500 + $0 }, .train) { "group \($0 - 3200)" }
        case .forged, .copied: model.kind = .usual(error: 0.04)
        case .skipped: break
        }
        let draw = try await project.draw(120, .certifyPool, seed: seed)
        try await disturb(project, trial, model, draw, pool)
        let fates = model
        try await project.answer(.sample) { number in
            trial == .skipped && !fates.answer(number).isCorrect && number % 2 == 0
        }
        let release = try await project.certify(try await project.train(model))
        var run = GuaranteeRun()
        run.count(release.pools.first, of: model, pool: pool)
        if trial == .grouped {
            let labels = try await project.relabel()
            if labels.contains(where: {
                tied.contains($0.number) && $0.record.decision == .accepted
            }) {
                run.broken += 1
            }
        }
        return run
    }

    /// What people do before they answer the sample.
    private func disturb(
        _ project: SimulatedProject,
        _ trial: PoolTrial,
        _ model: SimulatedModel,
        _ draw: Draw?,
        _ pool: [Int]
    ) async throws {
        switch trial {
        case .reviewed:
            try await project.answer(.review, limit: 60)
            try await project.choose(pool.filter { $0 % 9 == 0 })
        case .forged, .copied:
            guard let draw else { return }
            let unwelcome = try await project.waiting(.sample).filter { number in
                !model.answer(number).isCorrect
            }
            precondition(unwelcome.count <= draw.size, "more than were drawn")
            if trial == .forged {
                try await project.choose(unwelcome, question: .review)
            } else {
                try await project.add(unwelcome, .train, copy: 1)
            }
        case .memorised, .skipped, .grouped: break
        }
    }

    func digitsPool(
        _ recorded: [RecordedModel],
        _ project: SimulatedProject,
        _ seed: UInt64
    ) async throws -> GuaranteeRun {
        let real = recorded[Int(seed % UInt64(recorded.count))]
        let model = SimulatedModel(kind: .recorded(real), seed: seed)
        try await project.add(Array(0..<20), .train)
        try await project.add(Array(100..<200), .gate)
        try await project.add(Array(real.pool))
        _ = try await project.draw(150, .certifyPool, seed: seed)
        try await project.answer(.sample)
        let release = try await project.certify(try await project.train(model))
        var run = GuaranteeRun()
        run.count(release.pools.first, of: model, pool: Array(real.pool))
        return run
    }

    func importedBacklog(
        _ project: SimulatedProject,
        _ seed: UInt64
    ) async throws -> GuaranteeRun {
        let backlog = Array(3000..<3200)
        try await project.add(Array(0..<20), .train)
        try await project.add(backlog)
        var model = SimulatedModel(kind: .usual(error: 0.03), seed: seed)
        model.confused = Set(backlog.filter { $0 % 7 == 0 })
        let version = try await project.train(model, Lineage(algorithm: Lineage.imported))
        try await project.add(Array(100..<300), .gate)
        try await project.add(Array(1000..<1300), .certify)
        let release = try await project.certify(version)
        var run = GuaranteeRun()
        run.count(release.certificate, of: model)
        let labels = try await project.relabel()
        if labels.contains(where: { backlog.contains($0.number) && $0.record.decision == .accepted }
        ) {
            run.broken += 1
        }
        return run
    }
}
