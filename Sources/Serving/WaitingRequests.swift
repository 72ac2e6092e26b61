internal import Domain

/// The queue of a ``Batcher``: requests in slots (``RequestSlots``), in one line per release whose turns
/// are fair (``ReleaseLines``), and others that wait outside for room (``PatientLines``).
///
/// A plain value without locks, threads or clocks. The rows of each project are bounded, and so are those
/// of all together. Requests whose callers have back-pressure of their own may wait for room outside of
/// the queue.
package struct WaitingRequests {
    /// The most rows of one project.
    let capacity: Int
    private let maxWait: UInt64
    private var slots: RequestSlots
    private var lines = ReleaseLines()
    private var patient = PatientLines()
    /// Not later than the earliest deadline that waits.
    private var earliestDeadline = PredictionRequest.noDeadline
    /// The number of waiting rows, shadows' apart.
    package private(set) var rows = 0
    /// The number of waiting network rows, shadows' apart.
    package private(set) var networkRows = 0
    /// The number of waiting rows of shadows.
    package private(set) var shadowRows = 0

    /// Creates a queue for `capacity` rows of each project, which wait for less than `maxWait`
    /// nanoseconds.
    package init(capacity: Int, maxWait: UInt64 = .max) {
        self.capacity = capacity
        self.maxWait = maxWait
        slots = RequestSlots(capacity: min(capacity, 4096))
    }

    /// Whether no request waits, shadows and those outside included.
    package var isEmpty: Bool { rows == 0 && shadowRows == 0 && patient.isEmpty }

    /// What a network row took lately, in nanoseconds, over all releases; 0: nothing was computed.
    package var nanosecondsPerRow: UInt64 { lines.nanosecondsPerRow }

    /// The rows in the queue for a project, shadows' apart, and those of them that would wait for room.
    func load(of project: ProjectName) -> (rows: Int, patient: Int) { lines.load(of: project) }

    // MARK: Requests

    /// Adds a request at the end of its lane; nil when there is no room, which shadows need not have.
    package mutating func append(_ request: PredictionRequest, now: UInt64) -> PredictionTicket? {
        guard request.isShadow || hasRoom(for: request) else { return nil }
        let index = slots.take(for: request)
        enter(index, request, since: now)
        return slots.ticket(index)
    }

    /// Puts a slot at the end of its lane.
    private mutating func enter(_ index: Int, _ request: PredictionRequest, since: UInt64) {
        slots[index].since = since
        lines.append(index, request, in: &slots)
        count(request, 1)
        earliestDeadline = min(earliestDeadline, request.deadline)
    }

    /// Takes a slot out of its line.
    private mutating func leave(_ index: Int, _ request: PredictionRequest, from line: Int) {
        lines.remove(index, request, from: line, in: &slots)
        slots.giveBack(index)
        count(request, -1)
    }

    private mutating func count(_ request: PredictionRequest, _ sign: Int) {
        if request.isShadow {
            shadowRows += sign * request.rows
        } else {
            rows += sign * request.rows
            networkRows += sign * request.networkRows
        }
    }

    /// Takes a request out; nil when it does not wait any more.
    package mutating func remove(_ ticket: PredictionTicket) -> PredictionRequest? {
        guard let request = slots.request(ticket) else { return nil }
        if slots[ticket.slot].isOutside {
            patient.remove(ticket.slot, of: request.release.project, in: &slots)
            return request
        }
        guard let line = lines.line(of: request) else { return nil }
        leave(ticket.slot, request, from: line)
        forgetLines()
        return request
    }

    private mutating func forgetLines() {
        if lines.forget(isEmpty: isEmpty) { earliestDeadline = PredictionRequest.noDeadline }
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
        while let turn = ready(limit: limit, delay: delay, now: now),
            let release = lines[turn].release
        {
            var batch = WaitingBatch(
                release: release,
                turn: BatchTurn(line: lines[turn].id, isShadow: lines[turn].isShadow),
                count: min(lines[turn].requests, limit)
            )
            while let index = lines.first(of: turn, in: slots), let request = slots[index].request {
                let since = slots[index].since
                if isOver(request, since: since, now: now) {
                    expired.append(request)
                } else {
                    let size = batch.networkRows + request.networkRows
                    guard batch.requests.isEmpty || size <= limit else { break }
                    if batch.requests.isEmpty { batch.turn.priority = request.priority }
                    batch.append(request, since: since)
                }
                leave(index, request, from: turn)
            }
            guard !batch.requests.isEmpty else { continue }
            lines.charge(&batch, to: turn)
            return batch
        }
        return nil
    }

    /// Charges a batch with the time that it took, in place of the estimate.
    package mutating func finish(_ turn: BatchTurn, nanoseconds: UInt64) {
        lines.finish(turn, nanoseconds: nanoseconds)
        forgetLines()
    }

    private func ready(limit: Int, delay: UInt64, now: UInt64) -> Int? {
        lines.ready(limit: limit, delay: delay, now: now, withShadows: rows == 0, in: slots)
    }

    /// Takes out every shadow.
    package mutating func takeShadows() -> [PredictionRequest] {
        var taken: [PredictionRequest] = []
        for line in lines.indices where lines[line].isShadow {
            while let index = lines.first(of: line, in: slots), let request = slots[index].request {
                leave(index, request, from: line)
                taken.append(request)
            }
        }
        forgetLines()
        return taken
    }
}

// MARK: - Time

extension WaitingRequests {
    /// Whether a request has waited long enough: for its caller, or for the queue.
    package func isOver(_ request: PredictionRequest, since: UInt64, now: UInt64) -> Bool {
        request.deadline <= now || now &- since >= maxWait && now >= since
    }

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
                        leave(index, request, from: line)
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
            patient.take(in: &slots, into: &expired) { request in
                if request.deadline > now { earliest = min(earliest, request.deadline) }
                return request.deadline <= now
            }
            earliestDeadline = earliest
        }
        forgetLines()
        return expired
    }

    /// Whether a batch could be taken now.
    package func isReady(limit: Int, delay: UInt64, now: UInt64) -> Bool {
        ready(limit: limit, delay: delay, now: now) != nil
    }

    /// When something has to be done without a new request, at the earliest: a deadline, or the end
    /// of a delay or of the longest wait; nil: never.
    package func nextEvent(delay: UInt64) -> UInt64? {
        var earliest = isEmpty ? PredictionRequest.noDeadline : earliestDeadline
        for line in lines.indices where lines[line].requests > 0 {
            let since = lines.oldest(line, in: slots)
            if delay > 0 { earliest = min(earliest, since &+ delay) }
            let (end, overflow) = since.addingReportingOverflow(maxWait)
            if !overflow { earliest = min(earliest, end) }
        }
        return earliest == PredictionRequest.noDeadline ? nil : earliest
    }
}

// MARK: - Room

extension WaitingRequests {
    /// The most rows of all projects together.
    package var totalCapacity: Int { capacity * BatcherConfiguration.fullQueues }

    /// The most rows of a project whose callers would wait for room, while there are others.
    private var patientCapacity: Int { max(1, capacity / 2) }

    /// Whether requests wait for room.
    var hasPatient: Bool { !patient.isEmpty }

    /// The number of requests that wait for room.
    package var requestsOutside: Int { patient.requests }

    /// Whether a request whose caller does not wait finds room.
    private func hasRoom(for request: PredictionRequest) -> Bool {
        guard rows + promisedRows + request.rows <= totalCapacity else { return false }
        // A project has no more rows than all together.
        if patient.isEmpty, rows + request.rows <= capacity { return true }
        let project = request.release.project
        return load(of: project).rows + promisedRows(of: project) + request.rows <= capacity
    }

    /// The rows of a project's queue that are kept for the first of those who wait for room.
    func promisedRows(of project: ProjectName) -> Int {
        guard let first = patient.first(of: project).flatMap({ slots[$0].request }),
            isInShare(first, load(of: project).patient)
        else { return 0 }
        return first.rows
    }

    /// The rows of all queues together that are kept for the first of those who wait for room, where
    /// nothing else than that holds it up.
    var promisedRows: Int { patient.isEmpty ? 0 : firstWithShare?.request.rows ?? 0 }

    /// The first in turn of those that wait which its own project would let in, and its line.
    private var firstWithShare: (line: Int, request: PredictionRequest)? {
        for (line, slot) in patient.firsts() {
            if let request = slots[slot].request, isWithinProject(request) {
                return (line, request)
            }
        }
        return nil
    }

    private func isWithinProject(_ request: PredictionRequest) -> Bool {
        let load = load(of: request.release.project)
        guard isInShare(request, load.patient) else { return false }
        return load.rows == 0 || load.rows + request.rows <= capacity
    }

    private func isInShare(_ request: PredictionRequest, _ patientRows: Int) -> Bool {
        patientRows == 0 || patientRows + request.rows <= patientCapacity
    }

    /// Adds a request at the end of its lane or, while there is no room, of those that wait for it.
    package mutating func appendOrWait(
        _ request: PredictionRequest,
        now: UInt64
    ) -> PredictionTicket {
        let index = slots.take(for: request)
        slots[index].isPatient = true
        let project = request.release.project
        let all = rows + promisedRows + request.rows
        if patient.first(of: project) == nil,
            rows == 0 || all <= totalCapacity && isWithinProject(request)
        {
            enter(index, request, since: now)
        } else {
            patient.append(index, of: project, in: &slots)
            earliestDeadline = min(earliestDeadline, request.deadline)
        }
        return slots.ticket(index)
    }

    /// Lets those into the queue that have waited for room which there is now; whether there were any.
    ///
    /// To be called whenever rows have left the queue.
    package mutating func admit(now: UInt64) -> Bool {
        var isAdmitted = false
        while let (line, request) = firstWithShare {
            // It waits for the room of all, and nobody overtakes it there.
            guard rows == 0 || rows + request.rows <= totalCapacity else {
                patient.keepTurn(of: line)
                break
            }
            enter(patient.takeFirst(of: line, in: &slots), request, since: now)
            isAdmitted = true
        }
        return isAdmitted
    }

    /// Takes out every request that waits for room.
    package mutating func takeOutside() -> [PredictionRequest] {
        var taken: [PredictionRequest] = []
        patient.take(in: &slots, into: &taken) { _ in true }
        return taken
    }
}
