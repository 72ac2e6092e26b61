/// A new value for each of the 256 values of a channel.
///
/// Tables and histograms are read through spans: an element of the inline array itself took a copy of
/// the whole array, 20 times the time.
struct ToneTable {
    private var values: InlineArray<256, UInt8>

    /// Tabulates a rule.
    init(_ rule: (UInt8) -> UInt8) {
        values = InlineArray { rule(UInt8($0)) }
    }

    /// Keeps the high bits.
    static func posterizing(_ bits: Int) -> ToneTable {
        precondition((0...8).contains(bits), "\(bits) bits of 8")
        let mask = UInt8(truncatingIfNeeded: 0xFF << (8 - bits))
        return ToneTable { $0 & mask }
    }

    /// Stretches the values that occur, `counts` times each, to 0...255; one value alone stays.
    static func stretching(_ counts: Span<Int>) -> ToneTable {
        let least = counts.indices.first { counts[$0] > 0 } ?? 0
        let largest = counts.indices.last { counts[$0] > 0 } ?? 0
        guard largest > least else { return ToneTable { $0 } }
        let scale = 255 / Double(largest - least)
        let offset = -Double(least) * scale
        return ToneTable { UInt8(min(max(Double($0) * scale + offset, 0), 255)) }
    }

    /// Maps each value to its share of the pixels below it; `counts` says how often each occurs.
    ///
    /// The step in whole pixels is 0, and the table the identity, for images of fewer than about 256
    /// pixels.
    static func equalizing(_ counts: Span<Int>) -> ToneTable {
        var total = 0
        var last = 0
        for value in counts.indices where counts[value] > 0 {
            total += counts[value]
            last = counts[value]
        }
        let step = (total - last) / 255
        guard step > 0 else { return ToneTable { $0 } }
        var below = step / 2
        var table = ToneTable { $0 }
        for value in counts.indices {
            table.values[value] = UInt8(min(below / step, 255))
            below += counts[value]
        }
        return table
    }

    /// Replaces all values.
    func apply(to pixels: inout MutableSpan<UInt8>) {
        let values = values.span
        for index in pixels.indices { pixels[index] = values[Int(pixels[index])] }
    }

    /// Replaces each channel's values by the table that `rule` makes of its histogram.
    static func applyToChannels(
        of pixels: inout MutableSpan<UInt8>,
        _ channels: Int,
        _ rule: (_ counts: Span<Int>) -> ToneTable
    ) {
        for channel in 0..<channels {
            let places = stride(from: channel, to: pixels.count, by: channels)
            var counts = InlineArray<256, Int>(repeating: 0)
            for index in places { counts[Int(pixels[index])] += 1 }
            let table = rule(counts.span)
            let values = table.values.span
            for index in places { pixels[index] = values[Int(pixels[index])] }
        }
    }
}
