import ArgumentParser
import Foundation
import GRPC
import Messages
import Services

/// `tutelage jobs`: runs in the queue, on their way, or over.
struct JobsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs",
        abstract: "List, watch and cancel jobs.",
        subcommands: [JobsList.self, JobsWatch.self, JobsCancel.self]
    )
}

struct JobsList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List jobs, newest first."
    )
    @Argument(help: "The project; without it, all.") var project: String = ""
    @Option(help: "Only jobs in this state; may be repeated.") var state: [Wire.JobState] = []
    @Option(help: "The most jobs to list.") var limit: Int = 50
    @OptionGroup var options: ServerOptions

    func validate() throws {
        guard limit >= 1 else {
            throw ValidationError("--limit is 1 or more; got \(limit)")
        }
    }

    func run() async throws {
        try await options.withConnection { connection in
            var jobs: [Wire.Job] = []
            var request = Wire.ListJobsRequest(project: project, states: state)
            repeat {
                request.pageSize = UInt32(max(1, min(1000, limit - jobs.count)))
                let page = try await connection.unary(.listJobs, request)
                jobs += page.jobs
                request.pageToken = page.nextPageToken
            } while !request.pageToken.isEmpty && jobs.count < limit
            options.show(.array(jobs.map(\.json))) {
                var table = Table("job", "project", "kind", "trigger", "state", "outcome")
                for job in jobs {
                    table.append(
                        "\(job.id)",
                        job.project,
                        job.kind.word,
                        job.trigger.word,
                        job.state.word,
                        job.outcome
                    )
                }
                return table.text
            }
        }
    }
}

extension Wire.JobState: ExpressibleByArgument {
    private static let known: [Self] = [.queued, .running, .succeeded, .failed, .cancelled]

    package init?(argument: String) {
        guard let state = Self.known.first(where: { $0.word == argument }) else { return nil }
        self = state
    }

    package static var allValueStrings: [String] { known.map(\.word) }
}

struct JobsWatch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Follow a job to its end; exits with 1 unless it succeeds.",
        discussion: "Where the server restarts it waits up to ten minutes and goes on."
    )
    @Argument(help: "The job's number.") var job: Int64
    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await options.withConnection { connection in
            let now = try await connection.unary(.getJob, Wire.GetJobRequest(jobID: job))
            let last = try await JobWatch.follow(now, connection, options)
            try await RunOptions.show(last, connection, options)
        }
    }
}

struct JobsCancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Ask a job to stop."
    )
    @Argument(help: "The job's number.") var job: Int64
    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await options.withConnection { connection in
            let request = Wire.CancelJobRequest(jobID: job, requestID: UUID().uuidString)
            let asked = try await connection.unary(.cancelJob, request)
            options.show(asked.json) { "job \(asked.id) is asked to stop" }
        }
    }
}
