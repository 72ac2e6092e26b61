/// Requests of one release that are computed together.
struct WaitingBatch {
    let release: Release
    var requests: [PredictionRequest] = []
    /// When each of them was submitted.
    var submitted: [UInt64] = []
    var rows = 0
    var networkRows = 0

    /// Creates a batch without requests, with room for `count`.
    init(release: Release, count: Int = 1) {
        self.release = release
        requests.reserveCapacity(count)
        submitted.reserveCapacity(count)
    }

    mutating func append(_ request: PredictionRequest, since: UInt64) {
        requests.append(request)
        submitted.append(since)
        rows += request.rows
        networkRows += request.networkRows
    }
}

/// Names a waiting request, to take it back.
package struct PredictionTicket: Hashable, Sendable {
    let slot: Int
    let generation: UInt64
}

/// The queue of a ``Batcher``: one line per release, the lines taking turns.
///
/// A plain value without locks, threads or clocks. The slots are made once: the queue is bounded. A
/// line is a doubly linked list of slots, so that a request is taken back without a search; the
/// lines are few (releases that have a waiting request now), so they are searched one by one.
struct WaitingRequests {
    private struct Slot {
        var request: PredictionRequest?
        var generation: UInt64 = 0
        var next = -1
        var previous = -1
        var since: UInt64 = 0
    }

    private struct Line {
        let release: Release
        var head: Int
        var tail: Int
        var requests: Int
        var networkRows: Int
    }

    private var slots: [Slot]
    private var free: [Int]
    /// The lines that have a request, the next one first.
    private var lines: [Line] = []
    private var generation: UInt64 = 0
    /// The number of waiting rows.
    private(set) var rows = 0

    init(capacity: Int) {
        slots = Array(repeating: Slot(), count: capacity)
        free = Array((0..<capacity).reversed())
    }

    var isEmpty: Bool { lines.isEmpty }

    /// Adds a request at the end of its release's line; nil when every slot is taken.
    mutating func append(_ request: PredictionRequest, now: UInt64) -> PredictionTicket? {
        guard let index = free.popLast() else { return nil }
        generation &+= 1
        slots[index].request = request
        slots[index].generation = generation
        slots[index].since = now
        slots[index].next = -1
        rows += request.rows
        if let line = line(of: request) {
            let tail = lines[line].tail
            slots[index].previous = tail
            slots[tail].next = index
            lines[line].tail = index
            lines[line].requests += 1
            lines[line].networkRows += request.networkRows
        } else {
            slots[index].previous = -1
            lines.append(
                Line(
                    release: request.release,
                    head: index,
                    tail: index,
                    requests: 1,
                    networkRows: request.networkRows
                )
            )
        }
        return PredictionTicket(slot: index, generation: generation)
    }

    /// Takes a request out; nil when it does not wait any more.
    mutating func remove(_ ticket: PredictionTicket) -> PredictionRequest? {
        guard slots[ticket.slot].generation == ticket.generation,
            let request = slots[ticket.slot].request, let line = line(of: request)
        else { return nil }
        unlink(ticket.slot, request, from: line)
        return request
    }

    /// Takes the next batch of at most `limit` network rows, or one larger request alone.
    ///
    /// A line is ready when it has `limit` rows, or when its first request has waited for `delay`.
    /// Requests whose deadline has passed are put into `expired` instead.
    mutating func takeBatch(
        limit: Int,
        delay: UInt64,
        now: UInt64,
        expired: inout [PredictionRequest]
    ) -> WaitingBatch? {
        while let turn = readyLine(limit: limit, delay: delay, now: now) {
            var batch = WaitingBatch(
                release: lines[turn].release,
                count: min(lines[turn].requests, limit)
            )
            var index = lines[turn].head
            var isEmptied = false
            while !isEmptied, let request = slots[index].request {
                let (next, since) = (slots[index].next, slots[index].since)
                if request.deadline <= now {
                    expired.append(request)
                } else {
                    let size = batch.networkRows + request.networkRows
                    guard batch.requests.isEmpty || size <= limit else { break }
                    batch.append(request, since: since)
                }
                isEmptied = unlink(index, request, from: turn)
                index = next
            }
            if !isEmptied { lines.append(lines.remove(at: turn)) }
            if !batch.requests.isEmpty { return batch }
        }
        return nil
    }

    /// Takes out every request whose deadline has passed.
    mutating func takeExpired(now: UInt64) -> [PredictionRequest] {
        var expired: [PredictionRequest] = []
        for line in lines.indices.reversed() {
            var index = lines[line].head
            while index >= 0, let request = slots[index].request {
                let next = slots[index].next
                if request.deadline <= now {
                    unlink(index, request, from: line)
                    expired.append(request)
                }
                index = next
            }
        }
        return expired
    }

    /// Whether a batch could be taken now.
    func isReady(limit: Int, delay: UInt64, now: UInt64) -> Bool {
        readyLine(limit: limit, delay: delay, now: now) != nil
    }

    /// When something has to be done without a new request: the earliest deadline or the earliest
    /// end of a delay; nil: never.
    func nextEvent(delay: UInt64) -> UInt64? {
        var earliest = PredictionRequest.noDeadline
        for line in lines {
            if delay > 0 { earliest = min(earliest, slots[line.head].since &+ delay) }
            var index = line.head
            while index >= 0, let request = slots[index].request {
                earliest = min(earliest, request.deadline)
                index = slots[index].next
            }
        }
        return earliest == PredictionRequest.noDeadline ? nil : earliest
    }

    private func line(of request: PredictionRequest) -> Int? {
        lines.firstIndex { $0.release === request.release }
    }

    private func readyLine(limit: Int, delay: UInt64, now: UInt64) -> Int? {
        guard delay > 0 else { return lines.isEmpty ? nil : 0 }
        return lines.firstIndex { line in
            line.networkRows >= limit || slots[line.head].since &+ delay <= now
        }
    }

    /// Takes a slot out of its line; returns whether the line was emptied, and so removed.
    @discardableResult
    private mutating func unlink(
        _ index: Int,
        _ request: PredictionRequest,
        from line: Int
    ) -> Bool {
        let (next, previous) = (slots[index].next, slots[index].previous)
        slots[index].request = nil
        slots[index].generation = 0
        free.append(index)
        rows -= request.rows
        if previous >= 0 { slots[previous].next = next } else { lines[line].head = next }
        if next >= 0 { slots[next].previous = previous } else { lines[line].tail = previous }
        lines[line].requests -= 1
        lines[line].networkRows -= request.networkRows
        guard next < 0, previous < 0 else { return false }
        lines.remove(at: line)
        return true
    }
}
