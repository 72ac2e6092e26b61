#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Classes of unequal size, as those who study them make them, <https://arxiv.org/abs/1901.05555>.
package enum LongTail {
    /// The examples of each class, `[classes]`: `most (1 / ratio)^(i / (classes - 1))`, rounded down.
    ///
    /// - Parameters:
    ///   - most: The examples of the largest class.
    ///   - classes: The number of classes.
    ///   - ratio: The largest class over the smallest one; below 0 the last class is the largest.
    /// - Returns: The counts, from the largest down, or up.
    package static func counts(most: Int, classes: Int, ratio: Int) -> [Int] {
        precondition(most >= 0 && classes > 0 && ratio != 0, "\(most) of \(classes), \(ratio)")
        let size = Double(ratio.magnitude)
        // The factor between two classes first, as USB has it: its rounding decides some counts.
        let factor = pow(1 / size, 1 / Double(max(1, classes - 1)))
        var counts = (0..<classes).map { index in
            Int(Double(most) * pow(factor, Double(index)))
        }
        counts[classes - 1] = Int(Double(most) / size)
        return ratio < 0 ? counts.reversed() : counts
    }
}
