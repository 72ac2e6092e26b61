#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

extension MutableSpan<Float> {
    /// Turns the logits `z` in `range` into probabilities `exp(z) / sum exp(z)`.
    ///
    /// The largest is taken off first, so that nothing overflows. The order of the sum is fixed.
    package mutating func softmax(in range: Range<Int>) {
        var largest = -Float.infinity
        for index in range { largest = max(largest, self[index]) }
        var sum: Float = 0
        for index in range {
            self[index] = exp(self[index] - largest)
            sum += self[index]
        }
        for index in range { self[index] /= sum }
    }
}
