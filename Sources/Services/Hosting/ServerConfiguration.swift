internal import Files
package import GRPC
package import HTTP2
package import Labeling
package import Serving
package import Store

/// Everything that a server is told when it starts.
package struct ServerConfiguration: Sendable {
    /// The data directory.
    package var dataDirectory: String
    /// The address to listen on.
    package var host = "127.0.0.1"
    /// The port; 0: the system chooses one.
    package var port = 8600
    /// Where pages for monitoring are, over HTTP/1.1; nil: nowhere.
    package var http: HTTP2Address?
    /// What protects the port.
    package var security = ServerSecurity()
    /// What callers may use.
    package var limits = ServerLimits()
    /// The batches of predictions.
    package var batching: BatcherConfiguration
    /// The sizes of the store.
    package var store = StoreSettings()
    /// The limits of jobs.
    package var jobs = JobSettings()
    /// Whether gRPC's interoperability tests are served too.
    package var interop = false
    /// How long calls and workers may take to end when the server ends.
    package var grace = Duration.seconds(10)

    /// The defaults on a machine with `cores` cores.
    package init(dataDirectory: String, cores: Int) {
        self.dataDirectory = dataDirectory
        limits.eventLoops = max(1, cores / 4)
        limits.memoryBytes = Self.memoryBytes(available: SystemMemory.availableBytes())
        batching = BatcherConfiguration(cores: cores)
    }

    /// What calls may hold by default: 128 MiB, or an eighth of what the machine and the control groups
    /// leave where that is less, and 16 MiB at least.
    package static func memoryBytes(available: Int?) -> Int {
        max(16 << 20, min(128 << 20, available.map { $0 / 8 } ?? .max))
    }

    /// The limits of jobs, whose workers have the time of ``grace`` to end.
    var drainingJobs: JobSettings {
        var settings = jobs
        settings.drainLimit = grace
        return settings
    }

    /// Whether calls are asked for tokens.
    var asksForTokens: Bool { security.requiresTokens(on: address) }

    /// Where to listen.
    package var address: HTTP2Address { .tcp(host: host, port: port) }
}
