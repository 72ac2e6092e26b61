#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Returns `value` with three significant digits, for sentences.
func rounded(_ value: Double) -> String {
    guard value != 0, value.isFinite else { return "\(value)" }
    let digits = 2 - Int(log10(abs(value)).rounded(.down))
    let scale = pow(10, Double(abs(digits)))
    let result =
        digits >= 0 ? (value * scale).rounded() / scale : (value / scale).rounded() * scale
    return result == result.rounded() && abs(result) < 1e15 ? "\(Int(result))" : "\(result)"
}

/// Returns `share` as a percentage with three significant digits, such as `4.65 %`.
func percent(_ share: Double) -> String { rounded(share * 100) + " %" }
