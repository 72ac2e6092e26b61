package import Domain
internal import Files
internal import Foundation
package import GRPC
package import Messages
package import Store
internal import Synchronization

/// A caller with a token.
package final class TokenCaller: Caller {
    /// Who the token is for, and what its holder may do where.
    package let grant: TokenGrant
    let projects: Set<String>?
    let digest: Digest
    private let expiresAt: Int64?

    init(_ record: TokenRecord) {
        grant = record.grant
        projects = record.grant.projects.map { Set($0.map(\.text)) }
        digest = record.digest
        expiresAt = record.expiresAt
    }

    package var name: String { grant.name }

    package var isValid: Bool {
        guard let expiresAt else { return true }
        return Clocks.system.wallMilliseconds < expiresAt
    }

    /// Whether the caller may see `project` at all.
    func covers(_ project: String) -> Bool { projects?.contains(project) ?? true }
}

/// Lets calls run by the table of rules and the tokens in memory.
package final class TokenAuthorizer: Authorizer {
    private let callers: Mutex<[String: TokenCaller]>
    private let changes = Atomic(0)
    private let projectOfJob: @Sendable (JobID) async throws -> ProjectName

    /// Knows the tokens of `records`.
    ///
    /// - Parameters:
    ///   - records: The tokens.
    ///   - projectOfJob: Looks up whose a job is.
    package init(
        _ records: [TokenRecord],
        projectOfJob: @escaping @Sendable (JobID) async throws -> ProjectName
    ) {
        callers = Mutex(
            Dictionary(records.map { ($0.id, TokenCaller($0)) }, uniquingKeysWith: { $1 })
        )
        self.projectOfJob = projectOfJob
    }

    package var generation: Int { changes.load(ordering: .acquiring) }

    /// Knows one more token.
    package func add(_ record: TokenRecord) {
        callers.withLock { $0[record.id] = TokenCaller(record) }
        changes.add(1, ordering: .releasing)
    }

    /// Forgets a token: calls that begin from now on are refused.
    package func remove(_ id: String) {
        callers.withLock { _ = $0.removeValue(forKey: id) }
        changes.add(1, ordering: .releasing)
    }

    package func isOpen(_ path: MethodPath) -> Bool { AccessTable.rules[path]?.isOpen ?? false }

    package func caller(_ authorization: [UInt8]?) throws(GRPCStatus) -> any Caller {
        guard let authorization else {
            throw GRPCStatus(
                .unauthenticated,
                "this server asks for a token: send the metadata \"authorization: Bearer TOKEN\""
            )
        }
        guard let token = BearerToken(authorization: authorization),
            let caller = callers.withLock({ $0[token.id] }), token.matches(caller.digest)
        else { throw GRPCStatus(.unauthenticated, "the token is not known, or was revoked") }
        guard caller.isValid else {
            throw GRPCStatus(.unauthenticated, "the token \(caller.name) has expired")
        }
        return caller
    }

    package func admit(_ caller: any Caller, to path: MethodPath) throws(GRPCStatus) {
        guard let caller = caller as? TokenCaller, let rule = AccessTable.rules[path] else {
            throw Self.unruled(path)
        }
        switch rule.reach {
        case .server: try Self.require(nil, caller, path, rule.scope)
        // The refusal is to name the project, which is in the request.
        case .project: return
        case .elsewhere:
            guard let scope = rule.scope, !caller.grant.has(scope) else { return }
            throw Self.refusal(caller, path, scope, nil)
        }
    }

    package func check<Request: Message>(
        _ type: Request.Type,
        of path: MethodPath
    ) -> RequestCheck<Request> {
        guard let rule = AccessTable.rules[path] else {
            return .now { _, _ throws(GRPCStatus) in throw Self.unruled(path) }
        }
        // An open method has no caller to judge.
        if rule.isOpen { return .now { _, _ in } }
        guard let rule = rule as? AccessTable.Rule<Request> else {
            return .now { _, _ throws(GRPCStatus) in throw Self.unruled(path) }
        }
        let scope = rule.scope
        switch rule.subject {
        case .nothing, .shown, .server: return .now { _, _ in }
        case .project(let project):
            return .now { request, caller throws(GRPCStatus) in
                try Self.require(project(request), caller, path, scope)
            }
        case .projectOrShown(let project), .stream(let project):
            return .now { request, caller throws(GRPCStatus) in
                let name = project(request)
                if !name.isEmpty { try Self.require(name, caller, path, scope) }
            }
        case .job(let job):
            return .later { [projectOfJob] request, caller in
                let id = job(request)
                let name = try await projectOfJob(id).text
                // Whose job it is, and that it is there, is not for others.
                if let caller = caller as? TokenCaller, !caller.covers(name) {
                    throw GRPCStatus(.notFound, "there is no job \(id)")
                }
                try Self.require(name, caller, path, scope)
            }
        }
    }

    /// Makes sure that the caller's token has `scope` and is for `project`; nil: for all.
    private static func require(
        _ project: String?,
        _ caller: any Caller,
        _ path: MethodPath,
        _ scope: Scope?
    ) throws(GRPCStatus) {
        guard let caller = caller as? TokenCaller else { throw unruled(path) }
        let hasScope = scope.map(caller.grant.has) ?? true
        guard let project, !project.isEmpty else {
            guard hasScope, caller.projects == nil else {
                let place = project == nil || hasScope ? "all projects" : nil
                throw refusal(caller, path, scope, place)
            }
            return
        }
        guard hasScope, caller.covers(project) else {
            throw refusal(caller, path, scope, "project \(quoted(project))")
        }
    }

    private static func refusal(
        _ caller: TokenCaller,
        _ path: MethodPath,
        _ scope: Scope?,
        _ place: String?
    ) -> GRPCStatus {
        let need = scope.map { "the scope \($0.rawValue)" } ?? "any scope"
        let places = place.map { " for \($0)" } ?? ""
        return GRPCStatus(
            .permissionDenied,
            "\(path) needs a token with \(need)\(places); the token \(caller.name) has "
                + caller.grant.words
        )
    }

    private static func unruled(_ path: MethodPath) -> GRPCStatus {
        GRPCStatus(.permissionDenied, "\(path) has no rule that says who may call it")
    }
}
