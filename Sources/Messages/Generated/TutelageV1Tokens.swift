// Generated from Protos/tutelage/v1/tokens.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

/// What a token lets its holder do.
package enum Scope: Sendable, Hashable {
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
    /// A number that this version does not know.
    case unrecognized(Int32)

    /// Every value that this version knows, in the order of the proto.
    package static let known: [Scope] = [.unspecified, .predict, .label, .train, .admin]

    /// Creates the value of a number.
    package init(rawValue: Int32) {
        switch rawValue {
        case 0: self = .unspecified
        case 1: self = .predict
        case 2: self = .label
        case 3: self = .train
        case 4: self = .admin
        default: self = .unrecognized(rawValue)
        }
    }

    /// The value's number.
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
package struct Token: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.Token"

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

    /// Creates a message whose fields all have their default values.
    package init() { self.init(id: "") }

    /// Creates a message of the given fields; the others have their default values.
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

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__token__unpack,
            convert: { message throws(MessageError) in try unsafe Token(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__Token>) throws(MessageError) {
        let id = try unsafe Unpacking.string(c.pointee.id, "tutelage.v1.Token", "id")
        let name = try unsafe Unpacking.string(c.pointee.name, "tutelage.v1.Token", "name")
        var scopes: [Scope] = []
        if unsafe c.pointee.n_scopes > 0 {
            scopes.reserveCapacity(unsafe c.pointee.n_scopes)
            for index in 0..<(unsafe c.pointee.n_scopes) {
                scopes.append(Scope(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.scopes[index].rawValue)))
            }
        }
        var projects: [String] = []
        if unsafe c.pointee.n_projects > 0 {
            projects.reserveCapacity(unsafe c.pointee.n_projects)
            for index in 0..<(unsafe c.pointee.n_projects) {
                projects.append(try unsafe Unpacking.string(c.pointee.projects[index], "tutelage.v1.Token", "projects"))
            }
        }
        let createdAt: Timestamp?
        if let found = unsafe c.pointee.created_at {
            createdAt = try unsafe Timestamp(unpacked: found)
        } else {
            createdAt = nil
        }
        let expiresAt: Timestamp?
        if let found = unsafe c.pointee.expires_at {
            expiresAt = try unsafe Timestamp(unpacked: found)
        } else {
            expiresAt = nil
        }
        self.init(
            id: id,
            name: name,
            scopes: scopes,
            projects: projects,
            createdAt: createdAt,
            expiresAt: expiresAt
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !id.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(id.utf8.count)
        }
        if !name.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(name.utf8.count)
        }
        if !scopes.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(scopes.reduce(0) { $0 + Packing.varintSize(Int64($1.rawValue)) })
        }
        for item in projects { size += 1 + Packing.lengthDelimitedSize(item.utf8.count) }
        if let value = createdAt {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if let value = expiresAt {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !id.isEmpty {
            buffer.append(0x0a)
            Packing.string(id, &buffer)
        }
        if !name.isEmpty {
            buffer.append(0x12)
            Packing.string(name, &buffer)
        }
        if !scopes.isEmpty {
            buffer.append(0x1a)
            Packing.varint(UInt64(scopes.reduce(0) { $0 + Packing.varintSize(Int64($1.rawValue)) }), &buffer)
            for item in scopes { Packing.varint(Int64(item.rawValue), &buffer) }
        }
        for item in projects {
            buffer.append(0x22)
            Packing.string(item, &buffer)
        }
        if let value = createdAt {
            buffer.append(0x2a)
            Packing.message(value, &buffer)
        }
        if let value = expiresAt {
            buffer.append(0x32)
            Packing.message(value, &buffer)
        }
    }
}

/// Asks for a token.
package struct CreateTokenRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.CreateTokenRequest"

    /// `[a-z0-9-]{1,63}`, not in use.
    package var name: String

    /// What its holder may do; at least one.
    package var scopes: [Scope]

    /// In which projects; empty: in all, those to come included.
    package var projects: [String]

    /// How long it holds; 0: until it is revoked.
    package var lifetimeSeconds: Int64

    /// Creates a message whose fields all have their default values.
    package init() { self.init(name: "") }

    /// Creates a message of the given fields; the others have their default values.
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

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__create_token_request__unpack,
            convert: { message throws(MessageError) in try unsafe CreateTokenRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__CreateTokenRequest>) throws(MessageError) {
        let name = try unsafe Unpacking.string(c.pointee.name, "tutelage.v1.CreateTokenRequest", "name")
        var scopes: [Scope] = []
        if unsafe c.pointee.n_scopes > 0 {
            scopes.reserveCapacity(unsafe c.pointee.n_scopes)
            for index in 0..<(unsafe c.pointee.n_scopes) {
                scopes.append(Scope(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.scopes[index].rawValue)))
            }
        }
        var projects: [String] = []
        if unsafe c.pointee.n_projects > 0 {
            projects.reserveCapacity(unsafe c.pointee.n_projects)
            for index in 0..<(unsafe c.pointee.n_projects) {
                projects.append(try unsafe Unpacking.string(c.pointee.projects[index], "tutelage.v1.CreateTokenRequest", "projects"))
            }
        }
        let lifetimeSeconds = unsafe c.pointee.lifetime_seconds
        self.init(
            name: name,
            scopes: scopes,
            projects: projects,
            lifetimeSeconds: lifetimeSeconds
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !name.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(name.utf8.count)
        }
        if !scopes.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(scopes.reduce(0) { $0 + Packing.varintSize(Int64($1.rawValue)) })
        }
        for item in projects { size += 1 + Packing.lengthDelimitedSize(item.utf8.count) }
        if lifetimeSeconds != 0 {
            size += 1 + Packing.varintSize(lifetimeSeconds)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !name.isEmpty {
            buffer.append(0x0a)
            Packing.string(name, &buffer)
        }
        if !scopes.isEmpty {
            buffer.append(0x12)
            Packing.varint(UInt64(scopes.reduce(0) { $0 + Packing.varintSize(Int64($1.rawValue)) }), &buffer)
            for item in scopes { Packing.varint(Int64(item.rawValue), &buffer) }
        }
        for item in projects {
            buffer.append(0x1a)
            Packing.string(item, &buffer)
        }
        if lifetimeSeconds != 0 {
            buffer.append(0x20)
            Packing.varint(lifetimeSeconds, &buffer)
        }
    }
}

/// The token is made.
package struct CreateTokenReply: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.CreateTokenReply"

    /// The token.
    package var token: Token?

    /// What its holder shows as `authorization: Bearer SECRET`; it is not kept and not shown again.
    package var secret: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(token: nil) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        token: Token? = nil,
        secret: String = ""
    ) {
        self.token = token
        self.secret = secret
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__create_token_reply__unpack,
            convert: { message throws(MessageError) in try unsafe CreateTokenReply(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__CreateTokenReply>) throws(MessageError) {
        let token: Token?
        if let found = unsafe c.pointee.token {
            token = try unsafe Token(unpacked: found)
        } else {
            token = nil
        }
        let secret = try unsafe Unpacking.string(c.pointee.secret, "tutelage.v1.CreateTokenReply", "secret")
        self.init(
            token: token,
            secret: secret
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if let value = token {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if !secret.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(secret.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if let value = token {
            buffer.append(0x0a)
            Packing.message(value, &buffer)
        }
        if !secret.isEmpty {
            buffer.append(0x12)
            Packing.string(secret, &buffer)
        }
    }
}

/// Asks for the tokens.
package struct ListTokensRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.ListTokensRequest"

    /// Creates a message whose fields all have their default values.
    package init() {}

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__list_tokens_request__unpack,
            convert: { message throws(MessageError) in try unsafe ListTokensRequest(unpacked: message) }
        )
    }

    init(unpacked _: UnsafePointer<Tutelage__V1__ListTokensRequest>) throws(MessageError) {}

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        0
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
    }
}

/// All tokens.
package struct ListTokensReply: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.ListTokensReply"

    /// The tokens, ordered by name.
    package var tokens: [Token]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(tokens: []) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        tokens: [Token] = []
    ) {
        self.tokens = tokens
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__list_tokens_reply__unpack,
            convert: { message throws(MessageError) in try unsafe ListTokensReply(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__ListTokensReply>) throws(MessageError) {
        var tokens: [Token] = []
        if unsafe c.pointee.n_tokens > 0 {
            tokens.reserveCapacity(unsafe c.pointee.n_tokens)
            for index in 0..<(unsafe c.pointee.n_tokens) {
                guard let item = unsafe c.pointee.tokens[index] else { continue }
                tokens.append(try unsafe Token(unpacked: item))
            }
        }
        self.init(
            tokens: tokens
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        for place in tokens.indices { size += 1 + Packing.lengthDelimitedSize(tokens.span[place].encodedSize) }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        for place in tokens.indices {
            buffer.append(0x0a)
            Packing.message(tokens.span[place], &buffer)
        }
    }
}

/// Asks to revoke a token.
package struct RevokeTokenRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.RevokeTokenRequest"

    /// The id or the name.
    package var token: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(token: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        token: String = ""
    ) {
        self.token = token
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__revoke_token_request__unpack,
            convert: { message throws(MessageError) in try unsafe RevokeTokenRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__RevokeTokenRequest>) throws(MessageError) {
        let token = try unsafe Unpacking.string(c.pointee.token, "tutelage.v1.RevokeTokenRequest", "token")
        self.init(
            token: token
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !token.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(token.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !token.isEmpty {
            buffer.append(0x0a)
            Packing.string(token, &buffer)
        }
    }
}
