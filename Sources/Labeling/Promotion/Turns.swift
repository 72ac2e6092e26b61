internal import Domain

/// Lets one caller at a time work on a project's releases, in the order in which they came.
///
/// An actor alone does not do that: its methods interleave at every `await`.
actor Turns {
    private var busy: Set<ProjectName> = []
    private var waiting: [ProjectName: [CheckedContinuation<Void, Never>]] = [:]

    /// Runs `body` when all that came before it for `project` has ended.
    nonisolated func run<Result: Sendable>(
        _ project: ProjectName,
        _ body: @Sendable () async throws -> Result
    ) async throws -> Result {
        await enter(project)
        do {
            let result = try await body()
            await leave(project)
            return result
        } catch {
            await leave(project)
            throw error
        }
    }

    private func enter(_ project: ProjectName) async {
        guard busy.contains(project) else {
            busy.insert(project)
            return
        }
        // Whoever leaves hands its turn over, so `busy` stays set.
        await withCheckedContinuation { waiting[project, default: []].append($0) }
    }

    private func leave(_ project: ProjectName) {
        guard var queue = waiting[project], !queue.isEmpty else {
            waiting[project] = nil
            busy.remove(project)
            return
        }
        let next = queue.removeFirst()
        waiting[project] = queue
        next.resume()
    }
}
