internal import Domain
internal import Labeling
internal import Store

/// What one repetition of a scenario came to.
struct GuaranteeRun: Sendable {
    /// Certificates that were had.
    var certificates = 0
    /// Certificates that promise more than is true.
    var broken = 0

    /// Counts a certificate for new data of `model`.
    mutating func count(_ certificate: Certificate?, of model: SimulatedModel) {
        guard let certificate else { return }
        certificates += 1
        let isBroken =
            if certificate.perClass.isEmpty {
                model.trueError(at: Self.confidence(certificate.threshold))
                    > SimulatedProject.epsilon
            } else {
                certificate.perClass.contains { threshold in
                    threshold.map {
                        model.trueError(at: Self.confidence($0)) > SimulatedProject.epsilon
                    } ?? false
                }
            }
        if isBroken { broken += 1 }
    }

    /// Counts a certificate of a pool with what it accepts.
    mutating func count(_ certificate: Certificate?, of model: SimulatedModel, pool: [Int]) {
        guard let certificate else { return }
        certificates += 1
        let threshold = Self.confidence(certificate.threshold)
        let accepted = pool.filter { model.answer($0).confidence >= threshold }
        let wrong = accepted.count { !model.answer($0).isCorrect }
        if Double(wrong) > SimulatedProject.epsilon * Double(accepted.count) { broken += 1 }
    }

    /// The simulated confidence behind a softmax of two classes.
    private static func confidence(_ softmax: Float) -> Float { (softmax - 0.5) * 2 }
}

/// A way in which the promise could be broken.
package enum GuaranteeScenario: String, CaseIterable, Sendable {
    /// Five versions, each better, on one certify split.
    case improving
    /// Eight versions that are all a little worse than the promise, one after the other.
    case saboteur
    /// Weights that were trained elsewhere on the exported certify labels.
    case imports
    /// A student of such weights.
    case ancestors
    /// The certify split sent five times under other ids.
    case duplicates
    /// Groups whose examples share their fate.
    case groups
    /// Thresholds of single classes.
    case perClass = "per_class"
    /// A pool whose pseudo-labels the model memorised.
    case memorisedPool = "memorised_pool"
    /// A pool of which people labelled what the model is least sure of, and what they liked.
    case reviewedPool = "reviewed_pool"
    /// Five promotions, each followed by a relabel.
    case relabel
    /// A certify sample that is drawn after people answered the least sure.
    case afterReview = "after_review"
    /// A pool's sample of which half of the wrong ones are skipped.
    case skipped
    /// Drawn rows that the model is wrong about, answered as if review had chosen them.
    case forgedReview = "forged_review"
    /// Labelled copies of drawn rows that the model is wrong about.
    case labelledCopies = "labelled_copies"
    /// A pool of which a part, that the model is wrong about, could not be drawn.
    case undrawable
    /// Weights from elsewhere, which were taught a part of the backlog wrongly, and a relabel.
    case importedBacklog = "imported_backlog"
    /// Real models of the digits, one after the other on one certify split.
    case digits
    /// A pool of digits, and a real model of them.
    case digitsPool = "digits_pool"

    func run(
        _ project: SimulatedProject,
        seed: UInt64,
        recorded: [RecordedModel]
    ) async throws -> GuaranteeRun {
        switch self {
        case .improving:
            try await versions(
                [0.10, 0.08, 0.06, 0.05, 0.04].enumerated().map { index, error in
                    SimulatedModel(kind: .usual(error: error), seed: seed &* 31 &+ UInt64(index))
                },
                project
            )
        case .saboteur: try await saboteur(project, seed)
        case .imports: try await imported(project, seed, isAncestor: false)
        case .ancestors: try await imported(project, seed, isAncestor: true)
        case .duplicates: try await duplicates(project, seed)
        case .groups: try await groups(project, seed)
        case .perClass: try await saboteur(project, seed, looks: 1, certify: 700)
        case .memorisedPool: try await pool(project, seed, .memorised)
        case .reviewedPool: try await pool(project, seed, .reviewed)
        case .skipped: try await pool(project, seed, .skipped)
        case .relabel: try await relabel(project, seed)
        case .afterReview: try await afterReview(project, seed)
        case .forgedReview: try await pool(project, seed, .forged)
        case .labelledCopies: try await pool(project, seed, .copied)
        case .undrawable: try await pool(project, seed, .grouped)
        case .importedBacklog: try await importedBacklog(project, seed)
        case .digits:
            // The same seed: every model sees the same images.
            try await versions(
                recorded.map { SimulatedModel(kind: .recorded($0), seed: seed) },
                project
            )
        case .digitsPool: try await digitsPool(recorded, project, seed)
        }
    }

    /// Whether it needs what real models said about the digits.
    package var needsRecordedModels: Bool { self == .digits || self == .digitsPool }

    /// Models that are certified one after the other on one certify split.
    private func versions(
        _ models: [SimulatedModel],
        _ project: SimulatedProject
    ) async throws -> GuaranteeRun {
        try await project.add(Array(0..<20), .train)
        try await project.add(Array(100..<300), .gate)
        try await project.add(Array(1000..<1300), .certify)
        var run = GuaranteeRun()
        for model in models {
            run.count(
                try await project.certify(try await project.train(model)).certificate,
                of: model
            )
        }
        return run
    }

    private func saboteur(
        _ project: SimulatedProject,
        _ seed: UInt64,
        looks: Int = 8,
        certify: Int = 400
    ) async throws -> GuaranteeRun {
        try await project.add(Array(0..<20), .train)
        try await project.add(Array(100..<300), .gate)
        try await project.add(Array(1000..<1000 + certify), .certify)
        var run = GuaranteeRun()
        for look in 0..<looks where run.certificates == 0 {
            let model = SimulatedModel(
                kind: .blind(error: 0.051),
                seed: seed &* 37 &+ UInt64(look)
            )
            run.count(
                try await project.certify(try await project.train(model)).certificate,
                of: model
            )
        }
        return run
    }

    private func imported(
        _ project: SimulatedProject,
        _ seed: UInt64,
        isAncestor: Bool
    ) async throws -> GuaranteeRun {
        let certify = Array(1000..<1300)
        try await project.add(Array(0..<20), .train)
        try await project.add(Array(100..<300), .gate)
        try await project.add(certify, .certify)
        var model = SimulatedModel(kind: .blind(error: 0.051), seed: seed)
        model.known = Set(certify).union(100..<300)
        var version = try await project.train(model, Lineage(algorithm: Lineage.imported))
        if isAncestor {
            version = try await project.train(
                model,
                Lineage(teacher: version, algorithm: "simulated")
            )
        }
        var run = GuaranteeRun()
        run.count(try await project.certify(version).certificate, of: model)
        // What comes in from now on may certify it.
        try await project.add(Array(5000..<5200), .gate)
        try await project.add(Array(6000..<6300), .certify)
        run.count(try await project.certify(version).certificate, of: model)
        return run
    }

    private func duplicates(
        _ project: SimulatedProject,
        _ seed: UInt64
    ) async throws -> GuaranteeRun {
        try await project.add(Array(0..<20), .train)
        try await project.add(Array(100..<300), .gate)
        for copy in 0..<5 { try await project.add(Array(1000..<1120), .certify, copy: copy) }
        var run = GuaranteeRun()
        let model = SimulatedModel(kind: .blind(error: 0.051), seed: seed)
        run.count(try await project.certify(try await project.train(model)).certificate, of: model)
        return run
    }

    private func groups(_ project: SimulatedProject, _ seed: UInt64) async throws -> GuaranteeRun {
        var model = SimulatedModel(kind: .blind(error: 0.051), seed: seed)
        model.cluster = 4
        try await project.add(Array(0..<20), .train)
        try await project.add(Array(100..<300), .gate)
        try await project.add(Array(1000..<1600), .certify) { "group \($0 / 4)" }
        var run = GuaranteeRun()
        run.count(try await project.certify(try await project.train(model)).certificate, of: model)
        return run
    }

    private func relabel(_ project: SimulatedProject, _ seed: UInt64) async throws -> GuaranteeRun {
        try await project.add(Array(0..<20), .train)
        try await project.add(Array(100..<300), .gate)
        try await project.add(Array(1000..<1300), .certify)
        var run = GuaranteeRun()
        var models: [ModelVersion: SimulatedModel] = [:]
        var first = true
        for (index, error) in [0.08, 0.05, 0.07, 0.05, 0.04].enumerated() {
            let model = SimulatedModel(
                kind: .usual(error: error),
                seed: seed &* 41 &+ UInt64(index)
            )
            let version = try await project.train(model)
            if first { try await project.add(Array(3000..<3200)) }
            first = false
            models[version] = model
            let release = try await project.certify(version)
            run.count(release.certificate, of: model)
            for (_, record) in try await project.relabel()
            where record.certificate != release.certificate?.id && record.modelVersion == version {
                run.broken += 1
            }
        }
        return run
    }

    private func afterReview(
        _ project: SimulatedProject,
        _ seed: UInt64
    ) async throws -> GuaranteeRun {
        let model = SimulatedModel(kind: .usual(error: 0.09), seed: seed)
        try await project.add(Array(0..<20), .train)
        try await project.add(Array(100..<300), .gate)
        let version = try await project.train(model)
        _ = try await project.certify(version)
        try await project.add(Array(2000..<2600))
        _ = try await project.relabel()
        try await project.answer(.review, limit: 90)
        // Refused, or drawn from what nobody was shown.
        _ = try await project.draw(300, .certify, seed: seed)
        try await project.add(Array(4000..<4600))
        _ = try await project.draw(300, .certify, seed: seed)
        try await project.answer(.sample)
        var run = GuaranteeRun()
        run.count(try await project.promotion.certify(project.name).release.certificate, of: model)
        return run
    }
}
