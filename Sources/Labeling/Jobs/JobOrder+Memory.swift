internal import Domain
internal import Networks
internal import SemiSupervised
internal import Store
internal import Training

extension JobOrder {
    /// Refuses a run for which there is not memory enough, before it starts.
    ///
    /// - Parameters:
    ///   - counts: The rows of the project: at least those of the snapshot.
    ///   - teacher: The network of the teacher, or of the version to start from.
    ///   - threads: The threads of a worker.
    ///   - available: The bytes that may be taken; nil: not known, and nothing is refused.
    /// - Throws: ``Failure`` (resource exhausted) with the bytes, where they go, and what to lower.
    func checkMemory(
        _ counts: ProjectCounts,
        teacher: Graph?,
        threads: Int,
        available: Int?
    ) throws(Failure) {
        for specification in specifications {
            // Trainings of a comparison come one after the other.
            try JobOrder(kind: kind, specification: specification)
                .checkMemoryOfRun(counts, teacher: teacher, threads: threads, available: available)
        }
    }

    private func checkMemoryOfRun(
        _ counts: ProjectCounts,
        teacher: Graph?,
        threads: Int,
        available: Int?
    ) throws(Failure) {
        let unlabeled = usesUnlabeled ? counts.count { $0.split == nil } : 0
        let plan: RunMemory
        do throws(Failure) {
            plan = try RunMemory(
                specification,
                data: RunMemory.Rows(
                    labeled: Int(counts.count { $0.split == .train }),
                    unlabeled: Int(unlabeled)
                ),
                teacher: specification.regime?.isFrozen == true ? nil : teacher,
                threads: threads
            )
        } catch {
            guard error.kind == .resourceExhausted else { throw error }
            throw Failure(.resourceExhausted, "\(error.message); \(memoryAdvice)")
        }
        guard let available, plan.total > available else { return }
        throw Failure(
            .resourceExhausted,
            "the run takes about \(Self.mebibytes(plan.total)) of memory: "
                + "\(Self.mebibytes(plan.batch)) for \(plan.rows) rows in a pass, "
                + "\(Self.mebibytes(plan.weights)) for \(plan.parameters) weights and what is kept "
                + "of each, \(Self.mebibytes(plan.examples)) for what is kept of each example; "
                + "\(Self.mebibytes(available)) are available; \(memoryAdvice)"
        )
    }

    /// What takes less memory.
    var memoryAdvice: String {
        if let rows = specification.algorithm.algorithm.settings["rows"] {
            return "lower rows (\(rows)), the most that are looked at"
        }
        let batch = "batch_size (\(specification.optimization.labeledBatch))"
        let ratio = specification.algorithm.algorithm.settings["unlabeled_ratio"]
        let rows = ratio.map { ", unlabeled_ratio (\($0))" } ?? ""
        return "lower \(batch)\(rows) or the network's width"
    }

    private static func mebibytes(_ bytes: Int) -> String { "\((bytes >> 20) + 1) MiB" }
}
