/// How compressed bytes are wrapped.
package enum CompressionFormat: Sendable, Hashable, CaseIterable {
    /// RFC 1952.
    case gzip
    /// RFC 1950, which HTTP and gRPC call `deflate`.
    case zlib

    /// zlib's number for the wrapping with the largest window.
    var windowBits: Int32 {
        switch self {
        case .gzip: 31
        case .zlib: 15
        }
    }
}

/// Why bytes cannot be compressed or inflated.
package enum CompressionError: Error, Sendable, Hashable {
    /// They are not of the format, not whole, or something follows them.
    case damaged
    /// They inflate to more bytes than allowed.
    case overLimit
    /// Memory is short.
    case outOfMemory
}

/// Compressing and inflating whole messages; the contexts of zlib are kept for the next message.
package enum Compression {
    private static let inflaters = ContextPool<Inflater>(limit: 8)
    private static let gzipDeflaters = ContextPool<Deflater>(limit: 4)
    private static let zlibDeflaters = ContextPool<Deflater>(limit: 4)

    /// Inflates `bytes` to at most `limit` bytes.
    ///
    /// What it allocates is as large as the result, and never larger than `limit` and a chunk of
    /// 16 KiB, whatever the bytes claim.
    package static func inflate(
        _ bytes: [UInt8],
        _ format: CompressionFormat,
        limit: Int
    ) throws(CompressionError) -> [UInt8] {
        let inflater = try inflaters.take() { () throws(CompressionError) in try Inflater() }
        defer { inflaters.giveBack(inflater) }
        return try inflater.inflate(bytes, format, limit: limit)
    }

    /// Compresses `bytes`.
    package static func deflate(
        _ bytes: [UInt8],
        _ format: CompressionFormat
    ) throws(CompressionError) -> [UInt8] {
        let pool = format == .gzip ? gzipDeflaters : zlibDeflaters
        let deflater = try pool.take() { () throws(CompressionError) in try Deflater(format) }
        defer { pool.giveBack(deflater) }
        return try deflater.deflate(bytes)
    }
}
