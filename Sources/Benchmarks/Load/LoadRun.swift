internal import Domain
internal import Foundation
internal import HTTP2
internal import HTTP2Session
internal import NIOCore
internal import NIOPosix

/// Runs a ``LoadPlan`` on one thread.
///
/// A call costs no task and no timer; the client's own CPU is in the report.
package enum LoadRun {
    /// Makes the calls of a plan.
    ///
    /// - Throws: ``Failure`` with UNAVAILABLE when nobody listens there.
    package static func run(_ plan: LoadPlan) async throws -> LoadReport {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        return try await run(plan, on: loop)
    }

    /// Asks each request alone, and returns the bodies of the replies.
    ///
    /// - Throws: ``Failure`` when one is not answered with OK.
    package static func ask(_ bodies: [[UInt8]], like plan: LoadPlan) async throws -> [[UInt8]] {
        var replies: [[UInt8]] = []
        for body in bodies {
            var single = LoadPlan(
                host: plan.host,
                port: plan.port,
                path: plan.path,
                requests: [LoadPlan.Request(body: body)]
            )
            single.headers = plan.headers
            single.calls = 1
            let report = try await run(single)
            guard report.count("OK") == 1 else {
                let outcomes = report.latencies.keys.sorted().joined(separator: ", ")
                throw Failure(.internal, "request \(replies.count) ended with \(outcomes)")
            }
            replies.append(report.lastReply)
        }
        return replies
    }

    private static func run(
        _ plan: LoadPlan,
        on loop: any EventLoop
    ) async throws -> LoadReport {
        let done = loop.makePromise(of: Void.self)
        let driver = try await loop.submit {
            NIOLoopBound(LoadDriver(plan: plan, loop: loop, done: done), eventLoop: loop)
        }.get()
        do {
            for _ in 0..<plan.connections { try await connect(plan, loop, driver) }
        } catch {
            done.succeed(())
            throw Failure(.unavailable, "cannot connect to \(plan.host):\(plan.port): \(error)")
        }
        for _ in 0..<1_000 where try await loop.submit({ !driver.value.isReady }).get() {
            try await Task.sleep(for: .milliseconds(5))
        }
        let before = processSeconds()
        try await loop.submit {
            driver.value.onLoss = { Task { await reconnect(plan, loop, driver) } }
            driver.value.start()
        }.get()
        try await done.futureResult.get()
        var report = try await loop.submit { driver.value.report }.get()
        report.processSeconds = processSeconds() - before
        for outcome in report.latencies.keys { report.latencies[outcome]?.sort() }
        return report
    }

    private static func connect(
        _ plan: LoadPlan,
        _ loop: any EventLoop,
        _ driver: NIOLoopBound<LoadDriver>
    ) async throws {
        var limits = HTTP2Limits()
        limits.bufferedOutputBytes = 1 << 30
        var timeouts = HTTP2Timeouts()
        timeouts.idle = .hours(24)
        timeouts.write = .hours(24)
        let connection = try await loop.submit {
            NIOLoopBound(LoadConnection(driver: driver.value), eventLoop: loop)
        }.get()
        _ = try await HTTP2Connector.connect(
            to: .tcp(host: plan.host, port: plan.port),
            group: loop,
            timeout: .seconds(10)
        ) { [limits, timeouts] loop in
            try HTTP2Connection(
                role: .client,
                limits: limits,
                timeouts: timeouts,
                eventLoop: loop,
                delegate: connection.value
            )
        }
        try await loop.submit { driver.value.add(connection.value) }.get()
    }

    /// Opens a connection again, however long the server is away.
    private static func reconnect(
        _ plan: LoadPlan,
        _ loop: any EventLoop,
        _ driver: NIOLoopBound<LoadDriver>
    ) async {
        for _ in 0..<1_000 {
            // A server that is going away takes connections and drops them: no faster than this.
            try? await Task.sleep(for: .milliseconds(20))
            if (try? await connect(plan, loop, driver)) != nil { return }
        }
    }

    private static func processSeconds() -> Double {
        // POSIX has a million ticks a second, whatever their true length.
        Double(clock()) / 1e6
    }
}
