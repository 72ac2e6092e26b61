extension Float {
    /// Whether the little-endian Float32 that `bytes` are, one after the other, are all finite.
    ///
    /// All of them are looked at at once: number by number it costs more than a small network.
    package static func areAllFinite(littleEndian bytes: Span<UInt8>) -> Bool {
        let exponent = UInt32(littleEndian: 0x7F80_0000)
        return unsafe bytes.bytes.withUnsafeBytes { source in
            var hasOther: UInt32 = 0
            for index in 0..<source.count / 4 {
                // In bounds, and any bits are a number; the array need not be aligned for it.
                let bits = unsafe source.loadUnaligned(fromByteOffset: 4 &* index, as: UInt32.self)
                hasOther |= bits & exponent == exponent ? 1 : 0
            }
            return hasOther == 0
        }
    }
}

extension Array where Element == Float {
    /// The little-endian Float32 that `bytes` are, in one copy; what is over of the last is left out.
    package init(littleEndian bytes: Span<UInt8>) {
        let count = bytes.count / 4
        // In bounds: the capacity is that of the copy, and Float32 takes any bit pattern.
        self = unsafe Self(unsafeUninitializedCapacity: count) { target, initialized in
            unsafe bytes.bytes.withUnsafeBytes { source in
                unsafe UnsafeMutableRawBufferPointer(target).copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: source[..<(4 * count)])
                )
            }
            initialized = count
        }
        #if _endian(big)
        for index in indices { self[index] = Float(bitPattern: self[index].bitPattern.byteSwapped) }
        #endif
    }

    /// Appends `count` little-endian Float32 of `bytes`, from byte `start` on.
    ///
    /// One copy for all of them: number by number it costs more than a small network.
    package mutating func append(littleEndian bytes: Span<UInt8>, from start: Int, count: Int) {
        let end = start + 4 * count
        precondition(
            start >= 0 && count >= 0 && end <= bytes.count,
            "\(count) numbers from byte \(start) of \(bytes.count)"
        )
        let first = self.count
        append(contentsOf: repeatElement(0, count: count))
        // In bounds: both ranges were checked or made above, and Float32 takes any bit pattern.
        unsafe bytes.bytes.withUnsafeBytes { source in
            unsafe withUnsafeMutableBytes { target in
                let room = unsafe UnsafeMutableRawBufferPointer(rebasing: target[(4 * first)...])
                unsafe room.copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: source[start..<end])
                )
            }
        }
        #if _endian(big)
        for index in first..<self.count {
            self[index] = Float(bitPattern: self[index].bitPattern.byteSwapped)
        }
        #endif
    }
}

extension Span where Element == Float {
    /// Calls `body` with the bytes of little-endian Float32: these very ones, where that is how numbers lie.
    ///
    /// - Throws: what `body` throws.
    package func withLittleEndianBytes<Problem: Error>(
        _ body: (Span<UInt8>) throws(Problem) -> Void
    ) throws(Problem) {
        #if _endian(big)
        var copy: [UInt8] = []
        for index in indices { copy.append(littleEndian: self[index].bitPattern) }
        try body(copy.span)
        #else
        // Any number is bytes.
        try body(unsafe Span<UInt8>(_bytes: bytes))
        #endif
    }
}

extension Array where Element == UInt8 {
    /// Appends the bytes of `number`, the lowest first.
    package mutating func append<Number: FixedWidthInteger>(littleEndian number: Number) {
        for shift in stride(from: 0, to: Number.bitWidth, by: 8) {
            append(UInt8(truncatingIfNeeded: number >> Number(truncatingIfNeeded: shift)))
        }
    }

    /// Appends the bytes of `numbers` as little-endian Float32, in one copy.
    package mutating func append(littleEndian numbers: [Float]) {
        append(littleEndian: numbers[...])
    }

    /// Appends the bytes of `numbers` as little-endian Float32, in one copy.
    package mutating func append(littleEndian numbers: ArraySlice<Float>) {
        #if _endian(big)
        for number in numbers { append(littleEndian: number.bitPattern) }
        #else
        // Any bit pattern is bytes, and the copy ends before the pointer does.
        unsafe numbers.withUnsafeBytes { unsafe append(contentsOf: $0) }
        #endif
    }
}
