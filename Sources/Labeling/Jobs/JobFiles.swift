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
    func remove(of id: JobID) { try? remove { $0 == id } }

    /// Removes the files of all jobs that are not `open`.
    ///
    /// - Throws: ``Failure`` when the folder cannot be read or a file stays.
    func remove(exceptOf open: Set<JobID>) throws { try remove { !open.contains($0) } }

    private func remove(where isOver: (JobID) -> Bool) throws {
        let folder = directory.checkpointsPath
        for name in try FileSystem.entries(of: folder) {
            guard let id = JobID(name.prefix { $0 != "." }), isOver(id) else { continue }
            try FileSystem.remove("\(folder)/\(name)")
        }
    }
}
