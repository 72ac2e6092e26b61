internal import Domain
internal import HTTP2Session
internal import NIOCore

/// Paces the calls of all connections and counts their ends; lives on one event loop.
final class LoadDriver {
    private let plan: LoadPlan
    private let loop: any EventLoop
    private let headers: HeaderBlock
    private var generator: SeededGenerator
    private var connections: [LoadConnection] = []
    private var next = 0
    private var begun = 0
    private var due = 0.0
    private var startedAt: UInt64 = 0
    private var isStopping = false
    private var isDone = false
    private let done: EventLoopPromise<Void>
    private(set) var report = LoadReport()
    /// Called when a connection was lost that is to be opened again.
    var onLoss: (() -> Void)?

    private static let statuses = [
        "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND",
        "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION",
        "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS",
        "UNAUTHENTICATED",
    ]

    init(plan: LoadPlan, loop: any EventLoop, done: EventLoopPromise<Void>) {
        self.plan = plan
        self.loop = loop
        self.done = done
        generator = SeededGenerator(seed: plan.seed)
        var headers = HeaderBlock()
        headers.append(":method", "POST")
        headers.append(":scheme", "http")
        headers.append(":path", plan.path)
        headers.append(":authority", "\(plan.host):\(plan.port)")
        headers.append("te", "trailers")
        headers.append("content-type", "application/grpc")
        for header in plan.headers { headers.append(header.name, header.value) }
        self.headers = headers
    }

    private var now: UInt64 { NIODeadline.now().uptimeNanoseconds }

    /// Takes a connection into service, unless it was lost meanwhile.
    func add(_ connection: LoadConnection) {
        guard connection.isOpen else { return }
        connections.append(connection)
        if startedAt > 0, case .closed = plan.pace {
            fill(connection)
            connection.flush()
        }
    }

    /// Whether every connection takes calls.
    var isReady: Bool { connections.allSatisfy(\.takesCalls) }

    /// Starts the calls.
    func start() {
        startedAt = now
        let reference = NIOLoopBound(self, eventLoop: loop)
        loop.scheduleTask(in: .nanoseconds(Int64(plan.seconds * 1e9))) { reference.value.stop() }
        if let isOver = plan.isOver {
            loop.scheduleRepeatedTask(initialDelay: .zero, delay: .milliseconds(50)) { task in
                guard isOver() else { return }
                task.cancel()
                reference.value.stop()
            }
        }
        switch plan.pace {
        case .closed:
            for connection in connections {
                fill(connection)
                connection.flush()
            }
        case .open: tick()
        }
    }

    /// Starts no more calls; ends when those that run have ended, or after half a minute.
    private func stop() {
        guard !isStopping else { return }
        isStopping = true
        report.seconds = Double(now - startedAt) / 1e9 - plan.warmupSeconds
        let reference = NIOLoopBound(self, eventLoop: loop)
        loop.scheduleTask(in: .seconds(30)) { reference.value.finish() }
        finishIfIdle()
    }

    private func finishIfIdle() {
        if isStopping, connections.allSatisfy({ $0.inFlight == 0 }) { finish() }
    }

    private func finish() {
        guard !isDone else { return }
        isDone = true
        onLoss = nil
        // What still runs has no end to tell: closing counts it as lost.
        for connection in connections { connection.close() }
        done.succeed(())
    }

    // MARK: Pace

    private func tick() {
        guard !isStopping, case .open(let rate) = plan.pace else { return }
        let elapsed = Double(now - startedAt) / 1e9
        // Calls that are due together share a connection: fewer system calls, here and in the server.
        next = (next + 1) % max(1, connections.count)
        while due <= elapsed, !isStopping {
            beginOpen(start: startedAt + UInt64(due * 1e9))
            due += 1 / rate
        }
        for connection in connections { connection.flush() }
        let reference = NIOLoopBound(self, eventLoop: loop)
        loop.scheduleTask(in: .milliseconds(1)) { reference.value.tick() }
    }

    private func beginOpen(start: UInt64) {
        for _ in connections.indices {
            let connection = connections[next % connections.count]
            if connection.inFlight < plan.streams, begin(on: connection, start: start) { return }
            next = (next + 1) % connections.count
        }
        record(0, LoadReport.unsent, start: start, reply: [])
    }

    /// Starts calls until the connection has its share.
    private func fill(_ connection: LoadConnection) {
        guard case .closed(let concurrency) = plan.pace else { return }
        let share = max(1, concurrency / plan.connections)
        while startedAt > 0, !isStopping, connection.takesCalls, connection.inFlight < share {
            guard begin(on: connection, start: now) else { return }
        }
    }

    private func begin(on connection: LoadConnection, start: UInt64) -> Bool {
        let request =
            plan.requests.count == 1 ? 0 : Int(generator.next() >> 33) % plan.requests.count
        var list = headers
        if let deadlines = plan.deadlines, generator.uniform() < Float(deadlines.share) {
            let range = deadlines.microseconds
            let time = range.lowerBound + Int(generator.next() >> 33) % range.count
            list.append("grpc-timeout", "\(time)u")
        }
        var endsToCancel = -1
        if plan.cancelShare > 0, generator.uniform() < Float(plan.cancelShare) {
            endsToCancel = Int(generator.next() >> 33) % 8
        }
        let didBegin = connection.begin(
            request,
            body: plan.requests[request].body,
            headers: list,
            start: start,
            endsToCancel: endsToCancel
        )
        guard didBegin else { return false }
        begun += 1
        if let calls = plan.calls, begun >= calls { stop() }
        return true
    }

    // MARK: Ends

    /// The name of an end with a status, or without one.
    func outcome(_ status: Int?) -> String {
        guard let status else { return "NO STATUS" }
        return Self.statuses.indices.contains(status) ? Self.statuses[status] : "STATUS \(status)"
    }

    func record(_ request: Int, _ outcome: String, start: UInt64, reply: [UInt8]) {
        guard !isDone || outcome == LoadReport.lost else { return }
        let time = now
        let warm = startedAt + UInt64(plan.warmupSeconds * 1e9)
        if outcome == "OK", !isStopping, time >= warm { report.answered += 1 }
        guard start >= warm else { return }
        var outcome = outcome
        if outcome == "OK" {
            report.lastReply = reply
            let accepted = plan.requests[request].accepted
            if !accepted.isEmpty, !accepted.contains(reply) { outcome = LoadReport.mismatch }
        }
        let microseconds = UInt32(clamping: (time - min(time, start)) / 1_000)
        report.latencies[outcome, default: []].append(microseconds)
        if plan.keepsSamples {
            report.samples.append(
                LoadReport.Sample(
                    startNanoseconds: start,
                    microseconds: microseconds,
                    outcome: outcome
                )
            )
        }
    }

    /// Calls of the connection have ended.
    func ended(on connection: LoadConnection) {
        fill(connection)
        finishIfIdle()
    }

    func closed(_ connection: LoadConnection) {
        connections.removeAll { $0 === connection }
        guard !isDone else { return }
        if plan.reconnects, !isStopping {
            report.reconnections += 1
            onLoss?()
        } else if connections.isEmpty {
            stop()
            finish()
        }
        finishIfIdle()
    }
}
