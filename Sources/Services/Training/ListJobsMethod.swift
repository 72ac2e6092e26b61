internal import Domain
package import GRPC
package import Messages
internal import Store

/// `Training/ListJobs`.
package struct ListJobsMethod: UnaryMethod {
    package static let path = RPC.listJobs.path

    let services: TrainingServices

    package func call(
        _ request: Wire.ListJobsRequest,
        context: CallContext
    ) async throws -> Wire.ListJobsReply {
        let name = request.project.isEmpty ? nil : try ProjectName(request.project)
        let page = try Page(size: request.pageSize, token: request.pageToken)
        let before = try page.after(orStart: .max)
        var states: Set<JobState> = []
        for (index, state) in request.states.enumerated() {
            states.insert(try JobState(state, field: "states[\(index)]"))
        }
        let wanted = states
        return try await services.store.read { reader in
            let jobs = try reader.jobs(of: name, in: wanted, before: before, limit: page.size + 1)
            var reply = Wire.ListJobsReply()
            var bytes = 0
            for job in jobs.prefix(page.size) {
                let message = try Wire.Job(job, reader)
                bytes += message.encodedSize
                if !reply.jobs.isEmpty, bytes > Page.byteLimit { break }
                reply.jobs.append(message)
            }
            if reply.jobs.count < jobs.count, let last = reply.jobs.last {
                reply.nextPageToken = Page.token(after: last.id)
            }
            return reply
        }
    }
}
