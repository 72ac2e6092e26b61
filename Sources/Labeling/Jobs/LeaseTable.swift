internal import Domain

/// Which worker may write for which job, and until when.
///
/// A pure value: the time comes in with every call. A lease carries a fencing token that grows with
/// every lease of its job, so that a worker that lost its lease can write nothing.
struct LeaseTable: Sendable {
    private struct Lease {
        var token: Int64
        var end: Duration
    }

    /// How long a lease lasts after a heartbeat.
    let duration: Duration
    private var leases: [JobID: Lease] = [:]

    init(duration: Duration) { self.duration = duration }

    /// The jobs in some worker's hands.
    var jobs: [JobID] { leases.keys.sorted() }

    /// Gives a job to a worker.
    mutating func grant(_ job: JobID, token: Int64, now: Duration) {
        leases[job] = Lease(token: token, end: now + duration)
    }

    /// Prolongs a lease.
    ///
    /// - Throws: ``Failure`` (aborted) when the token does not hold the job any more.
    mutating func renew(_ job: JobID, token: Int64, now: Duration) throws(Failure) {
        guard let lease = leases[job] else {
            throw Failure(.aborted, "no worker holds job \(job) any more; lease \(token) has ended")
        }
        guard lease.token == token else {
            throw Failure(
                .aborted,
                "lease \(token) of job \(job) has ended; lease \(lease.token) holds it now"
            )
        }
        leases[job]?.end = now + duration
    }

    /// Ends a lease.
    mutating func end(_ job: JobID) { leases[job] = nil }

    /// The jobs whose workers were not heard of in time.
    func expired(now: Duration) -> [JobID] {
        leases.filter { $0.value.end <= now }.keys.sorted()
    }
}
