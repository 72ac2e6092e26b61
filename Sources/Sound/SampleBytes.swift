package import Domain

/// Samples of 16 bits, as files and microphones have them.
package enum SampleBytes {
    /// The samples that little-endian `bytes` are, each divided by 32768: -1 to just under 1.
    ///
    /// - Parameters:
    ///   - bytes: Two a sample.
    ///   - field: What a failure names.
    /// - Returns: One number a sample.
    /// - Throws: ``Failure`` (invalid argument) where half a sample is left over.
    package static func samples(
        int16LittleEndian bytes: Span<UInt8>,
        field: String = "samples"
    ) throws(Failure) -> [Float] {
        guard bytes.count % 2 == 0 else {
            throw .invalid("samples of 2 bytes; got \(bytes.count) bytes", field: field)
        }
        var samples = [Float](repeating: 0, count: bytes.count / 2)
        for index in samples.indices {
            let bits = UInt16(bytes[2 &* index]) | UInt16(bytes[2 &* index &+ 1]) << 8
            samples[index] = Float(Int16(bitPattern: bits)) * 0x1p-15
        }
        return samples
    }
}
