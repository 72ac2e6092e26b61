package import Messages

extension Wire.Timestamp {
    /// The time `milliseconds` after 1970.
    package init(milliseconds: Int64) {
        var (seconds, rest) = milliseconds.quotientAndRemainder(dividingBy: 1000)
        if rest < 0 { (seconds, rest) = (seconds - 1, rest + 1000) }
        self.init(seconds: seconds, nanos: Int32(rest * 1_000_000))
    }
}
