internal import CKissFFT
package import Domain

/// The Fourier transform of real numbers, by kissfft in single precision, planned once for one size.
///
/// Only sizes whose half has no prime factor above 5: there kissfft neither allocates in a transform nor takes time
/// that grows with the square of a factor. <https://github.com/mborgerding/kissfft>
// Sendable: a plan holds room for one transform, and one thread at a time has it; the front end hands it over under
// its lock.
@safe
package final class RealFFT: @unchecked Sendable {
    private let plan: OpaquePointer
    /// How many numbers are transformed.
    package let size: Int

    /// The sizes that there are, before their factors are looked at.
    package static let sizes = 2...65536

    /// Plans transforms of `size` numbers.
    ///
    /// - Throws: ``Failure``: invalid argument, for a size that is odd, beyond ``sizes`` or has a prime factor above
    ///   5; resource exhausted, where there is no memory.
    package init(size: Int) throws(Failure) {
        try Self.check(size: size, field: "fft_size")
        guard let plan = unsafe kiss_fftr_alloc(Int32(size), 0, nil, nil) else {
            throw Failure(.resourceExhausted, "no memory to plan an FFT of \(size)")
        }
        unsafe self.plan = plan
        self.size = size
    }

    deinit { unsafe tutelage_fft_free(plan) }

    /// Checks that there are transforms of this size.
    ///
    /// - Throws: ``Failure`` (invalid argument) that names the next size that there is.
    package static func check(size: Int, field: String) throws(Failure) {
        guard sizes.contains(size), size % 2 == 0 else {
            throw .invalid(
                "\(field) is even, \(sizes.lowerBound) to \(sizes.upperBound); got \(size)",
                field: field
            )
        }
        guard !hasOnlySmallFactors(size) else { return }
        var next = size
        while !hasOnlySmallFactors(next) { next += 2 }
        throw .invalid(
            "\(field) has the prime factors 2, 3 and 5 only, such as \(next); got \(size)",
            field: field
        )
    }

    private static func hasOnlySmallFactors(_ size: Int) -> Bool {
        var rest = size
        for factor in [2, 3, 5] {
            while rest % factor == 0 { rest /= factor }
        }
        return rest == 1
    }

    /// Transforms `samples`, `[size]`: sum over n of x[n] exp(-2 pi i k n / size), not scaled.
    ///
    /// - Parameters:
    ///   - samples: The numbers.
    ///   - spectrum: Real and imaginary parts by turns of the frequencies 0 to `size / 2`, `[size + 2]`.
    package func transform(_ samples: [Float], to spectrum: inout [Float]) {
        precondition(
            samples.count == size && spectrum.count == size + 2,
            "\(samples.count) numbers to \(spectrum.count) by an FFT of \(size)"
        )
        // In bounds, as checked; a complex number of kissfft is two floats.
        unsafe samples.withUnsafeBufferPointer { input in
            unsafe spectrum.withUnsafeMutableBufferPointer { output in
                guard let from = input.baseAddress, let to = output.baseAddress else { return }
                unsafe to.withMemoryRebound(to: kiss_fft_cpx.self, capacity: size / 2 + 1) {
                    unsafe kiss_fftr(plan, from, $0)
                }
            }
        }
    }
}
