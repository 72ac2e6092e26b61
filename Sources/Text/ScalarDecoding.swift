extension Span where Element == UInt8 {
    /// The scalar that begins at byte `place` of UTF-8, and how many bytes it has.
    ///
    /// What is no UTF-8 is U+FFFD, once for each longest beginning of a scalar, as `String(decoding:as:)` has
    /// it: The Unicode Standard, table 3-7.
    func scalar(at place: Int) -> (value: UInt32, bytes: Int) {
        let lead = self[place]
        if lead < 0x80 { return (UInt32(lead), 1) }
        let needed: Int
        var allowed: ClosedRange<UInt8> = 0x80...0xBF
        switch lead {
        case 0xC2...0xDF: needed = 2
        case 0xE0...0xEF:
            needed = 3
            if lead == 0xE0 { allowed = 0xA0...0xBF }
            if lead == 0xED { allowed = 0x80...0x9F }
        case 0xF0...0xF4:
            needed = 4
            if lead == 0xF0 { allowed = 0x90...0xBF }
            if lead == 0xF4 { allowed = 0x80...0x8F }
        default: return (0xFFFD, 1)
        }
        var value = UInt32(lead) & (0x7F >> UInt32(needed))
        for index in 1..<needed {
            guard place + index < count, allowed.contains(self[place + index]) else {
                return (0xFFFD, index)
            }
            value = value << 6 | UInt32(self[place + index] & 0x3F)
            allowed = 0x80...0xBF
        }
        return (value, needed)
    }
}

extension Array where Element == UInt8 {
    /// Appends the UTF-8 of a scalar; of a number that is none that of U+FFFD.
    mutating func append(scalar: UInt32) {
        append(contentsOf: (Unicode.Scalar(scalar) ?? "\u{FFFD}").utf8)
    }

    /// The bytes of what is read as UTF-8: U+FFFD for each longest beginning of a scalar that is none; nil: the bytes
    /// are UTF-8 already.
    static func repaired(_ bytes: Span<UInt8>) -> [UInt8]? {
        if (try? UTF8Span(validating: bytes)) != nil { return nil }
        var repaired: [UInt8] = []
        repaired.reserveCapacity(bytes.count)
        var place = 0
        while place < bytes.count {
            let (scalar, count) = bytes.scalar(at: place)
            repaired.append(scalar: scalar)
            place += count
        }
        return repaired
    }
}
