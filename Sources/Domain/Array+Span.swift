extension Array where Element: BitwiseCopyable {
    /// Copies what was lent.
    package init(copying span: Span<Element>) {
        self = unsafe span.withUnsafeBufferPointer { unsafe Array($0) }
    }
}
