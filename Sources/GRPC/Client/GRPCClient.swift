package import HTTP2
internal import HTTP2Session
package import Messages
internal import NIOCore
internal import NIOPosix

/// A client with one connection; calls of any number of tasks share it.
///
/// A lost connection ends its calls with UNAVAILABLE and is not opened again: connect anew.
package final class GRPCClient: Sendable {
    private let channel: any Channel
    private let connection: NIOLoopBound<ClientConnection>
    private let limits: ClientLimits
    private let authority: String
    private let security: ClientSecurity

    private init(
        channel: any Channel,
        connection: NIOLoopBound<ClientConnection>,
        limits: ClientLimits,
        authority: String,
        security: ClientSecurity
    ) {
        self.channel = channel
        self.connection = connection
        self.limits = limits
        self.authority = authority
        self.security = security
    }

    /// Connects over TCP.
    ///
    /// - Throws: ``GRPCStatus`` with UNAVAILABLE and a sentence that names the address.
    package static func connect(
        host: String,
        port: Int,
        limits: ClientLimits = ClientLimits(),
        security: ClientSecurity = ClientSecurity()
    ) async throws -> GRPCClient {
        try await connect(to: .tcp(host: host, port: port), limits: limits, security: security)
    }

    /// Connects over a Unix-domain socket.
    ///
    /// - Throws: ``GRPCStatus`` with UNAVAILABLE and a sentence that names the path.
    package static func connect(
        unixSocket path: String,
        limits: ClientLimits = ClientLimits()
    ) async throws -> GRPCClient {
        try await connect(to: .unix(path: path), limits: limits)
    }

    /// Connects.
    ///
    /// - Throws: ``GRPCStatus`` with UNAVAILABLE and a sentence that names the address.
    package static func connect(
        to address: HTTP2Address,
        limits: ClientLimits = ClientLimits(),
        security: ClientSecurity = ClientSecurity()
    ) async throws -> GRPCClient {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let name = address.description
        let connection = try await loop.submit {
            NIOLoopBound(
                ClientConnection(limits: limits, eventLoop: loop, name: name),
                eventLoop: loop
            )
        }.get()
        do {
            let channel = try await HTTP2Connector.connect(
                to: address,
                group: loop,
                timeout: limits.connectTimeout,
                tls: security.tls
            ) { loop in
                try HTTP2Connection(
                    role: .client,
                    limits: limits.http2,
                    timeouts: limits.timeouts,
                    eventLoop: loop,
                    delegate: connection.value
                )
            }
            let authority = if case .tcp = address { name } else { "localhost" }
            return GRPCClient(
                channel: channel,
                connection: connection,
                limits: limits,
                authority: authority,
                security: security
            )
        } catch {
            throw GRPCStatus(.unavailable, "cannot connect to \(name): \(reason(error))")
        }
    }

    private static func reason(_ error: any Error) -> String {
        if let failed = error as? NIOConnectionError, let first = failed.connectionErrors.first {
            return reason(first.error)
        }
        if let failed = error as? IOError { return SocketError.text(failed.errnoCode) }
        if case .connectTimeout(let amount) = error as? ChannelError {
            return "no answer within \(amount.nanoseconds / 1_000_000) ms"
        }
        return String(describing: error)
    }

    /// Ends all calls and closes the connection.
    package func close() async {
        let connection = connection
        channel.eventLoop.execute { connection.value.closeConnection() }
        try? await channel.closeFuture.get()
    }

    // MARK: Starting calls

    private func begin(_ path: MethodPath, _ options: CallOptions, request: [UInt8]?) -> ClientCall
    {
        var headers = HeaderBlock()
        headers.append(":method", "POST")
        headers.append(":scheme", security.tls == nil ? "http" : "https")
        headers.append(":path", path.text)
        headers.append(":authority", authority)
        headers.append("te", "trailers")
        headers.append("content-type", "application/grpc")
        headers.append("grpc-accept-encoding", MessageEncoding.accepted)
        if options.encoding != .identity {
            headers.append("grpc-encoding", options.encoding.rawValue)
        }
        var deadline: NIODeadline?
        if let timeout = options.timeout {
            let amount = TimeAmount(timeout)
            headers.append("grpc-timeout", CallTimeout.text(amount))
            deadline = .now() + amount
        }
        if let token = security.token { headers.append("authorization", "Bearer \(token)") }
        options.metadata.append(to: &headers)
        let call = ClientCall(
            connection: connection,
            eventLoop: channel.eventLoop,
            limits: limits.http2
        )
        call.start(headers, deadline: deadline, request: request)
        return call
    }

    private func single<Response: Message>(_ call: ClientCall) async throws -> UnaryReply<Response>
    {
        let stream = ResponseStream<Response>(
            queue: call.inbound,
            malformed: .internal,
            limit: limits.messageBytes
        )
        guard let (message, wasCompressed) = try await stream.nextReceived() else {
            throw GRPCStatus(.unimplemented, "expected one response, none came")
        }
        guard try await call.inbound.next() == nil else {
            throw GRPCStatus(.unimplemented, "expected one response, more came")
        }
        return UnaryReply(
            message: message,
            wasCompressed: wasCompressed,
            initialMetadata: call.initialMetadata,
            trailingMetadata: call.trailingMetadata
        )
    }

    /// Runs `body`; cancellation of the task or an error of `body` ends the call.
    private func attend<Result: Sendable>(
        _ call: ClientCall,
        _ body: () async throws -> Result
    ) async throws -> Result {
        do {
            return try await withTaskCancellationHandler {
                try await body()
            } onCancel: {
                call.cancel(.callerGone)
            }
        } catch {
            if !call.isEnded { call.cancel(.callerGone) }
            if error is CancellationError { throw GRPCStatus.callerGone }
            throw error
        }
    }

    // MARK: Calls

    /// Calls a method with one request and one response.
    ///
    /// - Throws: ``GRPCStatus``.
    package func unary<Request: Message, Response: Message>(
        _ rpc: RPC<Request, Response>,
        _ request: Request,
        options: CallOptions = CallOptions()
    ) async throws -> Response {
        try await unaryReply(rpc, request, options: options).message
    }

    /// Calls a method with one request and one response, and returns the metadata too.
    ///
    /// - Throws: ``GRPCStatus``.
    package func unaryReply<Request: Message, Response: Message>(
        _ rpc: RPC<Request, Response>,
        _ request: Request,
        options: CallOptions = CallOptions()
    ) async throws -> UnaryReply<Response> {
        let call = begin(rpc.path, options, request: request.framed(options.outbound))
        return try await attend(call) { try await single(call) }
    }

    /// Calls a method with one request and many responses; dropping the stream cancels the call.
    package func serverStreaming<Request: Message, Response: Message>(
        _ rpc: RPC<Request, Response>,
        _ request: Request,
        options: CallOptions = CallOptions()
    ) -> ResponseStream<Response> {
        let call = begin(rpc.path, options, request: request.framed(options.outbound))
        return ResponseStream(
            queue: call.inbound,
            malformed: .internal,
            limit: limits.messageBytes,
            owner: CallOwner(call)
        )
    }

    /// Calls a method with many requests, which `body` writes, and one response.
    ///
    /// - Throws: ``GRPCStatus``, or what `body` throws.
    package func clientStreaming<Request: Message, Response: Message>(
        _ rpc: RPC<Request, Response>,
        options: CallOptions = CallOptions(),
        _ body: (MessageWriter<Request>) async throws -> Void
    ) async throws -> Response {
        let call = begin(rpc.path, options, request: nil)
        return try await attend(call) {
            do {
                try await body(MessageWriter(queue: call.outbound, outbound: options.outbound))
            } catch {
                // A server may answer before it has read everything: then its answer counts.
                guard call.isEnded else { throw error }
            }
            call.finishRequests()
            return try await single(call).message
        }
    }

    /// Calls a method with many requests and many responses.
    package func bidirectional<Request: Message, Response: Message>(
        _ rpc: RPC<Request, Response>,
        options: CallOptions = CallOptions()
    ) -> BidirectionalCall<Request, Response> {
        BidirectionalCall(
            begin(rpc.path, options, request: nil),
            options.outbound,
            limit: limits.messageBytes
        )
    }
}

extension CallOptions {
    /// How requests go out.
    fileprivate var outbound: OutboundEncoding { OutboundEncoding(encoding: encoding) }
}
