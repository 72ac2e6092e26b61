import ArgumentParser
import GRPC
import HTTP2
import HTTP2Session
import NIOCore
import Services
import Serving

/// What callers may use of a server, as flags.
struct ServeLimits: ParsableArguments {
    @Option(help: "The most bytes of one message.") var maxMessageBytes = 4 << 20
    @Option(help: "The most calls at a time on one connection.") var maxStreams = 128
    @Option(help: "The most connections.") var maxConnections = 16_384
    @Option(help: "The most bytes that wait to be sent on one connection.")
    var maxBufferedBytes = 16 << 20
    @Option(help: "How long a peer may leave all its replies untaken, in seconds.")
    var writeTimeoutSeconds = 60
    @Option(help: "The most rows that wait for their prediction.") var maxQueue = 4096
    @Option(help: "How long a row may wait for its prediction, in milliseconds.")
    var maxQueueMs = 30_000
    @Option(help: "The most rows predicted together.") var maxBatchSize = 64
    @Option(help: "How long a prediction may wait for company, in milliseconds.")
    var maxQueueDelayMs = 0.0
    @Option(help: "How long calls and workers may take to end, in seconds.") var graceSeconds = 10
    @Option(help: "Threads that predict. [default: the number of cores, less one]")
    var threads: Int?

    func validate() throws {
        let counts = [
            ("max-message-bytes", maxMessageBytes, 1...1 << 30),
            ("max-streams", maxStreams, 1...1 << 20),
            ("max-connections", maxConnections, 1...1 << 20),
            ("max-buffered-bytes", maxBufferedBytes, 1 << 16...1 << 40),
            ("write-timeout-seconds", writeTimeoutSeconds, 1...86_400),
            ("max-queue", maxQueue, 1...1_048_576), ("max-queue-ms", maxQueueMs, 1...3_600_000),
            ("max-batch-size", maxBatchSize, 1...4096),
            ("grace-seconds", graceSeconds, 0...3600), ("threads", threads ?? 1, 1...256),
        ]
        for (name, value, range) in counts where !range.contains(value) {
            throw ValidationError(
                "--\(name) is \(range.lowerBound) to \(range.upperBound); got \(value)"
            )
        }
        guard (0...1000).contains(maxQueueDelayMs) else {
            throw ValidationError("--max-queue-delay-ms is 0 to 1000; got \(maxQueueDelayMs)")
        }
    }

    /// Sets the limits of a server.
    func apply(to configuration: inout ServerConfiguration) {
        configuration.limits.messageBytes = maxMessageBytes
        configuration.limits.unfinishedBytes = max(
            configuration.limits.unfinishedBytes,
            maxMessageBytes
        )
        configuration.limits.http2.concurrentStreams = maxStreams
        configuration.limits.connections = maxConnections
        configuration.limits.http2.bufferedOutputBytes = maxBufferedBytes
        configuration.limits.timeouts.write = .seconds(Int64(writeTimeoutSeconds))
        configuration.batching.maxQueueSize = maxQueue
        configuration.batching.maxQueueMilliseconds = maxQueueMs
        configuration.batching.maxRequestRows = min(configuration.batching.maxRequestRows, maxQueue)
        configuration.batching.maxBatchSize = maxBatchSize
        configuration.batching.maxQueueDelayMicroseconds = Int(maxQueueDelayMs * 1000)
        if let threads { configuration.batching.threads = threads }
        configuration.grace = .seconds(graceSeconds)
    }
}
