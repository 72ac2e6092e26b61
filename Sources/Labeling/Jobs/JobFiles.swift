internal import Domain
internal import Files

/// The files of jobs that are not over: checkpoints and weights, in the folder that is not swept.
struct JobFiles: Sendable {
    let directory: DataDirectory

    /// Where a lease's weights are written; beside the checkpoints, whose folder is not swept.
    func weights(_ id: JobID, _ token: Int64) -> String {
        "\(directory.checkpointsPath)/\(id).\(token).weights"
    }

    /// Removes the checkpoint and the weights of a job that is over.
    func remove(of id: JobID) { try? directory.removeCheckpoints { $0 == id } }

    /// Removes the files of all jobs that are not `open`.
    ///
    /// - Throws: ``Failure`` when the folder cannot be read or a file stays.
    func remove(exceptOf open: Set<JobID>) throws {
        try directory.removeCheckpoints { !open.contains($0) }
    }
}
