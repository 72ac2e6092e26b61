package import Domain
package import Messages

extension AugmentationPolicy {
    /// The policy that a caller gave, not yet checked against its ranges.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming the field where it is of other inputs than `input`, or none.
    package init(
        _ message: Wire.AugmentationPolicy,
        input: InputSpecification
    ) throws(Failure) {
        switch message.inputs {
        case .image(let views): self = .image(try ImageViewPolicy(views))
        case .vector(let views): self = .vector(VectorViewPolicy(views))
        case .text(let views): self = .text(TextViewPolicy(views))
        case .sound(let views): self = .sound(SoundViewPolicy(views))
        case nil:
            throw .invalid(
                "an augmentation is of image or vector; none came",
                field: "augmentation.inputs"
            )
        }
        try check(fits: input)
    }
}

extension ImageViewPolicy {
    fileprivate init(_ message: Wire.ImageViews) throws(Failure) {
        self.init()
        cutout = message.cutout
        switch message.strong {
        case .affine, nil: strong = .affine
        case .randAugment(let views): strong = .randAugment(try RandAugmentViewPolicy(views))
        case .ctAugment(let views): strong = .ctAugment(CTAugmentViewPolicy(views))
        case .color(let views): strong = .color(ColorViewPolicy(views))
        }
    }
}

extension RandAugmentViewPolicy {
    fileprivate init(_ message: Wire.ImageViews.RandAugment) throws(Failure) {
        self.init()
        switch message.list {
        case .unspecified, .usb: list = .usb
        case .usbWithoutColor: list = .usbWithoutColor
        case .paper: list = .paper
        case .unrecognized(let number):
            throw .invalid(
                "a list is usb (1), usb_without_color (2) or paper (3); got \(number)",
                field: "augmentation.image.rand_augment.list"
            )
        }
        operations = message.operations == 0 ? nil : Int(message.operations)
        magnitude = message.magnitude
    }
}

extension CTAugmentViewPolicy {
    fileprivate init(_ message: Wire.ImageViews.CTAugment) {
        self.init()
        if message.operations != 0 { operations = Int(message.operations) }
        threshold = message.threshold ?? threshold
        decay = message.decay ?? decay
    }
}

extension ColorViewPolicy {
    fileprivate init(_ message: Wire.ImageViews.Color) {
        self.init()
        strength = message.strength ?? strength
        grayscale = message.grayscale ?? grayscale
        blur = message.blur ?? blur
        solarize = message.solarize
        leastArea = message.leastArea ?? leastArea
    }
}

extension VectorViewPolicy {
    fileprivate init(_ message: Wire.VectorViews) {
        self.init()
        weakNoise = message.weakNoise
        strongNoise = message.strongNoise ?? strongNoise
        featureDropout = message.featureDropout ?? featureDropout
        swapNoise = message.swapNoise
    }
}

extension Wire.AugmentationPolicy {
    /// A stored policy, with every default filled in that does not go by others.
    init(_ policy: AugmentationPolicy) {
        self.init()
        inputs =
            switch policy {
            case .image(let views): .image(Wire.ImageViews(views))
            case .vector(let views):
                .vector(
                    Wire.VectorViews(
                        weakNoise: views.weakNoise,
                        strongNoise: views.strongNoise,
                        featureDropout: views.featureDropout,
                        swapNoise: views.swapNoise
                    )
                )
            case .text(let views):
                .text(
                    Wire.TextViews(
                        weak: Wire.TextViews.Changes(views.weak),
                        strong: Wire.TextViews.Changes(views.strong)
                    )
                )
            case .sound(let views):
                .sound(
                    Wire.SoundViews(
                        shift: views.shift,
                        speed: views.speed,
                        pitch: views.pitch,
                        gain: views.gain,
                        contrast: views.contrast,
                        noise: views.noise,
                        masks: UInt32(clamping: views.masks),
                        mask: views.mask
                    )
                )
            }
    }
}

extension TextViewPolicy {
    fileprivate init(_ message: Wire.TextViews) {
        self.init()
        if let changes = message.weak { weak = Changes(changes) }
        if let changes = message.strong { strong = Changes(changes) }
    }
}

extension TextViewPolicy.Changes {
    fileprivate init(_ message: Wire.TextViews.Changes) {
        self.init()
        paraphrase = message.paraphrase
        replacement = message.replacement
        swap = message.swap
        dropout = message.dropout
        mask = message.mask
        span = message.span > 0 ? Int(message.span) : nil
    }
}

extension Wire.TextViews.Changes {
    fileprivate init(_ changes: TextViewPolicy.Changes) {
        self.init(
            paraphrase: changes.paraphrase,
            replacement: changes.replacement,
            swap: changes.swap,
            dropout: changes.dropout,
            mask: changes.mask,
            span: UInt32(clamping: changes.span ?? 0)
        )
    }
}

extension SoundViewPolicy {
    fileprivate init(_ message: Wire.SoundViews) {
        self.init()
        shift = message.shift ?? shift
        speed = message.speed ?? speed
        pitch = message.pitch ?? pitch
        gain = message.gain ?? gain
        contrast = message.contrast ?? contrast
        noise = message.noise ?? noise
        masks = message.masks.map { Int($0) } ?? masks
        mask = message.mask ?? mask
    }
}

extension Wire.ImageViews {
    fileprivate init(_ policy: ImageViewPolicy) {
        self.init(cutout: policy.cutout)
        strong =
            switch policy.strong {
            case .affine: .affine(Affine())
            case .randAugment(let views):
                .randAugment(
                    RandAugment(
                        list: RandAugment.List(views.list),
                        operations: UInt32(clamping: views.operations ?? 0),
                        magnitude: views.magnitude
                    )
                )
            case .ctAugment(let views):
                .ctAugment(
                    CTAugment(
                        operations: UInt32(clamping: views.operations),
                        threshold: views.threshold,
                        decay: views.decay
                    )
                )
            case .color(let views):
                .color(
                    Color(
                        strength: views.strength,
                        grayscale: views.grayscale,
                        blur: views.blur,
                        solarize: views.solarize,
                        leastArea: views.leastArea
                    )
                )
            }
    }
}

extension Wire.ImageViews.RandAugment.List {
    fileprivate init(_ list: RandAugmentViewPolicy.List) {
        self =
            switch list {
            case .usb: .usb
            case .usbWithoutColor: .usbWithoutColor
            case .paper: .paper
            }
    }
}
