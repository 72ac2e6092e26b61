/// Which digits a run of `bench digits` is given.
package enum DigitsVariant: Hashable, Sendable {
    /// As many of each class.
    case balanced
    /// The largest class has so many times as many images as the smallest.
    case longTail(ratio: Int)
    /// So many classes are known; images of the others are among those without labels and those of the test.
    case openSet(known: Int)
}
