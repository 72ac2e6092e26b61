package import Domain
package import Messages
package import Store

extension TokenGrant {
    /// What a caller asks a token for.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming the field.
    package init(_ request: Wire.CreateTokenRequest) throws(Failure) {
        var scopes: Set<Scope> = []
        for (index, scope) in request.scopes.enumerated() {
            switch scope {
            case .predict: scopes.insert(.predict)
            case .label: scopes.insert(.label)
            case .train: scopes.insert(.train)
            case .admin: scopes.insert(.admin)
            case .unspecified, .unrecognized:
                throw .invalid(
                    "a scope is 1 to 4; got \(scope.rawValue)",
                    field: "scopes[\(index)]"
                )
            }
        }
        var projects: Set<ProjectName> = []
        for name in request.projects { projects.insert(try ProjectName(name)) }
        try self.init(
            name: request.name,
            scopes: scopes,
            projects: request.projects.isEmpty ? nil : projects
        )
    }
}

extension Wire.Scope {
    /// A scope of a token.
    package init(_ scope: Scope) {
        self =
            switch scope {
            case .predict: .predict
            case .label: .label
            case .train: .train
            case .admin: .admin
            }
    }
}

extension Wire.Token {
    /// A token as it is kept, without its digest.
    package init(_ record: TokenRecord) {
        self.init(
            id: record.id,
            name: record.grant.name,
            scopes: Scope.allCases.filter(record.grant.scopes.contains)
                .map { Wire.Scope($0) },
            projects: (record.grant.projects ?? []).map(\.text).sorted(),
            createdAt: Wire.Timestamp(milliseconds: record.createdAt),
            expiresAt: record.expiresAt.map { Wire.Timestamp(milliseconds: $0) }
        )
    }
}
