/// What the views of a project's inputs are drawn from in training, chosen without code.
package enum AugmentationPolicy: Hashable, Sendable, Codable {
    /// Of a project of images.
    case image(ImageViewPolicy)
    /// Of a project of vectors.
    case vector(VectorViewPolicy)
    /// Of a project of texts.
    case text(TextViewPolicy)
    /// Of a project of sound.
    case sound(SoundViewPolicy)

    /// Checks every range.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming the field, its range and what came.
    package func validate() throws(Failure) {
        switch self {
        case .image(let policy): try policy.validate()
        case .vector(let policy): try policy.validate()
        case .text(let policy): try policy.validate()
        case .sound(let policy): try policy.validate()
        }
    }

    /// Checks that this is for inputs of the kind of `input`.
    ///
    /// - Throws: ``Failure`` (invalid argument) with what was expected and what came.
    package func check(fits input: InputSpecification) throws(Failure) {
        switch (self, input) {
        case (.image, .image), (.vector, .vector), (.text, .text), (.sound, .audio): break
        case (.image, _), (.vector, _), (.text, _), (.sound, _):
            throw .invalid(
                "augmentation is of \(Self.kind(for: input)) views, since an input is \(input.summary); got one of "
                    + "\(kind)s",
                field: "augmentation.\(kind)"
            )
        }
    }

    private var kind: String {
        switch self {
        case .image: "image"
        case .vector: "vector"
        case .text: "text"
        case .sound: "sound"
        }
    }

    private static func kind(for input: InputSpecification) -> String {
        switch input {
        case .image: "image"
        case .vector: "vector"
        case .text: "text"
        case .audio: "sound"
        }
    }
}

/// What the views of images are drawn from.
package struct ImageViewPolicy: Hashable, Sendable, Codable {
    /// How an image is changed strongly.
    package enum Strong: Hashable, Sendable, Codable {
        /// Affine map, contrast, brightness, noise.
        case affine
        /// Operations drawn from a list.
        case randAugment(RandAugmentViewPolicy)
        /// Operations at levels that are learned.
        case ctAugment(CTAugmentViewPolicy)
        /// A crop, then colours.
        case color(ColorViewPolicy)
    }

    /// What strong views are drawn from.
    package var strong = Strong.affine
    /// The longest side of the square that is painted last, a share of the image's side; 0 paints none; nil: what
    /// ``strong`` paints by itself.
    package var cutout: Double?

    /// Creates the default: affine views.
    package init() {}

    func validate() throws(Failure) {
        try require(cutout ?? 0, in: 0...1, "augmentation.image.cutout")
        let path = "augmentation.image"
        switch strong {
        case .affine: break
        case .randAugment(let policy): try policy.validate("\(path).rand_augment")
        case .ctAugment(let policy): try policy.validate("\(path).ct_augment")
        case .color(let policy): try policy.validate("\(path).color")
        }
    }
}

/// RandAugment, <https://arxiv.org/abs/1909.13719>: operations drawn from a list, nothing learned.
package struct RandAugmentViewPolicy: Hashable, Sendable, Codable {
    /// What is drawn from.
    package enum List: String, Hashable, Sendable, Codable, CaseIterable {
        /// The fourteen operations of USB, <https://arxiv.org/abs/2208.07204>.
        case usb
        /// Those of them that leave colours as they are.
        case usbWithoutColor = "usb_without_color"
        /// The fourteen operations of the paper.
        case paper
    }

    /// What is drawn from.
    package var list = List.usb
    /// How many operations an image gets; nil: 3 of USB's, 2 of the paper's.
    package var operations: Int?
    /// How much each of the paper's does, 0...10; nil: 9.
    ///
    /// Levels of USB's are drawn, from one end of a range to the other.
    package var magnitude: Double?

    /// Creates the default: three of USB's.
    package init() {}

    fileprivate func validate(_ path: String) throws(Failure) {
        try require(Double(operations ?? 1), in: 1...16, "\(path).operations")
        try require(magnitude ?? 0, in: 0...10, "\(path).magnitude")
        guard magnitude == nil || list == .paper else {
            throw .invalid(
                "a magnitude is for the operations of paper, since those of \(list.rawValue) have levels that are "
                    + "drawn; got \(magnitude ?? 0)",
                field: "\(path).magnitude"
            )
        }
    }
}

/// CTAugment, <https://arxiv.org/abs/1911.09785>: operations at levels that the model recognizes labelled images
/// through.
package struct CTAugmentViewPolicy: Hashable, Sendable, Codable {
    /// How many operations an image gets.
    package var operations = 2
    /// The share of a parameter's best bin below which a bin is not drawn.
    package var threshold = 0.8
    /// How much of what was learned stays with each probe.
    package var decay = 0.99

    /// Creates the settings of FixMatch, <https://arxiv.org/abs/2001.07685>.
    package init() {}

    fileprivate func validate(_ path: String) throws(Failure) {
        try require(Double(operations), in: 1...16, "\(path).operations")
        try require(threshold, in: 0...1, "\(path).threshold")
        try require(decay, in: 0...0.9999, "\(path).decay")
    }
}

/// The views of SimCLR, <https://arxiv.org/abs/2002.05709>, appendix A: a part of random size, a mirror image where
/// the project allows it, then with some probability other colours, gray, blur and solarization.
package struct ColorViewPolicy: Hashable, Sendable, Codable {
    /// How far colours go: brightness, contrast and saturation by up to 0.8 times this, hue by up to 0.2 times.
    package var strength = 1.0
    /// The probability of gray.
    package var grayscale = 0.2
    /// The probability of a blur.
    package var blur = 0.5
    /// The probability that bright values are inverted, as in <https://arxiv.org/abs/2006.07733>.
    package var solarize = 0.0
    /// The least area of the part, a share of that of the image.
    package var leastArea = 0.08

    /// Creates the settings of the paper.
    package init() {}

    fileprivate func validate(_ path: String) throws(Failure) {
        try require(strength, in: 0...2, "\(path).strength")
        try require(grayscale, in: 0...1, "\(path).grayscale")
        try require(blur, in: 0...1, "\(path).blur")
        try require(solarize, in: 0...1, "\(path).solarize")
        try require(leastArea, in: 0.01...1, "\(path).least_area")
    }
}

/// What the views of vectors are drawn from; noise in standard deviations of a column.
package struct VectorViewPolicy: Hashable, Sendable, Codable {
    /// The standard deviation of a weak view's noise.
    package var weakNoise = 0.0
    /// The standard deviation of a strong view's noise.
    package var strongNoise = 0.1
    /// The probability that a strong view drops a feature.
    package var featureDropout = 0.2
    /// The probability that a strong view takes a feature of another row of the batch.
    package var swapNoise = 0.0

    /// Creates the default.
    package init() {}

    func validate() throws(Failure) {
        let path = "augmentation.vector"
        try require(weakNoise, in: 0...10, "\(path).weak_noise")
        try require(strongNoise, in: 0...10, "\(path).strong_noise")
        try require(featureDropout, in: 0...0.95, "\(path).feature_dropout")
        try require(swapNoise, in: 0...0.95, "\(path).swap_noise")
    }
}
