/// Requests of one release that are computed together.
package struct WaitingBatch {
    /// The release that computes them.
    package let release: Release
    /// The requests, in the order in which they are answered.
    package private(set) var requests: [PredictionRequest] = []
    /// When each of them was submitted.
    private(set) var submitted: [UInt64] = []
    private(set) var rows = 0
    /// The rows that the network sees.
    package private(set) var networkRows = 0
    /// What was charged for it, to be put right when it is done.
    package var turn: BatchTurn

    /// Creates a batch without requests, with room for `count`.
    init(release: Release, turn: BatchTurn, count: Int) {
        self.release = release
        self.turn = turn
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

/// What a batch was charged for before it was computed; it does not hold the release.
package struct BatchTurn: Sendable {
    let line: ObjectIdentifier
    let isShadow: Bool
    var priority = RequestPriority.standard
    var networkRows = 0
    var charged: UInt64 = 0
}

/// Names a waiting request, to take it back.
package struct PredictionTicket: Hashable, Sendable {
    let slot: Int
    let generation: UInt64
}
