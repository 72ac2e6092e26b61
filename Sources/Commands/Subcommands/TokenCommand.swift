import ArgumentParser
import Domain
import Files
import Foundation
import GRPC
import Messages
import Services
import Store

/// `tutelage token`: who may call what.
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Make, list and revoke tokens for callers.",
        discussion: """
            With --data-dir it works on the server's own directory, as its owner and without a \
            token, whether the server runs or not; else it asks the server, with an admin token.
            """,
        subcommands: [TokenCreate.self, TokenList.self, TokenRevoke.self]
    )
}

struct TokenCreate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make a token; it is shown this once."
    )
    @Argument(help: "The token's name: a-z, 0-9 and -.") var name: String
    @Option(help: "What its holder may do: predict, label, train or admin; may be repeated.")
    var scope: [TokenScope]
    @Option(help: "A project that it is for; may be repeated. [default: all projects]")
    var project: [String] = []
    @Option(help: "How long it holds, such as 12h or 90d. [default: until it is revoked]")
    var expires: TokenLifetime?
    @OptionGroup var access: TokenAccess

    func validate() throws {
        guard !scope.isEmpty else { throw ValidationError("a token needs at least one --scope") }
    }

    func run() async throws {
        let request = Wire.CreateTokenRequest(
            name: name,
            scopes: scope.map(\.message),
            projects: project,
            lifetimeSeconds: expires?.seconds ?? 0
        )
        try await access.withTokens(creates: true) { tokens in
            let reply = try await tokens.create(request)
            let made = reply.token ?? Wire.Token()
            access.options.show(
                .object([("token", made.json), ("secret", .string(reply.secret))])
            ) {
                printError("token \(made.name) (\(made.id)): \(made.words); shown this once")
                return reply.secret
            }
        }
    }
}

struct TokenList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the tokens, without their secrets."
    )
    @OptionGroup var access: TokenAccess

    func run() async throws {
        try await access.withTokens { tokens in
            let all = try await tokens.list()
            access.options.show(.array(all.map(\.json))) {
                var table = Table("name", "id", "scopes", "projects", "expires")
                for token in all {
                    table.append(
                        token.name,
                        token.id,
                        token.scopes.map(\.word).joined(separator: ","),
                        token.projects.isEmpty ? "all" : token.projects.joined(separator: ","),
                        token.expiresAt?.text ?? "never"
                    )
                }
                return table.text
            }
        }
    }
}

struct TokenRevoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "Revoke a token: calls from now on are refused."
    )
    @Argument(help: "The token's name or id.") var token: String
    @OptionGroup var access: TokenAccess

    func run() async throws {
        try await access.withTokens { tokens in
            let revoked = try await tokens.revoke(token)
            access.options.show(.object([("revoked", revoked.json)])) {
                "revoked \(revoked.name) (\(revoked.id))"
            }
        }
    }
}

extension Wire.Token {
    /// What the token is for, in words.
    var words: String {
        let places = projects.isEmpty ? "all projects" : projects.joined(separator: ", ")
        return "\(scopes.map(\.word).joined(separator: ", ")) for \(places)"
    }

    /// The token without its secret.
    var json: JSONValue {
        .object([
            ("id", .string(id)), ("name", .string(name)),
            ("scopes", .array(scopes.map { .string($0.word) })),
            ("projects", projects.isEmpty ? .null : .array(projects.map { .string($0) })),
            ("created_at", createdAt.map { .string($0.text) } ?? .null),
            ("expires_at", expiresAt.map { .string($0.text) } ?? .null),
        ])
    }
}
