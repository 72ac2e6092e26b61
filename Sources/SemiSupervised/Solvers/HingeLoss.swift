/// The hinge `max(0, 1 - t)` of a margin `t`, its corner rounded to a parabola within `smoothing` of 1, so that
/// Newton's method has a curvature; Chapelle 2007, Training a support vector machine in the primal.
///
/// It is above the hinge by at most a quarter of `smoothing`; 0: the hinge itself.
package struct HingeLoss: Hashable, Sendable {
    /// The half width of the parabola.
    package var smoothing: Double

    /// Creates a loss.
    package init(smoothing: Double = 0) {
        precondition(smoothing >= 0, "smoothing \(smoothing)")
        self.smoothing = smoothing
    }

    /// The loss.
    package func value(_ margin: Double) -> Double {
        if margin >= 1 + smoothing { return 0 }
        if margin <= 1 - smoothing { return 1 - margin }
        let inside = 1 + smoothing - margin
        return inside * inside / (4 * smoothing)
    }

    /// Its derivative; at the corner of the hinge itself, 0.
    package func slope(_ margin: Double) -> Double {
        if margin >= 1 + smoothing { return 0 }
        if margin <= 1 - smoothing { return -1 }
        return (margin - 1 - smoothing) / (2 * smoothing)
    }

    /// Its second derivative.
    package func curvature(_ margin: Double) -> Double {
        abs(margin - 1) < smoothing ? 1 / (2 * smoothing) : 0
    }
}
