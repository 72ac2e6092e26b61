import ArgumentParser
import Domain
import Files
import Foundation
import GRPC
import HTTP2
import Kernels
import Labeling
import Logging
import ServiceLifecycle
import Services
import UnixSignals

/// `tutelage serve`: the server.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve, label and learn, until SIGTERM or Ctrl-C.",
        discussion: """
            Prints one line, `ready grpc=HOST:PORT http=HOST:PORT`, once it takes calls; logs to \
            standard error. http= names the pages for monitoring, over HTTP/1.1: /metrics for \
            Prometheus, /livez and /readyz.
            """
    )
    @Option(help: "Where everything is kept; made if it is missing.") var dataDir: String
    @Option(
        help: ArgumentHelp(
            "The address; of another machine's reach only with TLS. Port 0: a free one.",
            valueName: "host:port"
        )
    )
    var listen = "127.0.0.1:8600"
    @Option(
        help: ArgumentHelp(
            "The address of the pages for monitoring, or off; port 0: a free one. "
                + "[default: 127.0.0.1 and the port after --listen's]",
            valueName: "host:port"
        )
    )
    var http: String?
    @Flag(help: "Also serve grpc.testing.TestService, for gRPC's interoperability tests.")
    var interop = false
    @Option(
        help: ArgumentHelp(
            "Compress responses of this many bytes or more for callers who accept gzip or deflate; "
                + "those of the fastest methods never are. [default: none]",
            valueName: "bytes"
        )
    )
    var compressResponsesOver: Int?
    @OptionGroup(title: "Log") var log: LogOptions
    @OptionGroup(title: "Security") var security: ServeSecurity
    @OptionGroup(title: "Limits") var limits: ServeLimits

    func validate() throws {
        _ = try ServerOptions.address(listen)
        _ = try httpAddress()
        if let bytes = compressResponsesOver, bytes < 0 {
            throw ValidationError("--compress-responses-over is 0 or more; got \(bytes)")
        }
    }

    /// Where the pages for monitoring are; nil: nowhere.
    private func httpAddress() throws -> HTTP2Address? {
        if http == "off" { return nil }
        guard let http else {
            let port = try ServerOptions.address(listen).port
            return .tcp(host: "127.0.0.1", port: (1..<65_535).contains(port) ? port + 1 : 0)
        }
        let address = try ServerOptions.address(http)
        return .tcp(host: address.host, port: address.port)
    }

    func run() async throws {
        log.bootstrap()
        let logger = Logger(label: "tutelage")
        do {
            let address = try ServerOptions.address(listen)
            var configuration = ServerConfiguration(
                dataDirectory: try Self.absolute(dataDir),
                cores: ProcessInfo.processInfo.activeProcessorCount
            )
            configuration.host = address.host
            configuration.port = address.port
            configuration.interop = interop
            configuration.limits.compressedResponseBytes = compressResponsesOver
            configuration.http = try httpAddress()
            configuration.jobs.revision = Tutelage.configuration.version
            configuration.jobs.workerThreads = ProcessInfo.processInfo.activeProcessorCount
            limits.apply(to: &configuration)
            configuration.security = security.configuration
            Self.logBLAS(logger)
            try await ServiceGroup(
                services: [
                    RunningServer(
                        configuration: configuration,
                        workerArguments: log.arguments,
                        logger: logger
                    )
                ],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            ).run()
        } catch let failure as Failure {
            printError("error: \(failure.message)")
            throw ExitCode.failure
        } catch let error as any CustomStringConvertible {
            printError("error: \(error)")
            throw ExitCode.failure
        }
    }

    /// The path from the root: workers are told it too.
    private static func absolute(_ path: String) throws -> String {
        guard !path.isEmpty else { throw Failure.invalid("the data directory has no name") }
        return URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
    }

    private static func logBLAS(_ logger: Logger) {
        logger.info("kernels \(InstructionSet.best.rawValue), BLAS core \(BLAS.coreName)")
        if let forced = ProcessInfo.processInfo.environment["OPENBLAS_CORETYPE"] {
            logger.warning(
                "OPENBLAS_CORETYPE is \(forced): training gives other bits than without it"
            )
        }
    }
}

/// The server as a service with a graceful end.
private struct RunningServer: Service {
    let configuration: ServerConfiguration
    let workerArguments: [String]
    let logger: Logger

    func run() async throws {
        // Our own image, also where the file was replaced while we run: a worker of another version
        // is never started.
        let executable = "/proc/self/exe"
        let server = try await Server.start(
            configuration,
            workers: { directory in
                ChildWorkers(
                    executable: executable,
                    socketPath: directory.workerSocketPath,
                    arguments: workerArguments
                )
            },
            logger: logger
        )
        // Past the buffer of standard output, which may be a pipe.
        let pages = server.httpAddress.map { " http=\($0)" } ?? ""
        let line = "ready grpc=\(server.address)\(pages)\n"
        try FileHandle.standardOutput.write(contentsOf: Data(line.utf8))
        logger.info("serving \(server.directory.path) on \(server.address)")
        let hangups = server.certificates.map { certificates in
            Task {
                for await _ in await UnixSignalsSequence(trapping: .sighup) { certificates.check() }
            }
        }
        try? await gracefulShutdown()
        hangups?.cancel()
        try await server.shutdown()
    }
}
