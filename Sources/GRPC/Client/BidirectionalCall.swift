package import Messages

/// A call with many requests and many responses; it is cancelled when nobody holds it any more.
package struct BidirectionalCall<Request: Message, Response: Message>: Sendable {
    /// The responses; one task may read them.
    package let responses: ResponseStream<Response>
    private let owner: CallOwner
    private let requests: MessageWriter<Request>

    init(_ call: ClientCall, _ outbound: OutboundEncoding, limit: Int) {
        owner = CallOwner(call)
        requests = MessageWriter(queue: call.outbound, outbound: outbound)
        responses = ResponseStream(
            queue: call.inbound,
            malformed: .internal,
            limit: limit,
            owner: owner
        )
    }

    /// Sends a request; waits while the server does not keep up.
    ///
    /// `compressed` says whether it is compressed where the call's encoding allows that.
    ///
    /// - Throws: The ``GRPCStatus`` that ended the call, or `CancellationError`.
    package func write(_ request: Request, compressed: Bool = true) async throws {
        try await requests.write(request, compressed: compressed)
    }

    /// Tells the server that no more requests come.
    package func finish() { owner.call.finishRequests() }

    /// Ends the call.
    package func cancel() { owner.call.cancel(.callerGone) }

    /// What came before the first response; known once that is read.
    package var initialMetadata: Metadata { owner.call.initialMetadata }

    /// What came after the last response; known once the responses have ended.
    package var trailingMetadata: Metadata { owner.call.trailingMetadata }
}
