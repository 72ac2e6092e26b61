internal import Domain

/// The way from what the network sees to the 0...255 that operations on images work on, and back.
///
/// The range of the data goes to 0...255, rounded to whole numbers: up to 1/510 of the range is lost, and nothing
/// where the data are bytes of which some are 0 and some 255. What lies beyond the range is cut off; where the range is
/// a point, everything is 0.
struct ByteScale {
    private let low: Float
    /// A whole number, in units of the data.
    private let unit: Float
    private let factor: Float

    init(_ range: ValueRange) {
        low = range.low
        unit = range.width / 255
        factor = range.width > 0 ? 255 / range.width : 0
    }

    /// Writes bytes over `pixels`.
    func write(_ values: Span<Float>, to pixels: inout [UInt8]) {
        var target = pixels.mutableSpan
        for index in values.indices {
            let value = (values[index] - low) * factor + 0.5
            target[index] = UInt8(min(max(value, 0), 255))
        }
    }

    /// Writes values of the data's range over `values`.
    func write(_ pixels: [UInt8], to values: inout MutableSpan<Float>) {
        let pixels = pixels.span
        for index in pixels.indices { values[index] = low + Float(pixels[index]) * unit }
    }
}
