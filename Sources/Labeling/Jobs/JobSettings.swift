internal import Files

/// The limits of a job coordinator.
package struct JobSettings: Sendable {
    /// How long a lease lasts after a heartbeat.
    package var lease = Duration.seconds(15)
    /// How often a worker is asked to send a heartbeat.
    package var heartbeat = Duration.seconds(1)
    /// The most workers at a time.
    package var workerLimit = 1
    /// How often a job may lose its worker before it fails; a worker that stopped after a checkpoint
    /// is none that was lost.
    package var attemptLimit = 10
    /// How often the queue is looked at when nothing calls for it.
    package var pollInterval = Duration.seconds(1)
    /// How long a worker may take for its checkpoint when the server ends.
    package var drainLimit = Duration.seconds(20)
    /// How long evaluation and promotion of a finished run may take.
    package var finishLimit = Duration.seconds(3000)
    /// The revision of the code, for lineage.
    package var revision = ""

    /// The threads of a worker; what its memory is planned for.
    package var workerThreads = 1
    /// The bytes that a run may take, asked when one is to be queued; nil: not known.
    package var availableMemory: @Sendable () -> Int? = { SystemMemory.availableBytes() }
    /// How many processes the kernel has killed for want of memory; nil: not known.
    ///
    /// A job whose workers were killed while it grew is not tried a third time.
    package var memoryKills: @Sendable () -> Int? = { SystemMemory.killCount() }

    /// The defaults.
    package init() {}
}

extension Duration {
    /// Whole milliseconds.
    var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1000 + attoseconds / 1_000_000_000_000_000
    }
}
