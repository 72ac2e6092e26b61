internal import HTTP2Session
package import Messages

/// Someone who may call, as an ``Authorizer`` knows them.
package protocol Caller: AnyObject, Sendable {
    /// Who it is, for logs; no secret.
    var name: String { get }
    /// Whether the credentials hold still; asked at each call.
    var isValid: Bool { get }
}

/// Decides which calls run: by their credentials when they begin, and by each of their requests.
///
/// It is called on event loops and must not block; only ``RequestCheck/later(_:)`` may wait.
package protocol Authorizer: Sendable {
    /// Changes whenever callers that were known may be unknown, or have other rights: what a
    /// connection remembers of its last caller is then forgotten.
    var generation: Int { get }

    /// Whether everybody may call a method, without credentials.
    func isOpen(_ path: MethodPath) -> Bool

    /// Who shows these credentials, the value of `authorization`; nil: none were sent.
    ///
    /// - Throws: UNAUTHENTICATED, without a word of what was sent.
    func caller(_ authorization: [UInt8]?) throws(GRPCStatus) -> any Caller

    /// Lets a caller begin a call of a method.
    ///
    /// - Throws: PERMISSION_DENIED.
    func admit(_ caller: any Caller, to path: MethodPath) throws(GRPCStatus)

    /// How each request of a method is judged before the method has it.
    func check<Request: Message>(
        _ type: Request.Type,
        of path: MethodPath
    ) -> RequestCheck<Request>
}

/// How the request of a ``HotMethod`` is judged; it throws PERMISSION_DENIED.
typealias HotCheck = @Sendable (RawSpan, any Caller) throws(GRPCStatus) -> Void

/// How a request is judged, by whom it is from; it throws PERMISSION_DENIED.
package enum RequestCheck<Request: Message>: Sendable {
    /// At once.
    case now(@Sendable (Request, any Caller) throws(GRPCStatus) -> Void)
    /// After something was looked up; not for a ``HotMethod``.
    case later(@Sendable (Request, any Caller) async throws -> Void)

    func callAsFunction(_ request: Request, _ context: CallContext) async throws {
        guard let caller = context.caller else { return }
        switch self {
        case .now(let check): try check(request, caller)
        case .later(let check): try await check(request, caller)
        }
    }

    /// The check for the requests of one call.
    func bound(to context: CallContext) -> @Sendable (Request) async throws -> Void {
        { request in try await self(request, context) }
    }

    /// The check of a ``HotMethod``, which has its request as bytes: they are read for the check
    /// alone, so that no method can leave it out.
    var ofBytes: HotCheck {
        guard case .now(let check) = self else {
            preconditionFailure("a hot method's requests \(Request.fullName) are judged at once")
        }
        return { (message: RawSpan, caller: any Caller) throws(GRPCStatus) in
            try check(try Request(received: message, malformed: .invalidArgument), caller)
        }
    }
}

/// What a connection remembers of the last credentials, so that those of the next call cost a
/// comparison.
struct CallerMemory {
    private var credentials: [UInt8] = []
    private var generation = 0
    private var caller: (any Caller)?
    private var admitted: Route?

    /// Who begins a call of `route` with the credentials in field `field`.
    ///
    /// - Throws: UNAUTHENTICATED or PERMISSION_DENIED.
    mutating func caller(
        _ headers: HeaderBlock,
        _ field: Int?,
        route: Route,
        _ authorizer: any Authorizer
    ) throws(GRPCStatus) -> any Caller {
        let current = authorizer.generation
        if let caller, current == generation, let field,
            Self.equal(headers.storage, headers.valueRange(field), credentials), caller.isValid
        {
            if admitted !== route {
                try authorizer.admit(caller, to: route.path)
                admitted = route
            }
            return caller
        }
        caller = nil
        let shown = field.map { headers.valueBytes($0) }
        let found = try authorizer.caller(shown)
        try authorizer.admit(found, to: route.path)
        (credentials, generation, caller, admitted) = (shown ?? [], current, found, route)
        return found
    }

    /// Whether the last caller may still do what it was let do last.
    func isCurrent(_ caller: any Caller, _ authorizer: (any Authorizer)?) -> Bool {
        authorizer?.generation == generation && self.caller === caller && caller.isValid
    }

    /// Compares all bytes whatever they are: the time says nothing of where they differ.
    private static func equal(_ bytes: [UInt8], _ range: Range<Int>, _ other: [UInt8]) -> Bool {
        guard range.count == other.count else { return false }
        var difference: UInt8 = 0
        for index in other.indices { difference |= bytes[range.lowerBound + index] ^ other[index] }
        return difference == 0
    }
}
