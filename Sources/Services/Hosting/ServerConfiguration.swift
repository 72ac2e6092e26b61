package import GRPC
package import HTTP2
package import Labeling
package import Serving
package import Store

/// Everything that a server is told when it starts.
package struct ServerConfiguration: Sendable {
    /// The data directory.
    package var dataDirectory: String
    /// The address to listen on; until there is TLS, of this machine only.
    package var host = "127.0.0.1"
    /// The port; 0: the system chooses one.
    package var port = 8600
    /// Where pages for monitoring are, over HTTP/1.1; nil: nowhere.
    package var http: HTTP2Address?
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
        batching = BatcherConfiguration(cores: cores)
    }

    /// Whether ``host`` is an address of this machine only.
    package var isLoopback: Bool { Self.isLoopback(host) }

    static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
