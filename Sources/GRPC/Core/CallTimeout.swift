package import NIOCore

/// The header `grpc-timeout`: up to eight digits and a unit.
package enum CallTimeout {
    /// Reads a value; nil where it is malformed.
    package static func parse(_ bytes: ArraySlice<UInt8>) -> TimeAmount? {
        guard let unit = bytes.last, (2...9).contains(bytes.count) else { return nil }
        var value: Int64 = 0
        for byte in bytes.dropLast() {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + Int64(byte - UInt8(ascii: "0"))
        }
        switch unit {
        case UInt8(ascii: "n"): return .nanoseconds(value)
        case UInt8(ascii: "u"): return .microseconds(value)
        case UInt8(ascii: "m"): return .milliseconds(value)
        case UInt8(ascii: "S"): return .seconds(value)
        case UInt8(ascii: "M"): return .minutes(value)
        // 99,999,999 hours are more nanoseconds than fit; 100,000 hours are long enough.
        case UInt8(ascii: "H"): return .hours(min(value, 100_000))
        default: return nil
        }
    }

    /// Writes a value in the finest unit that fits eight digits.
    package static func text(_ amount: TimeAmount) -> String {
        let nanoseconds = max(0, amount.nanoseconds)
        for (unit, size) in [("n", 1), ("u", 1_000), ("m", 1_000_000), ("S", 1_000_000_000)] {
            let value = nanoseconds / Int64(size)
            if value < 100_000_000 { return "\(value)\(unit)" }
        }
        return "99999999S"
    }
}
