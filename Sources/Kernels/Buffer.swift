internal import CKernels
package import Domain

/// A run of floats in a ``Buffer``.
package struct Region: Sendable, Hashable {
    /// The first element.
    package var offset: Int
    /// The number of elements.
    package var count: Int

    /// Creates a region.
    package init(offset: Int, count: Int) {
        self.offset = offset
        self.count = count
    }

    /// The part of the region that starts at `start` and has `count` elements.
    package func part(_ start: Int, _ count: Int) -> Region {
        precondition(
            start >= 0 && count >= 0 && start + count <= self.count,
            "part \(start)+\(count) of \(self.count)"
        )
        return Region(offset: offset + start, count: count)
    }
}

/// Lays regions out one after the other, each at the start of a cache line.
package struct RegionPlanner: Sendable {
    /// The number of floats planned so far.
    package private(set) var count = 0

    /// What is told of a plan that outgrows ``Buffer/limit``.
    package static let tooLarge = Failure(
        .resourceExhausted,
        "a network and batch need more than \(Buffer.limit) floats of memory"
    )

    /// Creates an empty plan.
    package init() {}

    /// Adds a region of `count` floats.
    ///
    /// - Throws: ``Failure`` of kind `resourceExhausted` when the plan outgrows ``Buffer/limit``.
    package mutating func add(_ count: Int) throws(Failure) -> Region {
        let (rounded, overflow) = count.addingReportingOverflow(15)
        let (end, overflowed) = self.count.addingReportingOverflow(rounded / 16 * 16)
        guard count >= 0, !overflow, !overflowed, end <= Buffer.limit else {
            throw Self.tooLarge
        }
        defer { self.count = end }
        return Region(offset: self.count, count: count)
    }
}

/// One block of memory for everything a pass needs, allocated once.
///
/// Kernels name their operands by ``Region``; each checks its regions against the buffer and the
/// shapes, so a mistake traps instead of writing elsewhere.
@safe
package final class Buffer: @unchecked Sendable {
    // Safe to share: callers give concurrent tasks disjoint regions to write (row shards).
    let base: UnsafeMutablePointer<Float>
    /// The number of floats.
    package let count: Int
    /// The instruction set of the kernels that run on it.
    package let instructionSet: InstructionSet

    /// The largest buffer, in floats: 4 GiB.
    package static let limit = 1 << 30

    /// Allocates `count` zeros at a cache-line boundary.
    package init(count: Int, instructionSet: InstructionSet = .best) {
        precondition((0...Buffer.limit).contains(count), "\(count) floats")
        precondition(
            InstructionSet.supported.contains(instructionSet),
            "\(instructionSet) does not run here"
        )
        let bytes = max(count, 16) * MemoryLayout<Float>.stride
        let raw = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
        unsafe base = raw.bindMemory(to: Float.self, capacity: max(count, 16))
        unsafe base.initialize(repeating: 0, count: max(count, 16))
        self.count = count
        self.instructionSet = instructionSet
    }

    deinit { unsafe UnsafeMutableRawPointer(base).deallocate() }

    var isa: Int32 { instructionSet.number }

    func pointer(_ region: Region, atLeast needed: Int) -> UnsafeMutablePointer<Float> {
        precondition(
            region.offset >= 0 && needed >= 0 && needed <= region.count
                && region.offset + region.count <= count,
            "needs \(needed) floats, has \(region) of \(count)"
        )
        return unsafe base + region.offset
    }

    func doubles(_ region: Region, atLeast needed: Int) -> UnsafeMutablePointer<Double> {
        let start = unsafe pointer(region, atLeast: 2 * needed)
        precondition(region.offset % 2 == 0, "doubles start at \(region.offset)")
        return unsafe UnsafeMutableRawPointer(start).assumingMemoryBound(to: Double.self)
    }

    /// Copies `source` to the start of `region`.
    package func load(_ source: [Float], to region: Region) {
        load(source, 0..<source.count, to: region)
    }

    /// Copies a range of `source` to the start of `region`.
    package func load(_ source: [Float], _ range: Range<Int>, to region: Region) {
        precondition(range.upperBound <= source.count, "\(range) of \(source.count)")
        let target = unsafe pointer(region, atLeast: range.count)
        unsafe source.withUnsafeBufferPointer { pointer in
            guard let from = pointer.baseAddress else { return }
            unsafe target.update(from: from + range.lowerBound, count: range.count)
        }
    }

    /// Copies `source` to the start of `region`.
    package func load(_ source: Span<Float>, to region: Region) {
        let target = unsafe pointer(region, atLeast: source.count)
        unsafe source.withUnsafeBufferPointer { pointer in
            guard let from = pointer.baseAddress else { return }
            unsafe target.update(from: from, count: pointer.count)
        }
    }

    /// The values of a region.
    package func read(_ region: Region) -> [Float] {
        let start = unsafe pointer(region, atLeast: region.count)
        return unsafe Array(UnsafeBufferPointer(start: start, count: region.count))
    }

    /// Copies a region into `target` from `index` on.
    package func read(_ region: Region, into target: inout [Float], at index: Int = 0) {
        let start = unsafe pointer(region, atLeast: region.count)
        precondition(
            index >= 0 && index + region.count <= target.count,
            "\(index) of \(target.count)"
        )
        unsafe target.withUnsafeMutableBufferPointer { pointer in
            guard let to = pointer.baseAddress else { return }
            unsafe (to + index).update(from: start, count: region.count)
        }
    }

    /// Moves running values from `index` on toward those of a region, times `factor`:
    /// `r = (1 - momentum) * r + momentum * (x * factor)`.
    package func follow(
        _ region: Region,
        factor: Float,
        momentum: Float,
        in running: inout [Float],
        at index: Int
    ) {
        precondition(index >= 0 && index + region.count <= running.count, "\(region) at \(index)")
        let values = unsafe pointer(region, atLeast: region.count)
        for offset in 0..<region.count {
            let (old, new) = unsafe (running[index + offset], values[offset] * factor)
            running[index + offset] = (1 - momentum) * old + momentum * new
        }
    }

    /// Sets a region to zero.
    package func clear(_ region: Region) {
        let start = unsafe pointer(region, atLeast: region.count)
        unsafe start.update(repeating: 0, count: region.count)
    }

    /// Copies one region to another of the same size; the first may be in another buffer.
    package func copy(_ source: Region, to target: Region, from owner: Buffer? = nil) {
        let from = unsafe (owner ?? self).pointer(source, atLeast: target.count)
        let to = unsafe pointer(target, atLeast: target.count)
        unsafe to.update(from: from, count: target.count)
    }

    /// Adds a region to as many values.
    package func add(_ source: Region, to values: inout [Float]) {
        precondition(values.count == source.count, "\(source.count) values to \(values.count)")
        let from = unsafe pointer(source, atLeast: source.count)
        unsafe values.withUnsafeMutableBufferPointer { target in
            guard let to = target.baseAddress else { return }
            unsafe tk_add(isa, from, source.count, to)
        }
    }

    /// Adds as many values to a region.
    package func add(_ source: [Float], to target: Region) {
        precondition(source.count == target.count, "\(source.count) values to \(target.count)")
        let to = unsafe pointer(target, atLeast: target.count)
        unsafe source.withUnsafeBufferPointer { values in
            guard let from = values.baseAddress else { return }
            unsafe tk_add(isa, from, target.count, to)
        }
    }

    /// Adds one region to another of the same size.
    package func add(_ source: Region, to target: Region) {
        let from = unsafe pointer(source, atLeast: target.count)
        let to = unsafe pointer(target, atLeast: target.count)
        unsafe tk_add(isa, from, target.count, to)
    }
}
