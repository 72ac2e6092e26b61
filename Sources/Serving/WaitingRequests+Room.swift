internal import Domain

/// The requests of a project that wait for room in the queue, first come first served: a doubly linked
/// list of slots.
///
/// Their callers have back-pressure of their own, such as a stream that is not read meanwhile. Room
/// that becomes free is theirs before others get it, until they have half of the project's queue:
/// neither streams nor single calls shut the others out.
struct PatientLine {
    let project: ProjectName
    var head = -1
    var tail = -1
    var requests = 0
}

extension WaitingRequests {
    /// The most rows of all projects together.
    package var totalCapacity: Int { capacity * BatcherConfiguration.fullQueues }

    /// The most rows of a project whose callers would wait for room, while there are others.
    private var patientCapacity: Int { max(1, capacity / 2) }

    /// The number of requests that wait for room.
    package var requestsOutside: Int { patientLines.reduce(0) { $0 + $1.requests } }

    /// Whether a request whose caller does not wait finds room.
    func hasRoom(for request: PredictionRequest) -> Bool {
        guard rows + promisedRows + request.rows <= totalCapacity else { return false }
        // A project has no more rows than all together.
        if patientLines.isEmpty, rows + request.rows <= capacity { return true }
        let project = request.release.project
        return load(of: project).rows + promisedRows(of: project) + request.rows <= capacity
    }

    /// The rows of a project's queue that are kept for the first of those who wait for room.
    func promisedRows(of project: ProjectName) -> Int {
        guard let line = patientLines.first(where: { $0.project == project }),
            let first = slots[line.head].request, isInShare(first, load(of: project).patient)
        else { return 0 }
        return first.rows
    }

    /// The rows of all queues together that are kept for the first of those who wait for room, where
    /// nothing else than that holds it up.
    var promisedRows: Int {
        firstWithShare.flatMap { slots[patientLines[$0].head].request?.rows } ?? 0
    }

    /// The line in turn of those whose first request its own project would let in.
    private var firstWithShare: Int? {
        let count = patientLines.count
        for offset in 0..<count {
            let line = (patientTurn + offset) % count
            if let request = slots[patientLines[line].head].request, isWithinProject(request) {
                return line
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
        let index = takeSlot(for: request)
        slots[index].isPatient = true
        let ticket = PredictionTicket(slot: index, generation: slots[index].generation)
        let project = request.release.project
        let line = patientLines.firstIndex { $0.project == project }
        let all = rows + promisedRows + request.rows
        if line == nil, rows == 0 || all <= totalCapacity && isWithinProject(request) {
            link(index, request, since: now)
            return ticket
        }
        let place = line ?? patientLines.count
        if line == nil { patientLines.append(PatientLine(project: project)) }
        let tail = patientLines[place].tail
        slots[index].isOutside = true
        slots[index].previous = tail
        if tail >= 0 { slots[tail].next = index } else { patientLines[place].head = index }
        patientLines[place].tail = index
        patientLines[place].requests += 1
        earliestDeadline = min(earliestDeadline, request.deadline)
        return ticket
    }

    /// Lets those into the queue that have waited for room which there is now; whether there were any.
    ///
    /// To be called whenever rows have left the queue.
    package mutating func admit(now: UInt64) -> Bool {
        var isAdmitted = false
        while let line = firstWithShare, let request = slots[patientLines[line].head].request {
            patientTurn = line
            // It waits for the room of all, and nobody overtakes it there.
            guard rows == 0 || rows + request.rows <= totalCapacity else { break }
            let index = patientLines[line].head
            unlinkOutside(index, from: line)
            link(index, request, since: now)
            isAdmitted = true
            if patientLines[line].head < 0 {
                patientLines.remove(at: line)
            } else {
                patientTurn = line + 1
            }
        }
        return isAdmitted
    }

    /// Takes out every request that waits for room.
    package mutating func takeOutside() -> [PredictionRequest] {
        var taken: [PredictionRequest] = []
        for line in patientLines.indices {
            takeOutside(from: line, into: &taken) { _ in true }
        }
        forgetPatientLines()
        return taken
    }

    mutating func removeOutside(_ index: Int, _ request: PredictionRequest) {
        let project = request.release.project
        guard let line = patientLines.firstIndex(where: { $0.project == project }) else { return }
        unlinkOutside(index, from: line)
        freeSlot(index)
        forgetPatientLines()
    }

    /// Takes out those whose deadline has passed; `earliest` becomes no later than the others'.
    mutating func takeExpiredOutside(
        now: UInt64,
        _ expired: inout [PredictionRequest],
        _ earliest: inout UInt64
    ) {
        for line in patientLines.indices {
            takeOutside(from: line, into: &expired) { request in
                if request.deadline > now { earliest = min(earliest, request.deadline) }
                return request.deadline <= now
            }
        }
        forgetPatientLines()
    }

    private mutating func takeOutside(
        from line: Int,
        into taken: inout [PredictionRequest],
        where isTaken: (PredictionRequest) -> Bool
    ) {
        var index = patientLines[line].head
        while index >= 0, let request = slots[index].request {
            let next = slots[index].next
            if isTaken(request) {
                unlinkOutside(index, from: line)
                freeSlot(index)
                taken.append(request)
            }
            index = next
        }
    }

    private mutating func unlinkOutside(_ index: Int, from line: Int) {
        let (next, previous) = (slots[index].next, slots[index].previous)
        if previous >= 0 { slots[previous].next = next } else { patientLines[line].head = next }
        if next >= 0 { slots[next].previous = previous } else { patientLines[line].tail = previous }
        slots[index].isOutside = false
        patientLines[line].requests -= 1
    }

    private mutating func forgetPatientLines() { patientLines.removeAll { $0.head < 0 } }
}
