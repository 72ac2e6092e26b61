/// What a token lets its holder do.
package enum Scope: String, Hashable, Sendable, Codable, CaseIterable {
    /// Predictions.
    case predict
    /// Examples and labels.
    case label
    /// Jobs and weights.
    case train
    /// Everything.
    case admin
}

/// Who a token is for, and what its holder may do where.
package struct TokenGrant: Hashable, Sendable {
    /// The name, unique among the tokens; `[a-z0-9-]{1,63}`.
    package let name: String
    /// What its holder may do.
    package let scopes: Set<Scope>
    /// In which projects; nil: in all, those to come included.
    package let projects: Set<ProjectName>?

    /// The most projects that a token may name.
    package static let projectLimit = 1_000

    /// Checks what a token is to be for.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming the field.
    package init(
        name: String,
        scopes: Set<Scope>,
        projects: Set<ProjectName>?
    ) throws(Failure) {
        guard (try? ProjectName(name)) != nil else {
            throw .invalid(
                "a token name is 1 to 63 of the characters a-z, 0-9 and -; got \(quoted(name))",
                field: "name"
            )
        }
        guard !scopes.isEmpty else {
            throw .invalid(
                "a token has at least one scope of \(Self.list(Scope.allCases.map(\.rawValue)))",
                field: "scopes"
            )
        }
        if let projects, !(1...Self.projectLimit).contains(projects.count) {
            throw .invalid(
                "a token names 1 to \(Self.projectLimit) projects or none; got \(projects.count)",
                field: "projects"
            )
        }
        self.name = name
        self.scopes = scopes
        self.projects = projects
    }

    /// Whether the holder may do what needs `scope`; `admin` includes the others.
    package func has(_ scope: Scope) -> Bool { scopes.contains(scope) || scopes.contains(.admin) }

    /// What the holder may do, in words, such as `label, predict for project a`.
    package var words: String {
        let names = Self.list(scopes.map(\.rawValue).sorted())
        guard let projects else { return "\(names) for all projects" }
        let few = projects.map(\.text).sorted()
        let more = few.count > 8 ? " and \(few.count - 8) more" : ""
        return "\(names) for \(few.count == 1 ? "project" : "the projects") "
            + Self.list(Array(few.prefix(8))) + more
    }

    private static func list(_ words: [String]) -> String { words.joined(separator: ", ") }
}
