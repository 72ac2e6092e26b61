internal import Domain

/// The lines of a queue, one per release and another for its shadows, and whose turn it is.
///
/// Turns are start-time fair queueing: the line that has used the least compute time is next, and one
/// that comes back after a pause starts level with the line whose turn it is, so that nobody saves time
/// up. A batch is charged by an estimate when it is taken and by its measured time when it is done. The
/// turn of shadows comes when nothing else waits.
///
/// A line has a lane for each priority, in the order of arrival. The lines are few (releases in use
/// now), so they are searched one by one.
struct ReleaseLines {
    struct Line {
        let id: ObjectIdentifier
        let isShadow: Bool
        /// Nil while no request waits: an account does not keep an old release's weights.
        fileprivate(set) var release: Release?
        fileprivate(set) var lanes = InlineArray<8, RequestSlots.List>(repeating: .init())
        /// Bit `n`: lane `n` has a request.
        fileprivate(set) var occupied: UInt8 = 0
        fileprivate(set) var requests = 0
        fileprivate(set) var rows = 0
        /// The rows of requests that would wait for room.
        fileprivate(set) var patientRows = 0
        fileprivate(set) var networkRows = 0
        /// Batches that are taken and not finished.
        fileprivate(set) var computing = 0
        /// The cost of what was computed for it.
        fileprivate(set) var used: UInt64 = 0
        fileprivate(set) var nanosecondsPerRow: UInt64
    }

    private var lines: [Line] = []
    /// What the line whose turn was last had used before it.
    private var floor: UInt64 = 0
    /// What a network row took lately, in nanoseconds, over all releases; 0: nothing was computed.
    private(set) var nanosecondsPerRow: UInt64 = 0

    var indices: Range<Int> { lines.indices }

    subscript(line: Int) -> Line { lines[line] }

    /// The rows that wait for a project, shadows' apart, and those of them that would wait for room.
    func load(of project: ProjectName) -> (rows: Int, patient: Int) {
        var load = (rows: 0, patient: 0)
        for line in lines.indices
        where !lines[line].isShadow && lines[line].release?.project == project {
            load.rows += lines[line].rows
            load.patient += lines[line].patientRows
        }
        return load
    }

    // MARK: Requests

    /// Puts a slot at the end of its lane.
    mutating func append(_ index: Int, _ request: PredictionRequest, in slots: inout RequestSlots) {
        let line = line(of: request) ?? addLine(for: request)
        if lines[line].requests == 0 {
            lines[line].release = request.release
            lines[line].used = max(lines[line].used, floor)
        }
        let lane = request.priority.lane
        slots.append(index, to: &lines[line].lanes[lane])
        lines[line].occupied |= 1 << UInt8(lane)
        lines[line].requests += 1
        lines[line].rows += request.rows
        if slots[index].isPatient { lines[line].patientRows += request.rows }
        lines[line].networkRows += request.networkRows
    }

    /// Takes a slot out of its line.
    mutating func remove(
        _ index: Int,
        _ request: PredictionRequest,
        from line: Int,
        in slots: inout RequestSlots
    ) {
        let lane = request.priority.lane
        slots.remove(index, from: &lines[line].lanes[lane])
        if lines[line].lanes[lane].isEmpty { lines[line].occupied &= ~(1 << UInt8(lane)) }
        lines[line].requests -= 1
        lines[line].rows -= request.rows
        if slots[index].isPatient { lines[line].patientRows -= request.rows }
        lines[line].networkRows -= request.networkRows
        if lines[line].requests == 0 { lines[line].release = nil }
    }

    /// The line of a request.
    func line(of request: PredictionRequest) -> Int? {
        let id = ObjectIdentifier(request.release)
        return lines.firstIndex { $0.id == id && $0.isShadow == request.isShadow }
    }

    private mutating func addLine(for request: PredictionRequest) -> Int {
        lines.append(
            Line(
                id: ObjectIdentifier(request.release),
                isShadow: request.isShadow,
                nanosecondsPerRow: nanosecondsPerRow
            )
        )
        return lines.count - 1
    }

    /// The slot of the request of a line that is computed next.
    func first(of line: Int, in slots: RequestSlots) -> Int? {
        var remaining = lines[line].occupied
        var best: (slot: Int, rank: UInt64)?
        while remaining != 0 {
            let lane = remaining.trailingZeroBitCount
            remaining &= remaining - 1
            let slot = lines[line].lanes[lane].head
            let rank = slots[slot].since &+ UInt64(lane) * RequestPriority.step
            if rank < best?.rank ?? .max { best = (slot, rank) }
        }
        return best?.slot
    }

    /// When the first of a line's requests came.
    func oldest(_ line: Int, in slots: RequestSlots) -> UInt64 {
        var oldest = UInt64.max
        var remaining = lines[line].occupied
        while remaining != 0 {
            let lane = remaining.trailingZeroBitCount
            remaining &= remaining - 1
            oldest = min(oldest, slots[lines[line].lanes[lane].head].since)
        }
        return oldest
    }

    // MARK: Turns

    /// The ready line that has used the least; of equals the more urgent, then the first.
    ///
    /// A line is ready when it has `limit` network rows, or when its first request has waited for
    /// `delay`.
    func ready(
        limit: Int,
        delay: UInt64,
        now: UInt64,
        withShadows: Bool,
        in slots: RequestSlots
    ) -> Int? {
        var best: Int?
        for index in lines.indices where lines[index].requests > 0 {
            if lines[index].isShadow, !withShadows { continue }
            if delay > 0, lines[index].networkRows < limit, oldest(index, in: slots) &+ delay > now
            {
                continue
            }
            if let other = best, !isBefore(index, other) { continue }
            best = index
        }
        return best
    }

    private func isBefore(_ line: Int, _ other: Int) -> Bool {
        let (mine, its) = (lines[line].used, lines[other].used)
        if mine != its { return mine < its }
        let (lane, itsLane) = (lines[line].occupied, lines[other].occupied)
        return lane.trailingZeroBitCount < itsLane.trailingZeroBitCount
    }

    /// Charges a batch to its line by an estimate.
    mutating func charge(_ batch: inout WaitingBatch, to line: Int) {
        // Shadows run between the turns of the others and move nobody's start.
        if !lines[line].isShadow { floor = max(floor, lines[line].used) }
        let perRow = max(1, lines[line].nanosecondsPerRow)
        let estimate = perRow.multipliedReportingOverflow(by: UInt64(batch.networkRows))
        batch.turn.networkRows = batch.networkRows
        batch.turn.charged = batch.turn.priority.cost(
            estimate.overflow ? 1 << 40 : estimate.partialValue
        )
        lines[line].used &+= batch.turn.charged
        lines[line].computing += 1
    }

    /// Charges a batch with the time that it took, in place of the estimate.
    mutating func finish(_ turn: BatchTurn, nanoseconds: UInt64) {
        let perRow = nanoseconds / UInt64(max(1, turn.networkRows))
        nanosecondsPerRow = Self.average(nanosecondsPerRow, perRow)
        guard
            let line = lines.firstIndex(where: {
                $0.id == turn.line && $0.isShadow == turn.isShadow
            })
        else { return }
        lines[line].used &+= turn.priority.cost(nanoseconds) &- turn.charged
        lines[line].computing -= 1
        lines[line].nanosecondsPerRow = Self.average(lines[line].nanosecondsPerRow, perRow)
    }

    private static func average(_ old: UInt64, _ new: UInt64) -> UInt64 {
        old == 0 ? max(1, new) : (7 * old + new) / 8
    }

    /// Drops the accounts of lines that do not wait and are level with the others.
    ///
    /// - Parameter isEmpty: whether nothing waits: where nothing is computed either, all accounts go.
    /// - Returns: whether all went.
    mutating func forget(isEmpty: Bool) -> Bool {
        guard lines.contains(where: { $0.requests == 0 && $0.computing == 0 }) else { return false }
        guard isEmpty, !lines.contains(where: { $0.computing > 0 }) else {
            lines.removeAll { $0.requests == 0 && $0.computing == 0 && $0.used <= floor }
            return false
        }
        lines.removeAll(keepingCapacity: true)
        floor = 0
        return true
    }
}
