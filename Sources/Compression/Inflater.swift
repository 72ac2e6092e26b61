internal import CZlib

/// One context of zlib that inflates, a message after the other.
// Sendable: one thread at a time has it; the pool hands it over under its lock.
@safe
final class Inflater: @unchecked Sendable {
    private static let chunkBytes = 16 << 10
    /// The most bytes that one compressed byte can stand for.
    private static let largestRatio = 1032

    private let stream: UnsafeMutablePointer<z_stream>
    private let chunk: UnsafeMutablePointer<UInt8>

    init() throws(CompressionError) {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        unsafe chunk = .allocate(capacity: Self.chunkBytes)
        guard unsafe tutelage_inflate_init(stream, CompressionFormat.gzip.windowBits) == Z_OK else {
            throw .outOfMemory
        }
    }

    deinit {
        unsafe inflateEnd(stream)
        unsafe stream.deallocate()
        unsafe chunk.deallocate()
    }

    /// Inflates a whole message.
    func inflate(
        _ bytes: [UInt8],
        _ format: CompressionFormat,
        limit: Int
    ) throws(CompressionError) -> [UInt8] {
        guard !bytes.isEmpty, bytes.count <= Int(UInt32.max) else { throw .damaged }
        let count: Int
        if let claim = claim(bytes, format), claim <= min(limit, bytes.count * Self.largestRatio) {
            count = claim
        } else {
            count = try unsafe bytes.withUnsafeBufferPointer {
                input throws(CompressionError) in
                try unsafe measure(input, format, limit: limit)
            }
        }
        return try unsafe bytes.withUnsafeBufferPointer { input throws(CompressionError) in
            try unsafe fill(input, format, count: count)
        }
    }

    /// The size that the last four bytes of gzip claim; it is believed only as far as `fill` finds it
    /// true.
    private func claim(_ bytes: [UInt8], _ format: CompressionFormat) -> Int? {
        guard format == .gzip, bytes.count >= 18 else { return nil }
        return bytes.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    private func begin(
        _ input: UnsafeBufferPointer<UInt8>,
        _ format: CompressionFormat
    ) throws(CompressionError) {
        guard unsafe inflateReset2(stream, format.windowBits) == Z_OK else { throw .outOfMemory }
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        unsafe stream.pointee.avail_in = UInt32(input.count)
    }

    /// Counts the bytes of a message, a chunk at a time, and keeps none; it stops at the limit.
    private func measure(
        _ input: UnsafeBufferPointer<UInt8>,
        _ format: CompressionFormat,
        limit: Int
    ) throws(CompressionError) -> Int {
        try unsafe begin(input, format)
        var count = 0
        while true {
            unsafe stream.pointee.next_out = chunk
            unsafe stream.pointee.avail_out = UInt32(Self.chunkBytes)
            let code = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
            let room = unsafe Int(stream.pointee.avail_out)
            count += Self.chunkBytes - room
            guard count <= limit else { throw .overLimit }
            if try unsafe isWhole(code, input: stream.pointee.avail_in) { return count }
            guard code == Z_OK, room == 0 else { throw .damaged }
        }
    }

    /// Inflates a message of `count` bytes.
    private func fill(
        _ input: UnsafeBufferPointer<UInt8>,
        _ format: CompressionFormat,
        count: Int
    ) throws(CompressionError) -> [UInt8] {
        try unsafe begin(input, format)
        var code = Z_OK
        // A byte more, so that a message longer than it claims shows.
        let capacity = count + 1
        let result = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { output, filled in
            unsafe stream.pointee.next_out = output.baseAddress
            unsafe stream.pointee.avail_out = UInt32(capacity)
            code = unsafe CZlib.inflate(stream, Z_FINISH)
            filled = unsafe capacity - Int(stream.pointee.avail_out)
        }
        guard try unsafe isWhole(code, input: stream.pointee.avail_in), result.count == count else {
            throw .damaged
        }
        return result
    }

    /// Whether a message has ended, with its checksum right and nothing after it.
    private func isWhole(_ code: Int32, input: UInt32) throws(CompressionError) -> Bool {
        guard code != Z_MEM_ERROR else { throw .outOfMemory }
        guard code == Z_STREAM_END else { return false }
        guard input == 0 else { throw .damaged }
        return true
    }
}
