import Domain
import Foundation
import Sound
import Testing

@Suite("The transform of real numbers is the sum that defines it")
struct RealFFTTests {
    @Test(
        "Against the sum in double precision",
        arguments: [2, 4, 6, 10, 16, 30, 200, 256, 400, 512]
    )
    func againstTheSum(size: Int) throws {
        let samples = noise(size)
        var spectrum = [Float](repeating: 0, count: size + 2)
        try RealFFT(size: size).transform(samples, to: &spectrum)
        for bin in 0...size / 2 {
            var (real, imaginary) = (0.0, 0.0)
            for (place, sample) in samples.enumerated() {
                let angle = 2 * Double.pi * Double(bin * place % size) / Double(size)
                real += Double(sample) * cos(angle)
                imaginary -= Double(sample) * sin(angle)
            }
            let bound = 1e-6 * Double(size).squareRoot()
            #expect(abs(Double(spectrum[2 * bin]) - real) < bound, "real part of \(bin)")
            #expect(
                abs(Double(spectrum[2 * bin + 1]) - imaginary) < bound,
                "imaginary part of \(bin)"
            )
        }
    }

    @Test("Parseval: the powers are those of the samples", arguments: [2, 480, 4096, 65536])
    func parseval(size: Int) throws {
        let samples = noise(size)
        var spectrum = [Float](repeating: 0, count: size + 2)
        try RealFFT(size: size).transform(samples, to: &spectrum)
        var sum = 0.0
        for bin in 0...size / 2 {
            let power =
                Double(spectrum[2 * bin]) * Double(spectrum[2 * bin])
                + Double(spectrum[2 * bin + 1]) * Double(spectrum[2 * bin + 1])
            sum += bin == 0 || bin == size / 2 ? power : 2 * power
        }
        let energy = samples.reduce(0.0) { $0 + Double($1) * Double($1) }
        #expect(abs(sum / Double(size) / energy - 1) < 1e-6, "\(sum / Double(size)), \(energy)")
    }

    @Test("Two plans of a size give the same bits, and a plan the same again")
    func sameBits() throws {
        let samples = noise(1000)
        var (one, other) = ([Float](repeating: 0, count: 1002), [Float](repeating: 1, count: 1002))
        let plan = try RealFFT(size: 1000)
        plan.transform(samples, to: &one)
        plan.transform(noise(1000, seed: 2), to: &other)
        plan.transform(samples, to: &other)
        #expect(one == other)
        try RealFFT(size: 1000).transform(samples, to: &other)
        #expect(one == other)
    }

    @Test(
        "Sizes that are refused, with what would do",
        arguments: [
            (0, "even, 2 to 65536; got 0"), (-2, "got -2"), (1, "even"), (511, "even"),
            (65538, "2 to 65536"), (Int.max, "2 to 65536"), (Int.min, "2 to 65536"),
            (14, "the prime factors 2, 3 and 5 only, such as 16; got 14"), (1102, "such as 1152"),
            (65498, "such as 65536"), (64_998, "such as 65536"),
        ]
    )
    func refused(size: Int, reason: String) {
        let failure = refusal { _ = try RealFFT(size: size) }
        #expect(failure?.kind == .invalidArgument)
        #expect(failure?.message.contains(reason) == true, "\(failure?.message ?? "taken")")
    }
}
