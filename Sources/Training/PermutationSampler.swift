internal import Domain

/// Draws indices without replacement: whole permutations of `0..<count`, one after the other.
///
/// A batch may end one permutation and begin the next. The order of an epoch is a function of the
/// generator and the epoch's number, so that a checkpoint holds four numbers, whatever the count.
package struct PermutationSampler: Sendable, Codable, Hashable {
    /// The number of indices.
    package let count: Int
    private let seed: UInt64
    private var epoch = 0
    private var position = 0
    private var order: [Int]

    private enum CodingKeys: CodingKey { case count, seed, epoch, position }

    /// Creates a sampler of `0..<count`; `count` is at least 1.
    package init(count: Int, seed: UInt64) {
        precondition(count > 0, "nothing to sample from")
        self.count = count
        self.seed = seed
        order = Self.order(of: 0, count, seed)
    }

    /// Continues where an encoded sampler stood.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        count = try values.decode(Int.self, forKey: .count)
        seed = try values.decode(UInt64.self, forKey: .seed)
        epoch = try values.decode(Int.self, forKey: .epoch)
        position = try values.decode(Int.self, forKey: .position)
        guard (1...Int(Int32.max)).contains(count), epoch >= 0, (0...count).contains(position)
        else {
            throw DecodingError.dataCorruptedError(
                forKey: .position,
                in: values,
                debugDescription: "epoch \(epoch), position \(position) of \(count)"
            )
        }
        order = Self.order(of: epoch, count, seed)
    }

    /// The next `size` indices.
    package mutating func next(_ size: Int) -> [Int] {
        var batch: [Int] = []
        batch.reserveCapacity(size)
        while batch.count < size {
            if position == count {
                epoch += 1
                position = 0
                order = Self.order(of: epoch, count, seed)
            }
            let end = min(count, position + size - batch.count)
            batch.append(contentsOf: order[position..<end])
            position = end
        }
        return batch
    }

    private static func order(of epoch: Int, _ count: Int, _ seed: UInt64) -> [Int] {
        var generator = SeededGenerator(seed: seed).fork(UInt64(epoch))
        return generator.permutation(count)
    }
}
