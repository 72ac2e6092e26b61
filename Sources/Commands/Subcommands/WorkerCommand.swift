import ArgumentParser
import Files
import Foundation
import GRPC
import Kernels
import Logging
import ServiceLifecycle
import Services
import UnixSignals

/// `tutelage worker`: trains one job for a server; servers start it themselves.
struct WorkerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker",
        abstract: "Train one job for a server, which starts this itself.",
        shouldDisplay: false
    )
    @Option(help: "The socket in the server's data directory.") var socket: String
    @Option(help: "Threads of a training; they change no bit. [default: the number of cores]")
    var threads: Int?
    @OptionGroup var log: LogOptions

    func validate() throws {
        guard (1...256).contains(threads ?? 1) else {
            throw ValidationError("--threads is 1 to 256; got \(threads ?? 1)")
        }
    }

    func run() async throws {
        ChildProcess.lowerPriority()
        FreeMemory.keep()
        log.bootstrap()
        let process = ProcessInfo.processInfo.processIdentifier
        let logger = Logger(label: "worker \(process)")
        var configuration = JobWorker.Configuration(
            socketPath: socket,
            process: process,
            instructionSet: InstructionSet.best.rawValue,
            blasCore: BLAS.coreName
        )
        configuration.threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
        let worker = JobWorker(configuration, logger: logger)
        do {
            try await ServiceGroup(
                configuration: .init(
                    services: [
                        .init(
                            service: RunningWorkerService(worker: worker, logger: logger),
                            successTerminationBehavior: .gracefullyShutdownGroup
                        )
                    ],
                    gracefulShutdownSignals: [.sigterm, .sigint],
                    logger: logger
                )
            ).run()
        } catch let status as GRPCStatus {
            printError("error: \(status.message)")
            throw ExitCode.failure
        }
    }
}

/// The worker as a service that ends by itself, or after a checkpoint when it is asked to.
private struct RunningWorkerService: Service {
    let worker: JobWorker
    let logger: Logger

    func run() async throws {
        let outcome = try await withGracefulShutdownHandler {
            try await worker.run()
        } onGracefulShutdown: {
            worker.stop()
        }
        logger.info("\(outcome)")
    }
}
