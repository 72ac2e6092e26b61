package import Domain

/// The ranges that weak and strong views of an image are drawn from.
///
/// Lengths are pixels; contrast, brightness, noise and the cutout's value are shares of the range
/// of values that the training data have. The defaults for an 8 x 8 image are those of the digits
/// protocol; lengths grow with the shorter side of the image.
package struct ImageAugmentation: Hashable, Sendable, Codable {
    /// The largest whole shift of a weak view.
    package var weakShift: Int
    /// Whether views are mirrored left to right with probability 1/2.
    package var flips: Bool
    /// The largest rotation, radians.
    package var rotation: Float
    /// The least scale.
    package var scaleLow: Float
    /// The largest scale.
    package var scaleHigh: Float
    /// The largest shear, a factor.
    package var shear: Float
    /// The largest shift of a strong view.
    package var strongShift: Float
    /// The least contrast factor about the mean.
    package var contrastLow: Float
    /// The largest contrast factor about the mean.
    package var contrastHigh: Float
    /// The largest change of brightness.
    package var brightness: Float
    /// The standard deviation of the Gaussian noise.
    package var noise: Float
    /// The longest side of the square that is cut out.
    package var cutout: Int
    /// What the square is filled with.
    package var cutoutValue: Float
    /// What strong views are drawn from instead of the ranges above but those of weak views; nil: from them.
    package var policy: ImageViewPolicy?

    /// The ranges of the digits protocol, lengths scaled from 8 pixels to the shorter side.
    package init(height: Int, width: Int, flips: Bool) {
        let size = Float(min(height, width)) / 8
        weakShift = max(1, Int(size.rounded()))
        self.flips = flips
        rotation = 0.5
        scaleLow = 0.8
        scaleHigh = 1.2
        shear = 0.3
        strongShift = 1.5 * size
        contrastLow = 0.5
        contrastHigh = 1.5
        brightness = 0.15
        noise = 0.08
        cutout = max(1, Int((3 * size).rounded()))
        cutoutValue = 0.3
    }

    /// Half of what a strong view may change.
    var halved: ImageAugmentation {
        var half = self
        half.rotation /= 2
        half.scaleLow = (1 + scaleLow) / 2
        half.scaleHigh = (1 + scaleHigh) / 2
        half.shear /= 2
        half.strongShift /= 2
        half.contrastLow = (1 + contrastLow) / 2
        half.contrastHigh = (1 + contrastHigh) / 2
        half.brightness /= 2
        half.noise /= 2
        half.cutout /= 2
        return half
    }
}

/// The ranges that views of a vector are drawn from, in standard deviations: each column's own where
/// the network standardises its input, else that of all values.
package struct VectorAugmentation: Hashable, Sendable, Codable {
    /// The standard deviation of a weak view's noise; 0 leaves the vector as it is.
    package var weakNoise: Float = 0
    /// The standard deviation of a strong view's noise, a share of the data's standard deviation.
    package var strongNoise: Float = 0.1
    /// The probability that a strong view sets a feature to its column's mean where the network
    /// standardises its input, else to 0.
    package var featureDropout: Float = 0.2
    /// The probability that a strong view takes a feature of another row of the batch, before noise.
    package var swapNoise: Float = 0

    /// Creates the default ranges.
    package init() {}

    /// Reads ranges, also those that were stored before features were swapped.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        weakNoise = try values.decode(Float.self, forKey: .weakNoise)
        strongNoise = try values.decode(Float.self, forKey: .strongNoise)
        featureDropout = try values.decode(Float.self, forKey: .featureDropout)
        swapNoise = try values.decodeIfPresent(Float.self, forKey: .swapNoise) ?? 0
    }

    /// Half of what a strong view may change.
    var halved: VectorAugmentation {
        var half = self
        half.strongNoise /= 2
        half.featureDropout /= 2
        half.swapNoise /= 2
        return half
    }
}
