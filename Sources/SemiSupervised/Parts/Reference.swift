/// Which reading of an algorithm is followed where the two differ.
package enum Reference: String, Sendable, Hashable, CaseIterable {
    /// What the paper says.
    case paper
    /// What the USB code of the recorded vectors does, microsoft/Semi-supervised-learning 1ef4cbe.
    case usb
}
