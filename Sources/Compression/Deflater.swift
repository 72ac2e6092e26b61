internal import CZlib

/// One context of zlib that compresses, a message after the other.
// Sendable: one thread at a time has it; the pool hands it over under its lock.
@safe
final class Deflater: @unchecked Sendable {
    private let stream: UnsafeMutablePointer<z_stream>

    init(_ format: CompressionFormat) throws(CompressionError) {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        guard unsafe tutelage_deflate_init(stream, format.windowBits) == Z_OK else {
            throw .outOfMemory
        }
    }

    deinit {
        unsafe deflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// Compresses a whole message.
    func deflate(_ bytes: [UInt8]) throws(CompressionError) -> [UInt8] {
        guard bytes.count <= Int(UInt32.max), unsafe deflateReset(stream) == Z_OK else {
            throw .outOfMemory
        }
        let capacity = unsafe Int(deflateBound(stream, UInt(bytes.count)))
        var code = Z_OK
        let result = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { output, filled in
            code = unsafe bytes.withUnsafeBufferPointer { input in
                unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                unsafe stream.pointee.avail_in = UInt32(input.count)
                unsafe stream.pointee.next_out = output.baseAddress
                unsafe stream.pointee.avail_out = UInt32(capacity)
                return unsafe CZlib.deflate(stream, Z_FINISH)
            }
            filled = unsafe capacity - Int(stream.pointee.avail_out)
        }
        guard code == Z_STREAM_END else { throw .outOfMemory }
        return result
    }
}
