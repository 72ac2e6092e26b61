package import Domain

extension AugmentationSettings {
    /// What a project's policy says, with the defaults for `input` where it says nothing.
    ///
    /// - Throws: ``Failure`` (invalid argument) when `policy` is for another kind of input.
    package init(
        _ policy: AugmentationPolicy,
        for input: InputSpecification,
        moments: (rows: Int, columns: Int) = (1, 1)
    ) throws(Failure) {
        try policy.check(fits: input)
        self.init(defaultsFor: input, moments: moments)
        switch (policy, self) {
        case (.image(let policy), .image(var ranges)):
            ranges.follow(policy, input)
            self = .image(ranges)
        case (.vector(let policy), .vector(var ranges)):
            ranges.weakNoise = Float(policy.weakNoise)
            ranges.strongNoise = Float(policy.strongNoise)
            ranges.featureDropout = Float(policy.featureDropout)
            ranges.swapNoise = Float(policy.swapNoise)
            self = .vector(ranges)
        case (.text(let policy), .text): self = .text(policy)
        case (.sound(let policy), .sound(var sound)):
            sound.follow(policy, rows: moments.rows)
            self = .sound(sound)
        case (.image, _), (.vector, _), (.text, _), (.sound, _):
            preconditionFailure("checked above")
        }
    }

    /// How levels are learned; nil: nothing is.
    package var levels: CTAugmentViewPolicy? {
        guard case .image(let ranges) = self, case .ctAugment(let levels)? = ranges.policy?.strong
        else { return nil }
        return levels
    }
}

extension ImageAugmentation {
    fileprivate mutating func follow(_ policy: ImageViewPolicy, _ input: InputSpecification) {
        guard case .affine = policy.strong else { return self.policy = policy }
        guard let share = policy.cutout, case .image(let image) = input else { return }
        cutout = Int((share * Double(min(image.height, image.width))).rounded())
    }
}
