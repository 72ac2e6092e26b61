internal import Domain

/// The queue of a ``Batcher``: one line per release, the lines taking turns by the compute time that
/// they have used.
///
/// A plain value without locks, threads or clocks. A line has a lane for each priority, a doubly linked
/// list of slots, so that a request is taken back without a search; the lines are few (releases in use
/// now), so they are searched one by one.
///
/// The rows of each project are bounded, and so are those of all together. Requests whose callers have
/// back-pressure of their own may wait for room outside of the queue (``PatientLine``).
///
/// Turns are start-time fair queueing: the line that has used the least compute time is next, and one
/// that comes back after a pause starts level with the line whose turn it is, so that nobody saves
/// time up. A batch is charged by an estimate when it is taken and by its measured time when it is
/// done. Shadow requests have lines of their own, whose turn comes when nothing else waits.
package struct WaitingRequests {
    struct Slot {
        var request: PredictionRequest?
        var generation: UInt64 = 0
        var next = -1
        var previous = -1
        var since: UInt64 = 0
        /// Whether its caller would wait for room.
        var isPatient = false
        /// Whether it waits for room, outside of the queue.
        var isOutside = false
    }

    private struct Lane {
        var head = -1
        var tail = -1
    }

    private struct Line {
        let id: ObjectIdentifier
        let isShadow: Bool
        /// Nil while no request waits: an account does not keep an old release's weights.
        var release: Release?
        var lanes = InlineArray<8, Lane>(repeating: Lane())
        /// Bit `n`: lane `n` has a request.
        var occupied: UInt8 = 0
        var requests = 0
        var rows = 0
        /// The rows of requests that would wait for room.
        var patientRows = 0
        var networkRows = 0
        /// Batches that are taken and not finished.
        var computing = 0
        /// The cost of what was computed for it.
        var used: UInt64 = 0
        var nanosecondsPerRow: UInt64
    }

    /// The most rows of one project.
    let capacity: Int
    private let maxWait: UInt64
    var slots: [Slot] = []
    private var free: [Int] = []
    private var lines: [Line] = []
    private var generation: UInt64 = 0
    /// What the line whose turn was last had used before it.
    private var floor: UInt64 = 0
    /// Not later than the earliest deadline that waits.
    var earliestDeadline = PredictionRequest.noDeadline
    /// The projects that have requests outside of the queue.
    var patientLines: [PatientLine] = []
    /// Whose requests were first when room was last handed out.
    var patientTurn = 0
    /// The number of waiting rows, shadows' apart.
    package private(set) var rows = 0
    /// The number of waiting network rows, shadows' apart.
    package private(set) var networkRows = 0
    /// The number of waiting rows of shadows.
    package private(set) var shadowRows = 0
    /// What a network row took lately, in nanoseconds, over all releases; 0: nothing was computed.
    package private(set) var nanosecondsPerRow: UInt64 = 0

    /// Creates a queue for `capacity` rows of each project, which wait for less than `maxWait`
    /// nanoseconds.
    package init(capacity: Int, maxWait: UInt64 = .max) {
        self.capacity = capacity
        self.maxWait = maxWait
        slots.reserveCapacity(min(capacity, 4096))
        free.reserveCapacity(min(capacity, 4096))
    }

    /// Whether no request waits, shadows and those outside included.
    package var isEmpty: Bool { rows == 0 && shadowRows == 0 && patientLines.isEmpty }

    // MARK: Requests

    /// Adds a request at the end of its lane; nil when there is no room, which shadows need not have.
    package mutating func append(_ request: PredictionRequest, now: UInt64) -> PredictionTicket? {
        guard request.isShadow || hasRoom(for: request) else { return nil }
        let index = takeSlot(for: request)
        link(index, request, since: now)
        return PredictionTicket(slot: index, generation: slots[index].generation)
    }

    /// A slot that holds a request and is in no list yet.
    mutating func takeSlot(for request: PredictionRequest) -> Int {
        generation &+= 1
        let slot = Slot(request: request, generation: generation)
        guard let index = free.popLast() else {
            slots.append(slot)
            return slots.count - 1
        }
        slots[index] = slot
        return index
    }

    /// Gives back a slot that is in no list any more.
    mutating func freeSlot(_ index: Int) {
        slots[index].request = nil
        slots[index].generation = 0
        free.append(index)
    }

    /// Puts a slot at the end of its lane.
    mutating func link(_ index: Int, _ request: PredictionRequest, since: UInt64) {
        let line = line(of: request) ?? addLine(for: request)
        if lines[line].requests == 0 {
            lines[line].release = request.release
            lines[line].used = max(lines[line].used, floor)
        }
        let lane = request.priority.lane
        let tail = lines[line].lanes[lane].tail
        slots[index].previous = tail
        slots[index].next = -1
        slots[index].since = since
        if tail >= 0 { slots[tail].next = index } else { lines[line].lanes[lane].head = index }
        lines[line].lanes[lane].tail = index
        lines[line].occupied |= 1 << UInt8(lane)
        lines[line].requests += 1
        lines[line].rows += request.rows
        if slots[index].isPatient { lines[line].patientRows += request.rows }
        lines[line].networkRows += request.networkRows
        count(request, 1)
        earliestDeadline = min(earliestDeadline, request.deadline)
    }

    /// Takes a request out; nil when it does not wait any more.
    package mutating func remove(_ ticket: PredictionTicket) -> PredictionRequest? {
        guard slots[ticket.slot].generation == ticket.generation,
            let request = slots[ticket.slot].request
        else { return nil }
        if slots[ticket.slot].isOutside {
            removeOutside(ticket.slot, request)
            return request
        }
        guard let line = line(of: request) else { return nil }
        unlink(ticket.slot, request, from: line)
        forgetLines()
        return request
    }

    /// Whether a request has waited long enough: for its caller, or for the queue.
    package func isOver(_ request: PredictionRequest, since: UInt64, now: UInt64) -> Bool {
        request.deadline <= now || now &- since >= maxWait && now >= since
    }

    // MARK: Batches

    /// Takes the next batch of at most `limit` network rows, or one larger request alone.
    ///
    /// A line is ready when it has `limit` rows, or when its first request has waited for `delay`.
    /// Requests that have waited too long are put into `expired` instead.
    package mutating func takeBatch(
        limit: Int,
        delay: UInt64,
        now: UInt64,
        expired: inout [PredictionRequest]
    ) -> WaitingBatch? {
        defer { forgetLines() }
        while let turn = readyLine(limit: limit, delay: delay, now: now),
            let release = lines[turn].release
        {
            var batch = WaitingBatch(
                release: release,
                turn: BatchTurn(line: lines[turn].id, isShadow: lines[turn].isShadow),
                count: min(lines[turn].requests, limit)
            )
            while let index = first(of: turn), let request = slots[index].request {
                let since = slots[index].since
                if isOver(request, since: since, now: now) {
                    expired.append(request)
                } else {
                    let size = batch.networkRows + request.networkRows
                    guard batch.requests.isEmpty || size <= limit else { break }
                    if batch.requests.isEmpty { batch.turn.priority = request.priority }
                    batch.append(request, since: since)
                }
                unlink(index, request, from: turn)
            }
            guard !batch.requests.isEmpty else { continue }
            charge(&batch, to: turn)
            return batch
        }
        return nil
    }

    private mutating func charge(_ batch: inout WaitingBatch, to line: Int) {
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
    package mutating func finish(_ turn: BatchTurn, nanoseconds: UInt64) {
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
        forgetLines()
    }

    private static func average(_ old: UInt64, _ new: UInt64) -> UInt64 {
        old == 0 ? max(1, new) : (7 * old + new) / 8
    }
}

// MARK: - Time

extension WaitingRequests {
    /// Takes out every request that has waited too long.
    package mutating func takeExpired(now: UInt64) -> [PredictionRequest] {
        var expired: [PredictionRequest] = []
        let scans = earliestDeadline <= now
        var earliest = PredictionRequest.noDeadline
        for line in lines.indices {
            for lane in 0..<RequestPriority.leastUrgent {
                var index = lines[line].lanes[lane].head
                while index >= 0, let request = slots[index].request {
                    let (next, since) = (slots[index].next, slots[index].since)
                    if isOver(request, since: since, now: now) {
                        unlink(index, request, from: line)
                        expired.append(request)
                    } else if !scans {
                        break  // A lane is in the order of arrival.
                    } else {
                        earliest = min(earliest, request.deadline)
                    }
                    index = next
                }
            }
        }
        if scans {
            takeExpiredOutside(now: now, &expired, &earliest)
            earliestDeadline = earliest
        }
        forgetLines()
        return expired
    }

    /// Takes out every shadow.
    package mutating func takeShadows() -> [PredictionRequest] {
        var taken: [PredictionRequest] = []
        for line in lines.indices where lines[line].isShadow {
            while let index = first(of: line), let request = slots[index].request {
                unlink(index, request, from: line)
                taken.append(request)
            }
        }
        forgetLines()
        return taken
    }

    /// Whether a batch could be taken now.
    package func isReady(limit: Int, delay: UInt64, now: UInt64) -> Bool {
        readyLine(limit: limit, delay: delay, now: now) != nil
    }

    /// When something has to be done without a new request, at the earliest: a deadline, or the end
    /// of a delay or of the longest wait; nil: never.
    package func nextEvent(delay: UInt64) -> UInt64? {
        var earliest = isEmpty ? PredictionRequest.noDeadline : earliestDeadline
        for line in lines.indices where lines[line].requests > 0 {
            let since = oldest(line)
            if delay > 0 { earliest = min(earliest, since &+ delay) }
            let (end, overflow) = since.addingReportingOverflow(maxWait)
            if !overflow { earliest = min(earliest, end) }
        }
        return earliest == PredictionRequest.noDeadline ? nil : earliest
    }

    /// When the first of a line's requests came.
    private func oldest(_ line: Int) -> UInt64 {
        var oldest = UInt64.max
        var remaining = lines[line].occupied
        while remaining != 0 {
            let lane = remaining.trailingZeroBitCount
            remaining &= remaining - 1
            oldest = min(oldest, slots[lines[line].lanes[lane].head].since)
        }
        return oldest
    }
}

// MARK: - Lines

extension WaitingRequests {
    /// The rows in the queue for a project, shadows' apart, and those of them that would wait for room.
    func load(of project: ProjectName) -> (rows: Int, patient: Int) {
        var load = (rows: 0, patient: 0)
        for line in lines.indices
        where !lines[line].isShadow && lines[line].release?.project == project {
            load.rows += lines[line].rows
            load.patient += lines[line].patientRows
        }
        return load
    }

    private func line(of request: PredictionRequest) -> Int? {
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

    /// The ready line that has used the least; of equals the more urgent, then the first.
    private func readyLine(limit: Int, delay: UInt64, now: UInt64) -> Int? {
        var best: Int?
        for index in lines.indices where lines[index].requests > 0 {
            if lines[index].isShadow, rows > 0 { continue }
            if delay > 0, lines[index].networkRows < limit, oldest(index) &+ delay > now {
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

    /// The slot of the request of a line that is computed next.
    private func first(of line: Int) -> Int? {
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

    private mutating func count(_ request: PredictionRequest, _ sign: Int) {
        if request.isShadow {
            shadowRows += sign * request.rows
        } else {
            rows += sign * request.rows
            networkRows += sign * request.networkRows
        }
    }

    /// Takes a slot out of its line.
    private mutating func unlink(_ index: Int, _ request: PredictionRequest, from line: Int) {
        let (next, previous) = (slots[index].next, slots[index].previous)
        let lane = request.priority.lane
        if slots[index].isPatient { lines[line].patientRows -= request.rows }
        freeSlot(index)
        if previous >= 0 {
            slots[previous].next = next
        } else {
            lines[line].lanes[lane].head = next
        }
        if next >= 0 {
            slots[next].previous = previous
        } else {
            lines[line].lanes[lane].tail = previous
        }
        if next < 0, previous < 0 { lines[line].occupied &= ~(1 << UInt8(lane)) }
        lines[line].requests -= 1
        lines[line].rows -= request.rows
        lines[line].networkRows -= request.networkRows
        count(request, -1)
        if lines[line].requests == 0 { lines[line].release = nil }
    }

    /// Drops the accounts of lines that do not wait and are level with the others: all of them when
    /// nothing waits and nothing is computed.
    private mutating func forgetLines() {
        guard lines.contains(where: { $0.requests == 0 && $0.computing == 0 }) else { return }
        if isEmpty, !lines.contains(where: { $0.computing > 0 }) {
            lines.removeAll(keepingCapacity: true)
            floor = 0
            earliestDeadline = PredictionRequest.noDeadline
        } else {
            lines.removeAll { $0.requests == 0 && $0.computing == 0 && $0.used <= floor }
        }
    }
}
