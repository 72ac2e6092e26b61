internal import Compression
internal import HTTP2Session

/// How messages are encoded, by the names of `grpc-encoding`.
package enum MessageEncoding: String, Sendable, Hashable, CaseIterable {
    /// As they are.
    case identity
    /// In zlib's format.
    case deflate
    /// In gzip's format.
    case gzip

    /// The value of `grpc-accept-encoding`: all that we read.
    static let accepted = "identity, deflate, gzip"

    var format: CompressionFormat? {
        switch self {
        case .identity: nil
        case .deflate: .zlib
        case .gzip: .gzip
        }
    }

    /// The encoding to answer a peer in that sent this `grpc-accept-encoding`.
    init(acceptedBy peer: String) {
        let names = peer.split(separator: ",").map { $0.filter { $0 != " " } }
        self = [.gzip, .deflate].first { names.contains($0.rawValue) } ?? .identity
    }
}

/// How the messages that go out on a call are encoded.
struct OutboundEncoding: Sendable, Hashable {
    /// Named in the header list, so that it does not change after that was sent.
    var encoding = MessageEncoding.identity
    /// Messages with fewer bytes go as they are, unless they are asked to be compressed.
    var minimumBytes = 0

    /// The compression of a message; nil for none.
    func format(of bytes: Int, compressed: Bool?) -> CompressionFormat? {
        compressed ?? (bytes >= minimumBytes) ? encoding.format : nil
    }
}

/// A message as it came.
package struct ReceivedMessage: Sendable {
    package var bytes: [UInt8] = []
    /// ``MessageEncoding/identity`` where its flags did not say that it is compressed.
    package var encoding = MessageEncoding.identity

    /// The message itself; what is larger than `limit` is not inflated, and counted.
    func inflated(
        limit: Int,
        counters: TransportCounters? = nil
    ) throws(GRPCStatus) -> [UInt8] {
        guard let format = encoding.format else { return bytes }
        do {
            return try Compression.inflate(bytes, format, limit: limit)
        } catch {
            switch error {
            case .damaged: throw .malformed("a compressed message is not whole \(encoding)")
            case .overLimit:
                counters?.count(.message)
                throw .inflatesOverLimit(limit)
            case .outOfMemory: throw GRPCStatus(.resourceExhausted, "memory is short")
            }
        }
    }
}
