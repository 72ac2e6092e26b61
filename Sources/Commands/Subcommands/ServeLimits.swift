import ArgumentParser
import GRPC
import HTTP2
import HTTP2Session
import NIOCore
import Services
import Serving

/// What callers may use of a server, as flags; docs/operations.md has them in a table.
struct ServeLimits: ParsableArguments {
    @Option(help: "The most bytes of one message.")
    var maxMessageBytes = ServerLimits().messageBytes
    @Option(help: "The most bytes of the header list of a call.")
    var maxHeaderBytes = HTTP2Limits().headerListBytes
    @Option(help: "The most calls at a time on one connection.")
    var maxStreams = HTTP2Limits().concurrentStreams
    @Option(help: "The most connections.") var maxConnections = ServerLimits().connections
    @Option(
        help: """
            The most calls in a row that a connection may take back without one that ends; at least \
            --max-streams.
            """
    )
    var maxResets = HTTP2Limits().resetTokens
    @Option(help: "The most bytes that wait to be sent on one connection.")
    var maxBufferedBytes = HTTP2Limits().bufferedOutputBytes
    @Option(
        help: """
            The most MiB that messages and answers of all connections hold together. [default: 128, or \
            an eighth of the free memory]
            """
    )
    var memoryBudgetMib: Int?
    @Option(help: "How long a message may take from its first byte to its last, in seconds.")
    var messageTimeoutSeconds = seconds(HTTP2Timeouts().message)
    @Option(help: "How long a connection may have no call, in seconds.")
    var idleTimeoutSeconds = seconds(HTTP2Timeouts().idle)
    @Option(help: "How long a new connection may be silent, in seconds.")
    var prefaceTimeoutSeconds = seconds(HTTP2Timeouts().preface)
    @Option(
        help: "How long a peer may be silent before it is asked for a sign of life, in seconds."
    )
    var keepaliveSeconds = seconds(HTTP2Timeouts().keepalive)
    @Option(help: "How long that sign may take, in seconds.")
    var keepaliveTimeoutSeconds = seconds(HTTP2Timeouts().keepaliveAnswer)
    @Option(
        help: "How old a connection may be, in seconds, a tenth more or less. [default: any age]"
    )
    var maxConnectionAgeSeconds: Int?
    @Option(help: "How long the calls of an old connection may take to end, in seconds.")
    var maxConnectionAgeGraceSeconds = seconds(HTTP2Timeouts().connectionAgeGrace)
    @Option(help: "How long a peer may leave all its replies untaken, in seconds.")
    var writeTimeoutSeconds = seconds(HTTP2Timeouts().write)
    @Option(
        help: "The most rows of a project that wait for their prediction; of all, 8 times as many."
    )
    var maxQueue = BatcherConfiguration(cores: 1).maxQueueSize
    @Option(help: "How long a row may wait for its prediction, in milliseconds.")
    var maxQueueMs = BatcherConfiguration(cores: 1).maxQueueMilliseconds
    @Option(help: "The most rows of one request, at most those of --max-queue.")
    var maxRequestRows = BatcherConfiguration(cores: 1).maxRequestRows
    @Option(
        help: """
            The most rows predicted together; a request that has more itself is computed alone, as \
            one batch.
            """
    )
    var maxBatchSize = BatcherConfiguration(cores: 1).maxBatchSize
    @Option(help: "How long a prediction may wait for company, in milliseconds.")
    var maxQueueDelayMs = 0.0
    @Option(
        help: """
            The most multiplications of a prediction that is computed where its call is read, without \
            waiting for a thread; 0: none is.
            """
    )
    var inlineMultiplyAdds = BatcherConfiguration(cores: 1).inlineMultiplyAdds
    @Option(help: "How long calls and workers may take to end, in seconds.") var graceSeconds = 10
    @Option(help: "Threads that predict. [default: the number of cores, less one]")
    var threads: Int?

    func validate() throws {
        let day = 86_400
        let counts = [
            ("max-message-bytes", maxMessageBytes, 1...1 << 30),
            ("max-header-bytes", maxHeaderBytes, 1024...64 << 10),
            ("max-streams", maxStreams, 1...1 << 20),
            ("max-connections", maxConnections, 1...1 << 20),
            ("max-resets", maxResets, 1...1 << 20),
            ("max-buffered-bytes", maxBufferedBytes, 1 << 16...1 << 40),
            ("memory-budget-mib", memoryBudgetMib ?? 16, 8...1 << 20),
            ("message-timeout-seconds", messageTimeoutSeconds, 1...day),
            ("idle-timeout-seconds", idleTimeoutSeconds, 1...365 * day),
            ("preface-timeout-seconds", prefaceTimeoutSeconds, 1...600),
            ("keepalive-seconds", keepaliveSeconds, 1...365 * day),
            ("keepalive-timeout-seconds", keepaliveTimeoutSeconds, 1...3600),
            ("max-connection-age-seconds", maxConnectionAgeSeconds ?? 1, 1...365 * day),
            ("max-connection-age-grace-seconds", maxConnectionAgeGraceSeconds, 0...day),
            ("write-timeout-seconds", writeTimeoutSeconds, 1...day),
            ("max-queue", maxQueue, 1...1_048_576), ("max-queue-ms", maxQueueMs, 1...3_600_000),
            ("max-request-rows", maxRequestRows, 1...1_048_576),
            ("max-batch-size", maxBatchSize, 1...4096),
            ("inline-multiply-adds", inlineMultiplyAdds, 0...1_048_576),
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
        configuration.limits.heldBytes = configuration.limits.unfinishedBytes
        if let memoryBudgetMib { configuration.limits.memoryBytes = memoryBudgetMib << 20 }
        configuration.limits.connections = maxConnections
        configuration.limits.http2.headerListBytes = maxHeaderBytes
        configuration.limits.http2.concurrentStreams = maxStreams
        configuration.limits.http2.resetTokens = maxResets
        configuration.limits.http2.bufferedOutputBytes = maxBufferedBytes
        apply(to: &configuration.limits.timeouts)
        configuration.batching.maxQueueSize = maxQueue
        configuration.batching.maxQueueMilliseconds = maxQueueMs
        configuration.batching.maxRequestRows = min(maxRequestRows, maxQueue)
        if maxQueue < maxRequestRows { configuration.batching.requestRowsFlag = "--max-queue" }
        configuration.batching.maxBatchSize = maxBatchSize
        configuration.batching.inlineMultiplyAdds = inlineMultiplyAdds
        configuration.batching.maxQueueDelayMicroseconds = Int(maxQueueDelayMs * 1000)
        if let threads { configuration.batching.threads = threads }
        configuration.grace = .seconds(graceSeconds)
    }

    private func apply(to timeouts: inout HTTP2Timeouts) {
        timeouts.idle = .seconds(Int64(idleTimeoutSeconds))
        timeouts.preface = .seconds(Int64(prefaceTimeoutSeconds))
        timeouts.keepalive = .seconds(Int64(keepaliveSeconds))
        timeouts.keepaliveAnswer = .seconds(Int64(keepaliveTimeoutSeconds))
        timeouts.connectionAge = maxConnectionAgeSeconds.map { .seconds(Int64($0)) }
        timeouts.connectionAgeGrace = .seconds(Int64(maxConnectionAgeGraceSeconds))
        timeouts.write = .seconds(Int64(writeTimeoutSeconds))
        timeouts.message = .seconds(Int64(messageTimeoutSeconds))
    }
}

private func seconds(_ time: TimeAmount) -> Int { Int(time.nanoseconds / 1_000_000_000) }
