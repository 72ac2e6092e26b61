internal import Domain

/// Draws as many rows of each of some classes, for a support that others are compared with.
///
/// A permutation of the classes is walked in blocks of those of a batch, then comes the next one. Each class has
/// a permutation of its rows for each walk; one that has fewer rows than are asked for repeats them. As in the
/// code of PAWS, <https://arxiv.org/abs/2104.13963>, where several workers may walk side by side.
package struct ClassSampler: Sendable, Codable, Hashable {
    /// A permutation that is asked for; asked again, it is the same.
    package enum Draw: Hashable, Sendable {
        /// The order of the classes in a walk.
        case classes(walk: Int)
        /// The order of the rows of a class in a walk; `round` counts the repetitions.
        case rows(class: Int, walk: Int, round: Int)
    }

    /// The classes of a batch.
    package let classes: Int
    /// The rows of each.
    package let each: Int
    private let worker: Int
    private let workers: Int
    private let seed: UInt64
    private var walk = 0
    /// The place of the next block in the walk.
    private var place: Int

    /// Creates a sampler; of several workers, each has classes of its own.
    package init(classes: Int, each: Int, worker: Int = 0, workers: Int = 1, seed: UInt64) {
        precondition(classes > 0 && each > 0, "\(each) rows of \(classes) classes")
        precondition((0..<workers).contains(worker), "worker \(worker) of \(workers)")
        self.classes = classes
        self.each = each
        self.worker = worker
        self.workers = workers
        self.seed = seed
        place = worker * classes
    }

    /// The next batch, row by row and in each the classes in turn.
    ///
    /// - Parameter members: The rows of each class; those without any are left out. At least ``classes`` for
    ///   each worker have some.
    /// - Returns: ``classes`` times ``each`` rows.
    package mutating func next(of members: [[Int]]) -> [Int] {
        let seed = seed
        return next(of: members) { draw, count in
            let root = SeededGenerator(seed: seed)
            var generator: SeededGenerator
            switch draw {
            case .classes(let walk): generator = root.fork(0).fork(UInt64(walk))
            case .rows(let index, let walk, let round):
                generator = root.fork(1).fork(UInt64(index)).fork(UInt64(walk)).fork(UInt64(round))
            }
            return generator.permutation(count)
        }
    }

    /// The next batch, of permutations that are given.
    package mutating func next(
        of members: [[Int]],
        permutation: (_ draw: Draw, _ count: Int) -> [Int]
    ) -> [Int] {
        let members = members.filter { !$0.isEmpty }
        precondition(members.count >= classes * workers, "\(members.count) classes have rows")
        let order = permutation(.classes(walk: walk), members.count)
        let rows = order[place..<place + classes].map { index in
            self.rows(of: index, members[index], permutation)
        }
        place += classes * workers
        if place + classes * (workers - worker) > members.count {
            place = worker * classes
            walk += 1
        }
        return (0..<each).flatMap { row in rows.map { $0[row] } }
    }

    private func rows(
        of index: Int,
        _ members: [Int],
        _ permutation: (Draw, Int) -> [Int]
    ) -> [Int] {
        guard members.count > 1 else { return Array(repeating: members[0], count: each) }
        var result: [Int] = []
        while result.count < each {
            let draw = Draw.rows(class: index, walk: walk, round: result.count / members.count)
            result += permutation(draw, members.count).map { members[$0] }
        }
        return result
    }
}
