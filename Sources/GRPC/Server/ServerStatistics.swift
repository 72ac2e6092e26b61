internal import NIOCore
internal import Synchronization

/// What a server has done; read it at any time from any thread.
package struct ServerStatistics: Sendable, Hashable {
    /// Connections that were accepted.
    package var connections = 0
    /// Calls that were started.
    package var calls = 0
    /// Calls that ended with OK.
    package var succeeded = 0
    /// Calls that ended otherwise, the cancelled ones included.
    package var failed = 0
    /// HTTP/2 frames received.
    package var framesReceived = 0
    /// HTTP/2 frames sent.
    package var framesSent = 0
    /// Flushes to sockets.
    package var flushes = 0
}

extension ServerStatistics {
    /// Adds the calls of a method.
    mutating func add(_ method: MethodStatistics) {
        calls += method.started
        for (code, count) in method.handled {
            if code == .ok { succeeded += count } else { failed += count }
        }
    }
}

/// The counters behind ``ServerStatistics`` and ``MethodStatistics``.
final class ServerCounters: Sendable {
    private let loops = Mutex<[ObjectIdentifier: LoopCounters]>([:])
    let connections = Atomic(0)
    let framesReceived = Atomic(0)
    let framesSent = Atomic(0)
    let flushes = Atomic(0)

    /// The counters of an event loop's calls, made for its first connection.
    func calls(on loop: any EventLoop, routes: Int) -> LoopCounters {
        loops.withLock { loops in
            let id = ObjectIdentifier(loop)
            if let counters = loops[id] { return counters }
            let counters = LoopCounters(routes: routes)
            loops[id] = counters
            return counters
        }
    }

    /// The calls of each method of `router`, and last those of unknown methods.
    func methods(of router: Router) -> [MethodStatistics] {
        let loops = loops.withLock { Array($0.values) }
        var result = router.routes.map { MethodStatistics($0.path, $0.shape) }
        result.append(MethodStatistics(MethodStatistics.unknown, .unary))
        for index in result.indices {
            for loop in loops { loop.methods[index].add(to: &result[index]) }
        }
        return result
    }

    /// What was counted for connections.
    var snapshot: ServerStatistics {
        ServerStatistics(
            connections: connections.load(ordering: .relaxed),
            framesReceived: framesReceived.load(ordering: .relaxed),
            framesSent: framesSent.load(ordering: .relaxed),
            flushes: flushes.load(ordering: .relaxed)
        )
    }
}
