package import Domain
internal import Files

extension DataStore {
    /// Whether the lease of a running job has run out, so that another worker would get the job.
    ///
    /// - Throws: ``Failure`` (not found).
    package func isLeaseExpired(_ id: JobID) async throws -> Bool {
        let now = clock.monotonicMilliseconds
        return try await read { reader in
            let job = try reader.job(id)
            let end = try reader.one("SELECT lease_expires FROM job WHERE key = ?", [id]) {
                try $0.integerIfAny()
            }
            guard job.state == .running, let end = end ?? nil else { return job.state == .running }
            // What expires later than any lease lasts was leased before the machine started.
            return end <= now || end > now + 3_600_000
        }
    }
}
