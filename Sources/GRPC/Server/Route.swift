internal import Messages

/// A method with its message types erased.
final class Route: Sendable {
    /// How a call of it runs.
    enum Kind: Sendable {
        /// On the event loop, when its one request is whole.
        case hot(HotStart)
        /// In a task, when its one request is whole.
        case single(any SingleRoute)
        /// In a task from the start.
        case streaming(any StreamingRoute)
    }

    let path: MethodPath
    let bytes: [UInt8]
    let shape: MethodStatistics.Kind
    let kind: Kind
    /// Whether a call has one request.
    let takesOneRequest: Bool
    /// Its place in its router.
    let number: Int
    /// Whether nobody asks who calls.
    let isOpen: Bool
    /// How the request of a hot method is judged; nil: not at all.
    let check: HotCheck?

    /// Whether calls run on the event loop.
    var isHot: Bool {
        if case .hot = kind { true } else { false }
    }

    init(
        _ path: MethodPath,
        _ shape: MethodStatistics.Kind,
        _ kind: Kind,
        number: Int,
        isOpen: Bool,
        check: HotCheck?
    ) {
        self.path = path
        self.shape = shape
        self.kind = kind
        takesOneRequest = if case .streaming = kind { false } else { true }
        self.number = number
        self.isOpen = isOpen
        self.check = check
        bytes = Array(path.text.utf8)
    }
}

/// Decodes a request of a hot method and starts the work; a closure, because a call of an existential
/// would copy it first.
typealias HotStart = @Sendable (RawSpan, CallContext, ReplyAddress) throws(GRPCStatus) -> Void

/// A method with one request, with its types erased.
protocol SingleRoute: Sendable {
    func run(_ message: ReceivedMessage, _ call: ServerCall) async throws
}

/// A method with many requests, with its types erased.
protocol StreamingRoute: Sendable {
    func run(_ call: ServerCall) async throws
}

extension HotUnaryMethod {
    package func start(
        _ message: RawSpan,
        context: CallContext,
        reply: ReplyAddress
    ) throws(GRPCStatus) {
        let request = try Request(received: message, malformed: .invalidArgument)
        call(request, context: context, reply: HotReply(address: reply))
    }
}

struct UnaryRoute<Method: UnaryMethod>: SingleRoute {
    let method: Method
    let check: RequestCheck<Method.Request>?

    func run(_ message: ReceivedMessage, _ call: ServerCall) async throws {
        let request: Method.Request = try call.decode(message)
        try await check?(request, call.context)
        let response = try await method.call(request, context: call.context)
        call.finish(call.framed(response))
    }
}

struct ServerStreamingRoute<Method: ServerStreamingMethod>: SingleRoute {
    let method: Method
    let check: RequestCheck<Method.Request>?

    func run(_ message: ReceivedMessage, _ call: ServerCall) async throws {
        let request: Method.Request = try call.decode(message)
        try await check?(request, call.context)
        let writer: ResponseWriter<Method.Response> = call.writer()
        try await method.call(request, context: call.context, to: writer)
        call.finish([])
    }
}

struct ClientStreamingRoute<Method: ClientStreamingMethod>: StreamingRoute {
    let method: Method
    let check: RequestCheck<Method.Request>?

    func run(_ call: ServerCall) async throws {
        let requests = call.requests(check)
        let response = try await method.call(requests, context: call.context)
        call.finish(call.framed(response))
    }
}

struct BidirectionalRoute<Method: BidirectionalMethod>: StreamingRoute {
    let method: Method
    let check: RequestCheck<Method.Request>?

    func run(_ call: ServerCall) async throws {
        let requests = call.requests(check)
        let writer: ResponseWriter<Method.Response> = call.writer()
        try await method.call(requests, context: call.context, to: writer)
        call.finish([])
    }
}
