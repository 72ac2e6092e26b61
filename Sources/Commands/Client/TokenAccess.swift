import ArgumentParser
import Domain
import Files
import Foundation
import GRPC
import Messages
import Services
import Store

/// Where tokens are managed: a running server, or the directory of one.
struct TokenAccess: ParsableArguments {
    @Option(help: "The server's data directory, for its owner; the server may run or not.")
    var dataDir: String?
    @OptionGroup var options: ServerOptions

    /// Runs `body` with the tokens; of a directory that is not there only where it `creates` one.
    ///
    /// - Throws: `ExitCode` after a failure, which is printed.
    func withTokens(
        creates: Bool = false,
        _ body: (any ManagedTokens) async throws -> Void
    ) async throws {
        guard let dataDir else {
            return try await options.withConnection { try await body(ServedTokens(client: $0)) }
        }
        do {
            guard creates || FileManager.default.fileExists(atPath: dataDir) else {
                throw Failure(.notFound, "there is no data directory \(shownPath(dataDir))")
            }
            let directory = try DataDirectory(
                path: URL(filePath: dataDir).standardizedFileURL.path(percentEncoded: false)
            )
            let socket = directory.workerSocketPath
            if let client = try? await GRPCClient.connect(unixSocket: socket) {
                do {
                    try await body(ServedTokens(client: client))
                    await client.close()
                } catch {
                    await client.close()
                    throw error
                }
            } else {
                let store = try DataStore(directory: directory)
                do {
                    try await body(StoredTokens(vault: TokenVault(store: store)))
                    try await store.close()
                } catch {
                    try? await store.close()
                    throw error
                }
            }
        } catch {
            throw ServerOptions.report(error)
        }
    }
}

/// The tokens of a server.
protocol ManagedTokens: Sendable {
    func create(_ request: Wire.CreateTokenRequest) async throws -> Wire.CreateTokenReply
    func list() async throws -> [Wire.Token]
    func revoke(_ reference: String) async throws -> Wire.Token
}

/// The tokens of a server that runs.
private struct ServedTokens: ManagedTokens {
    let client: GRPCClient

    func create(_ request: Wire.CreateTokenRequest) async throws -> Wire.CreateTokenReply {
        try await client.unary(.createToken, request)
    }

    func list() async throws -> [Wire.Token] {
        try await client.unary(.listTokens, Wire.ListTokensRequest()).tokens
    }

    func revoke(_ reference: String) async throws -> Wire.Token {
        try await client.unary(.revokeToken, Wire.RevokeTokenRequest(token: reference))
    }
}

/// The tokens in a directory that no server uses.
private struct StoredTokens: ManagedTokens {
    let vault: TokenVault

    func create(_ request: Wire.CreateTokenRequest) async throws -> Wire.CreateTokenReply {
        let grant = try TokenGrant(request)
        let made = try await vault.create(grant, lifetime: request.lifetimeSeconds)
        return Wire.CreateTokenReply(token: Wire.Token(made.record), secret: made.secret)
    }

    func list() async throws -> [Wire.Token] { try await vault.list().map { Wire.Token($0) } }

    func revoke(_ reference: String) async throws -> Wire.Token {
        Wire.Token(try await vault.revoke(reference))
    }
}

/// A scope as it is typed.
enum TokenScope: String, ExpressibleByArgument, CaseIterable {
    case predict, label, train, admin

    /// The scope on the wire.
    var message: Wire.Scope {
        switch self {
        case .predict: .predict
        case .label: .label
        case .train: .train
        case .admin: .admin
        }
    }
}

extension Wire.Scope {
    /// The scope as it is typed.
    var word: String { TokenScope.allCases.first { $0.message == self }?.rawValue ?? "unknown" }
}

/// A time such as `30m`, `12h` or `90d`.
struct TokenLifetime: ExpressibleByArgument {
    /// The time in seconds.
    let seconds: Int64

    init?(argument: String) {
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
        guard let last = argument.last, let unit = units[last],
            let count = Int64(argument.dropLast()), count > 0
        else { return nil }
        let (seconds, overflow) = count.multipliedReportingOverflow(by: unit)
        guard !overflow, seconds <= TokenVault.lifetimeLimit else { return nil }
        self.seconds = seconds
    }
}
