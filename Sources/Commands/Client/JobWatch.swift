import ArgumentParser
import GRPC
import Messages
import Services

/// Follows a job to its end, over restarts of the server.
struct JobWatch {
    /// How long a server may be away.
    private static let patience = Duration.seconds(600)

    private var job: Wire.Job
    private var bar: ProgressBar

    /// Follows a job of a server of our own, which nobody restarts.
    static func follow(_ job: Wire.Job, _ connection: GRPCClient) async throws -> Wire.Job {
        var watch = JobWatch(job)
        defer { watch.bar.finish() }
        _ = try await watch.stream(connection)
        return watch.job
    }

    private init(_ job: Wire.Job) {
        self.job = job
        bar = ProgressBar("job \(job.id) \(job.kind.word)")
    }

    /// Follows `job` to its end with a progress bar; returns it as it is then.
    ///
    /// - Throws: `GRPCStatus` where the server refuses, or is away for ten minutes.
    static func follow(
        _ job: Wire.Job,
        _ connection: GRPCClient,
        _ options: ServerOptions
    ) async throws -> Wire.Job {
        let server = options.server.map { " --server \($0)" } ?? ""
        let words = """
            job \(job.id) goes on in the server
              to watch it:  tutelage jobs watch \(job.id)\(server)
              to cancel it: tutelage jobs cancel \(job.id)\(server)
            """
        var watch = JobWatch(job)
        defer { watch.bar.finish() }
        await Interruption.say { words }
        defer { Interruption.sayNothing() }
        return try await watch.follow(connection, options)
    }

    private mutating func follow(
        _ connection: GRPCClient,
        _ options: ServerOptions
    ) async throws -> Wire.Job {
        do {
            if try await stream(connection) { return job }
        } catch let status as GRPCStatus where status.code == .unavailable {}
        bar.finish()
        printError(
            "the server is away; job \(job.id) goes on when it is back, and so does this command"
        )
        var lastAnswer = ContinuousClock.now
        var pause = Duration.milliseconds(250)
        while true {
            try await Task.sleep(for: pause)
            pause = min(pause * 2, .seconds(2))
            do {
                let isOver = try await options.withNewConnection { try await stream($0) }
                if isOver { return job }
                lastAnswer = .now
            } catch let status as GRPCStatus where status.code == .unavailable {
                guard ContinuousClock.now - lastAnswer < Self.patience else { throw status }
            }
        }
    }

    /// Takes updates until the job is over (true) or the server ends the stream, since it drains.
    private mutating func stream(_ connection: GRPCClient) async throws -> Bool {
        let updates = connection.serverStreaming(.watchJob, Wire.WatchJobRequest(jobID: job.id))
        for try await update in updates {
            guard let job = update.job else { continue }
            self.job = job
            show()
        }
        return job.state.isFinal
    }

    private mutating func show() {
        let loss = job.metrics.first { $0.name == "loss" }.map { "loss \(decimal($0.value, 3))" }
        bar.update(
            Int(job.progress?.step ?? 0),
            of: Int(job.progress?.steps ?? 0),
            note: [job.progress?.phase, loss].compactMap { $0 }.joined(separator: ", ")
        )
    }
}
