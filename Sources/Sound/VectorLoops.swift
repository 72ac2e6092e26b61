/// Loops over rows of floats that the compiler does not make vectors of by itself.
enum VectorLoops {
    /// How many floats are taken at once.
    static let width = 8

    /// `count`, rounded up to whole vectors.
    static func padded(_ count: Int) -> Int { (count + width - 1) / width * width }

    /// `target[i] = one[i] * other[i]` for each of `one`.
    static func multiply(
        _ one: Span<Float>,
        _ other: Span<Float>,
        to target: inout [Float]
    ) {
        precondition(
            one.count == other.count && one.count <= target.count,
            "\(one.count) times \(other.count) to \(target.count)"
        )
        // In bounds, as checked.
        unsafe target.withUnsafeMutableBufferPointer { target in
            for index in one.indices {
                unsafe target[index] = one[unchecked: index] * other[unchecked: index]
            }
        }
    }

    /// `powers[k] = re[k]^2 + im[k]^2` of numbers that lie by turns in `spectrum`.
    static func squares(_ spectrum: [Float], to powers: inout [Float]) {
        let count = spectrum.count / 2
        precondition(count <= powers.count, "\(count) powers to \(powers.count)")
        let bytes = unsafe spectrum.span.bytes
        // In bounds, as checked; a row need not be aligned.
        unsafe powers.withUnsafeMutableBufferPointer { powers in
            let target = UnsafeMutableRawBufferPointer(powers)
            var index = 0
            while index &+ width <= count {
                let pair = unsafe bytes.unsafeLoadUnaligned(
                    fromUncheckedByteOffset: 8 &* index,
                    as: SIMD16<Float>.self
                )
                let (real, imaginary) = (pair.evenHalf, pair.oddHalf)
                unsafe target.storeBytes(
                    of: real * real + imaginary * imaginary,
                    toByteOffset: 4 &* index,
                    as: SIMD8<Float>.self
                )
                index &+= width
            }
            while index < count {
                let real = spectrum[2 &* index]
                let imaginary = spectrum[2 &* index &+ 1]
                unsafe powers[index] = real * real + imaginary * imaginary
                index &+= 1
            }
        }
    }

    /// The sum of products of whole vectors; its order is fixed by the count alone.
    static func dot(_ one: Span<Float>, _ other: Span<Float>) -> Float {
        precondition(
            one.count == other.count && one.count % width == 0,
            "\(one.count) times \(other.count)"
        )
        let (ones, others) = unsafe (one.bytes, other.bytes)
        var sum = SIMD8<Float>()
        var offset = 0
        while offset < ones.byteCount {
            // In bounds, as checked; a row need not be aligned.
            let left = unsafe ones.unsafeLoadUnaligned(
                fromUncheckedByteOffset: offset,
                as: SIMD8<Float>.self
            )
            let right = unsafe others.unsafeLoadUnaligned(
                fromUncheckedByteOffset: offset,
                as: SIMD8<Float>.self
            )
            sum += left * right
            offset &+= 4 &* width
        }
        let four = sum.lowHalf + sum.highHalf
        let two = four.lowHalf + four.highHalf
        return two.x + two.y
    }
}
