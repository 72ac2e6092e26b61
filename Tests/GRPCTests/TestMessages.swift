import GRPC
import Messages
import NIOCore
import Synchronization

/// A message that is any bytes but those that start with 0xff.
struct Blob: Message {
    static let fullName = "test.Blob"
    var bytes: [UInt8] = []

    init() {}

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    init(_ text: String) { bytes = Array(text.utf8) }

    init(decoding span: RawSpan) throws(MessageError) {
        let source = Span<UInt8>(_bytes: span)
        bytes.reserveCapacity(source.count)
        for index in source.indices { bytes.append(source[index]) }
        if bytes.first == 0xff { throw MessageError("test.Blob starts with 255") }
    }

    var encodedSize: Int { bytes.count }

    func write(into buffer: inout [UInt8]) { buffer.append(contentsOf: bytes) }

    var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// Numbers that tasks and event loops count up.
final class Tally: Sendable {
    private let value = Atomic(0)

    var count: Int { value.load(ordering: .sequentiallyConsistent) }

    @discardableResult
    func add(_ amount: Int = 1) -> Int {
        value.add(amount, ordering: .sequentiallyConsistent).newValue
    }

    /// Waits until the count is `target`; gives up after ten seconds.
    func reaches(_ target: Int) async throws -> Bool {
        for _ in 0..<5_000 {
            if count >= target { return true }
            try await Task.sleep(for: .milliseconds(2))
        }
        return false
    }
}

/// Unary methods by closure.
struct Unary: UnaryMethod {
    static let path = MethodPath(service: "test.Service", method: "Unary")
    let body: @Sendable (Blob, CallContext) async throws -> Blob

    func call(_ request: Blob, context: CallContext) async throws -> Blob {
        try await body(request, context)
    }
}

/// Hot methods by closure.
struct Hot: HotUnaryMethod {
    static let path = MethodPath(service: "test.Service", method: "Hot")
    let body: @Sendable (Blob, CallContext, HotReply<Blob>) -> Void

    func call(_ request: Blob, context: CallContext, reply: HotReply<Blob>) {
        body(request, context, reply)
    }
}

/// Server-streaming methods by closure.
struct Down: ServerStreamingMethod {
    static let path = MethodPath(service: "test.Service", method: "Down")
    let body: @Sendable (Blob, CallContext, ResponseWriter<Blob>) async throws -> Void

    func call(
        _ request: Blob,
        context: CallContext,
        to responses: ResponseWriter<Blob>
    ) async throws {
        try await body(request, context, responses)
    }
}

/// Client-streaming methods by closure.
struct Up: ClientStreamingMethod {
    static let path = MethodPath(service: "test.Service", method: "Up")
    let body: @Sendable (RequestStream<Blob>, CallContext) async throws -> Blob

    func call(_ requests: RequestStream<Blob>, context: CallContext) async throws -> Blob {
        try await body(requests, context)
    }
}

/// Bidirectional methods by closure.
struct Both: BidirectionalMethod {
    static let path = MethodPath(service: "test.Service", method: "Both")
    let body:
        @Sendable (RequestStream<Blob>, CallContext, ResponseWriter<Blob>) async throws -> Void

    func call(
        _ requests: RequestStream<Blob>,
        context: CallContext,
        to responses: ResponseWriter<Blob>
    ) async throws {
        try await body(requests, context, responses)
    }
}

extension RPC<Blob, Blob> {
    static var unary: Self { RPC(Unary.path) }
    static var hot: Self { RPC(Hot.path) }
    static var down: Self { RPC(Down.path) }
    static var up: Self { RPC(Up.path) }
    static var both: Self { RPC(Both.path) }
}
