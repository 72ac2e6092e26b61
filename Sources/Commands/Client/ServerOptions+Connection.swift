import ArgumentParser
import Domain
import GRPC
import Messages
import Services

extension ServerOptions {
    /// Connects, runs `body`, and closes the connection whatever happens.
    ///
    /// Failures are printed on standard error, with a hint where one helps.
    ///
    /// - Throws: `ExitCode` 1 after a failure, 2 where the command itself was wrong.
    func withConnection(_ body: (GRPCClient) async throws -> Void) async throws {
        _ = try (address(), clientSecurity())
        let client: GRPCClient
        do {
            client = try await connect()
        } catch {
            let message = (error as? GRPCStatus)?.message ?? "\(error)"
            printError("error: \(message)")
            printError(
                "hint: "
                    + (Self.hint(forTLS: message)
                        ?? "is the server running? tutelage serve --data-dir DIR")
            )
            throw ExitCode.failure
        }
        do {
            try await body(client)
            await client.close()
        } catch {
            let project = await nearestProject(error, client)
            await client.close()
            throw Self.report(error, hint: project)
        }
    }

    /// Connects.
    ///
    /// - Throws: `GRPCStatus` with UNAVAILABLE and a sentence that names the address.
    func connect() async throws -> GRPCClient {
        let address = try address()
        return try await GRPCClient.connect(
            host: address.host,
            port: address.port,
            security: try clientSecurity()
        )
    }

    /// Runs `body` on a connection of its own.
    ///
    /// - Throws: what `body` throws, and `GRPCStatus` with UNAVAILABLE.
    func withNewConnection<Result>(
        _ body: (GRPCClient) async throws -> Result
    ) async throws -> Result {
        let connection = try await connect()
        do {
            let result = try await body(connection)
            await connection.close()
            return result
        } catch {
            await connection.close()
            throw error
        }
    }

    /// The hint for a project that is not there: the caller's project of the nearest name.
    private func nearestProject(_ error: any Error, _ client: GRPCClient) async -> String? {
        guard let status = error as? GRPCStatus, status.code == .notFound,
            let match = status.message.firstMatch(of: /^there is no project "([^"]*)"/),
            let reply = try? await client.unary(
                .listProjects,
                Wire.ListProjectsRequest(pageSize: 1000)
            ),
            let name = nearestWord(to: String(match.1), in: reply.projects.map(\.name))
        else { return nil }
        return "did you mean \(name)? tutelage project list shows the projects"
    }

    /// Prints what went wrong; returns the exit code.
    static func report(_ error: any Error, hint better: String? = nil) -> any Error {
        switch error {
        case let status as GRPCStatus:
            printError("error: \(status.message) (\(status.code.name))")
            if let hint = better ?? hint(for: status) { printError("hint: \(hint)") }
        case let failure as Failure:
            printError("error: \(failure.message)")
        default:
            // Exit codes and usage errors speak for themselves.
            return error
        }
        return ExitCode.failure
    }

    private static func hint(for status: GRPCStatus) -> String? {
        switch status.code {
        case .notFound where status.message.hasPrefix("there is no project"):
            "tutelage project list shows the projects"
        case .failedPrecondition where status.message.contains("no trained model"):
            "tutelage train PROJECT makes the first model"
        case .unauthenticated: "set TUTELAGE_TOKEN; tutelage token create makes one"
        // It says itself what to do.
        case .unavailable where status.message.hasPrefix("the disk "): nil
        case .unavailable:
            hint(forTLS: status.message)
                ?? "the server is starting, draining or gone, or wants TLS (--tls); try again"
        default: nil
        }
    }

    private static func hint(forTLS message: String) -> String? {
        guard message.contains("TLS") else { return nil }
        return if message.contains("demands a certificate") {
            "--tls-certificate and --tls-key show one"
        } else if message.contains("not to be trusted") {
            "--tls-ca names a file with whom to trust"
        } else if message.contains("does not speak TLS") {
            "without --tls it is asked in clear text"
        } else {
            nil
        }
    }
}
