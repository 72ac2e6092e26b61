// Generated from Protos/tutelage/v1/tokens.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

extension Wire {

    /// What a token lets its holder do.
    package enum Scope: OpenEnum {
        /// Not given.
        case unspecified
        /// Predictions.
        case predict
        /// Examples and labels.
        case label
        /// Jobs and weights.
        case train
        /// Everything: also projects, policies, and what serves; for all projects also tokens.
        case admin
        case unrecognized(Int32)

        package static let known: [Scope] = [.unspecified, .predict, .label, .train, .admin]

        package var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .predict: 1
            case .label: 2
            case .train: 3
            case .admin: 4
            case .unrecognized(let number): number
            }
        }
    }

    /// A token without its secret.
    package struct Token: TableMessage {
        package static let fullName = "tutelage.v1.Token"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_Token_table()) }

        /// The public part of the token.
        package var id: String

        /// The name, unique among the tokens.
        package var name: String

        /// What its holder may do.
        package var scopes: [Scope]

        /// In which projects; empty: in all, those to come included.
        package var projects: [String]

        /// When it was made.
        package var createdAt: Timestamp?

        /// From when on it is refused; unset: never.
        package var expiresAt: Timestamp?

        package init() { self.init(id: "") }

        package init(
            id: String = "",
            name: String = "",
            scopes: [Scope] = [],
            projects: [String] = [],
            createdAt: Timestamp? = nil,
            expiresAt: Timestamp? = nil
        ) {
            self.id = id
            self.name = name
            self.scopes = scopes
            self.projects = projects
            self.createdAt = createdAt
            self.expiresAt = expiresAt
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                id: try source.value(1),
                name: try source.value(2),
                scopes: try source.list(3),
                projects: try source.list(4),
                createdAt: try source.optional(5),
                expiresAt: try source.optional(6)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, id)
            sink.value(2, name)
            sink.list(3, scopes)
            sink.list(4, projects)
            sink.optional(5, createdAt)
            sink.optional(6, expiresAt)
        }
    }

    /// Asks for a token.
    package struct CreateTokenRequest: TableMessage {
        package static let fullName = "tutelage.v1.CreateTokenRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_CreateTokenRequest_table()) }

        /// `[a-z0-9-]{1,63}`, not in use.
        package var name: String

        /// What its holder may do; at least one.
        package var scopes: [Scope]

        /// In which projects; empty: in all, those to come included.
        package var projects: [String]

        /// How long it holds; 0: until it is revoked.
        package var lifetimeSeconds: Int64

        package init() { self.init(name: "") }

        package init(
            name: String = "",
            scopes: [Scope] = [],
            projects: [String] = [],
            lifetimeSeconds: Int64 = 0
        ) {
            self.name = name
            self.scopes = scopes
            self.projects = projects
            self.lifetimeSeconds = lifetimeSeconds
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                name: try source.value(1),
                scopes: try source.list(2),
                projects: try source.list(3),
                lifetimeSeconds: try source.value(4)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, name)
            sink.list(2, scopes)
            sink.list(3, projects)
            sink.value(4, lifetimeSeconds)
        }
    }

    /// The token is made.
    package struct CreateTokenReply: TableMessage {
        package static let fullName = "tutelage.v1.CreateTokenReply"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_CreateTokenReply_table()) }

        /// The token.
        package var token: Token?

        /// What its holder shows as `authorization: Bearer SECRET`; it is not kept and not shown again.
        package var secret: String

        package init() { self.init(token: nil) }

        package init(
            token: Token? = nil,
            secret: String = ""
        ) {
            self.token = token
            self.secret = secret
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                token: try source.optional(1),
                secret: try source.value(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.optional(1, token)
            sink.value(2, secret)
        }
    }

    /// Asks for the tokens.
    package struct ListTokensRequest: TableMessage {
        package static let fullName = "tutelage.v1.ListTokensRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ListTokensRequest_table()) }

        package init() {}

        package init(from _: inout any FieldSource) throws(MessageError) {}

        package func write(to _: inout FieldSink) {}
    }

    /// All tokens.
    package struct ListTokensReply: TableMessage {
        package static let fullName = "tutelage.v1.ListTokensReply"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_ListTokensReply_table()) }

        /// The tokens, ordered by name.
        package var tokens: [Token]

        package init() { self.init(tokens: []) }

        package init(
            tokens: [Token] = []
        ) {
            self.tokens = tokens
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                tokens: try source.list(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.list(1, tokens)
        }
    }

    /// Asks to revoke a token.
    package struct RevokeTokenRequest: TableMessage {
        package static let fullName = "tutelage.v1.RevokeTokenRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_RevokeTokenRequest_table()) }

        /// The id or the name.
        package var token: String

        package init() { self.init(token: "") }

        package init(
            token: String = ""
        ) {
            self.token = token
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                token: try source.value(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, token)
        }
    }
}
