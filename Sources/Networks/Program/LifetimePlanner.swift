internal import Domain
internal import Kernels

/// Lays out regions in one stretch of memory, where those whose lives do not overlap may share it.
///
/// First fit in the order in which lives begin. A region starts at a cache line.
struct LifetimePlanner {
    private struct Placed {
        var range: Range<Int>
        var life: ClosedRange<Int>
    }

    private var placed: [Placed] = []
    /// The floats of the whole stretch.
    private(set) var count = 0

    /// Places `count` floats that live for `life`; their offset in the stretch.
    ///
    /// - Throws: ``Failure`` of kind `resourceExhausted` when the stretch outgrows ``Buffer/limit``.
    mutating func place(_ count: Int, life: ClosedRange<Int>) throws(Failure) -> Int {
        guard count >= 0, count <= Buffer.limit else { throw RegionPlanner.tooLarge }
        let size = (count + 15) / 16 * 16
        let others = placed.filter { $0.life.overlaps(life) && !$0.range.isEmpty }
            .sorted { $0.range.lowerBound < $1.range.lowerBound }
        var offset = 0
        for other in others {
            if offset + size <= other.range.lowerBound { break }
            offset = max(offset, other.range.upperBound)
        }
        guard offset + size <= Buffer.limit else { throw RegionPlanner.tooLarge }
        placed.append(Placed(range: offset..<offset + size, life: life))
        self.count = max(self.count, offset + size)
        return offset
    }

    /// Lets what lies at `offset` live on until `end`, under another name.
    mutating func extend(at offset: Int, through end: Int) {
        guard let index = placed.lastIndex(where: { $0.range.lowerBound == offset }) else { return }
        placed[index].life = placed[index].life.lowerBound...max(placed[index].life.upperBound, end)
    }
}
