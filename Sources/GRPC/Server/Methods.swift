package import Messages

/// A method with one request and one response.
package protocol UnaryMethod: Sendable {
    /// The request.
    associatedtype Request: Message
    /// The response.
    associatedtype Response: Message
    /// The name that it is called by.
    static var path: MethodPath { get }

    /// Answers a request.
    func call(_ request: Request, context: CallContext) async throws -> Response
}

/// A method with one request and many responses.
package protocol ServerStreamingMethod: Sendable {
    /// The request.
    associatedtype Request: Message
    /// One of the responses.
    associatedtype Response: Message
    /// The name that it is called by.
    static var path: MethodPath { get }

    /// Answers a request; the call ends when this returns or throws.
    func call(
        _ request: Request,
        context: CallContext,
        to responses: ResponseWriter<Response>
    ) async throws
}

/// A method with many requests and one response.
package protocol ClientStreamingMethod: Sendable {
    /// One of the requests.
    associatedtype Request: Message
    /// The response.
    associatedtype Response: Message
    /// The name that it is called by.
    static var path: MethodPath { get }

    /// Answers the requests.
    func call(_ requests: RequestStream<Request>, context: CallContext) async throws -> Response
}

/// A method with many requests and many responses, in any order.
package protocol BidirectionalMethod: Sendable {
    /// One of the requests.
    associatedtype Request: Message
    /// One of the responses.
    associatedtype Response: Message
    /// The name that it is called by.
    static var path: MethodPath { get }

    /// Answers the requests; the call ends when this returns or throws.
    func call(
        _ requests: RequestStream<Request>,
        context: CallContext,
        to responses: ResponseWriter<Response>
    ) async throws
}

/// A unary method without a task, over bytes: for the few whose every instruction counts.
///
/// Its code is not generic, and so not slowed by types that are looked up at run time. Others conform
/// to ``HotUnaryMethod``.
package protocol HotMethod: Sendable {
    /// The name that it is called by.
    static var path: MethodPath { get }

    /// Decodes a request and starts the work; runs on the event loop and must not block.
    ///
    /// `reply` is completed once, from any thread, now or later, unless this throws.
    func start(_ message: RawSpan, context: CallContext, reply: ReplyAddress) throws(GRPCStatus)
}

/// A unary method without a task: it only decodes and enqueues, and the reply comes later.
package protocol HotUnaryMethod: HotMethod {
    /// The request.
    associatedtype Request: Message
    /// The response.
    associatedtype Response: Message

    /// Starts the work; runs on the event loop and must not block.
    ///
    /// `reply` is completed once, from any thread, now or later.
    func call(_ request: Request, context: CallContext, reply: HotReply<Response>)
}
