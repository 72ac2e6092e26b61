internal import CZlib

/// One compressed stream that is inflated a piece at a time, so that memory does not grow with it.
@safe
package final class InflatingStream {
    /// How the stream is wrapped.
    package enum Wrapping: Sendable {
        /// RFC 1952.
        case gzip
        /// RFC 1950.
        case zlib
        /// RFC 1951 alone, as ZIP archives have it.
        case raw

        /// zlib's number for the wrapping with the largest window.
        fileprivate var windowBits: Int32 {
            switch self {
            case .gzip: 31
            case .zlib: 15
            case .raw: -15
            }
        }
    }

    private let stream: UnsafeMutablePointer<z_stream>
    private let windowBits: Int32
    /// Whether all of it is inflated, with its checksum right.
    package private(set) var isAtEnd = false

    /// Begins a stream.
    ///
    /// - Throws: ``CompressionError``: memory is short.
    package init(_ wrapping: Wrapping) throws(CompressionError) {
        windowBits = wrapping.windowBits
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        guard unsafe tutelage_inflate_init(stream, windowBits) == Z_OK else { throw .outOfMemory }
    }

    deinit {
        unsafe inflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// Begins another stream, of what follows the end of one.
    ///
    /// - Throws: ``CompressionError``: memory is short.
    package func restart() throws(CompressionError) {
        guard unsafe inflateReset2(stream, windowBits) == Z_OK else { throw .outOfMemory }
        isAtEnd = false
    }

    /// Inflates what `input` holds from `start` on.
    ///
    /// - Parameters:
    ///   - input: compressed bytes.
    ///   - start: the first of them that is not used yet.
    ///   - limit: the most bytes that are inflated.
    /// - Returns: what they inflate to, and how many of them are used. Where that is `limit` bytes more may
    ///   follow without more input; where both are none, `input` has none left or the stream is at its end.
    /// - Throws: ``CompressionError``: damaged.
    package func inflate(
        _ input: [UInt8],
        from start: Int,
        upTo limit: Int
    ) throws(CompressionError) -> (output: [UInt8], used: Int) {
        precondition((0...input.count).contains(start), "byte \(start) of \(input.count)")
        precondition((1...Int(Int32.max)).contains(limit), "at most \(limit) bytes")
        let count = min(input.count - start, Int(Int32.max))
        guard !isAtEnd else { return ([], 0) }
        var (code, used) = (Z_OK, 0)
        let output = unsafe [UInt8](unsafeUninitializedCapacity: limit) { output, filled in
            code = unsafe input.withUnsafeBufferPointer { input in
                unsafe stream.pointee.next_in = UnsafeMutablePointer(
                    mutating: input.baseAddress?.advanced(by: start)
                )
                unsafe stream.pointee.avail_in = UInt32(count)
                unsafe stream.pointee.next_out = output.baseAddress
                unsafe stream.pointee.avail_out = UInt32(limit)
                return unsafe CZlib.inflate(stream, Z_NO_FLUSH)
            }
            used = unsafe count - Int(stream.pointee.avail_in)
            filled = unsafe limit - Int(stream.pointee.avail_out)
        }
        switch code {
        case Z_STREAM_END: isAtEnd = true
        case Z_OK where used > 0 || !output.isEmpty: break
        case Z_BUF_ERROR where count == 0: break
        case Z_MEM_ERROR: throw .outOfMemory
        default: throw .damaged
        }
        return (output, used)
    }
}

extension Compression {
    /// The CRC-32 of bytes that follow others of the checksum `earlier`; of the first ones it is 0.
    package static func checksum(_ bytes: [UInt8], after earlier: UInt32 = 0) -> UInt32 {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe UInt32(
                truncatingIfNeeded: crc32_z(UInt(earlier), buffer.baseAddress, buffer.count)
            )
        }
    }
}
