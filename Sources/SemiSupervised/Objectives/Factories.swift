internal import Networks

/// Which reading of an algorithm a factory follows where the two differ.
package enum Reference: String, Sendable, Hashable, Codable, CaseIterable {
    /// What the paper says.
    case paper
    /// What the USB code of the recorded vectors does, microsoft/Semi-supervised-learning 1ef4cbe.
    case usb
}

extension ConsistencyObjective<FixedThreshold> {
    /// Pseudo-Label: the student's sure classes are the targets of the same view.
    ///
    /// Lee 2013 has no threshold and logistic losses; this is the form of later comparisons, such
    /// as <https://arxiv.org/abs/2208.07204>. The running statistics follow the labelled rows only.
    package static func pseudoLabel(_ parameters: PseudoLabel = PseudoLabel()) -> Self {
        Self(
            supervised: SupervisedTerm(view: .weak),
            source: .student(.weak),
            studentView: .weak,
            transform: .harden,
            weighting: FixedThreshold(threshold: parameters.threshold),
            schedule: .ramp(
                to: parameters.unlabeledWeight,
                from: 0,
                until: Double(parameters.ramp)
            ),
            passes: .separateFrozen
        )
    }

    /// FixMatch, <https://arxiv.org/abs/2001.07685>: the sure classes of the weak view are the
    /// targets of the strong view.
    ///
    /// - Parameters:
    ///   - parameters: The hyper-parameters.
    ///   - reference: With ``Reference/usb`` soft targets ignore their temperature.
    ///   - passes: Whether batch normalization sees labelled, weak and strong rows together.
    /// - Returns: The objective.
    package static func fixMatch(
        _ parameters: FixMatch = FixMatch(),
        reference: Reference = .paper,
        passes: Passes = .joint
    ) -> Self {
        let transform: TargetTransform =
            switch (parameters.temperature, reference) {
            case (nil, _): .harden
            case (.some, .usb): .sharpen(temperature: 1)
            case (.some(let temperature), .paper): .sharpen(temperature: temperature)
            }
        return Self(
            supervised: SupervisedTerm(view: .weak),
            source: .student(.weak),
            studentView: .strong,
            transform: transform,
            weighting: FixedThreshold(threshold: parameters.threshold),
            schedule: .constant(parameters.unlabeledWeight),
            passes: passes
        )
    }
}

extension ConsistencyObjective<AllOnes> {
    /// One student of Noisy Student, <https://arxiv.org/abs/1911.04252>: noised labelled and
    /// unlabelled rows in one pass; the targets were stored by the teacher before the run.
    ///
    /// `L = mean CE(labeled) + ratio mean CE(unlabeled)`. Labels and hard targets are smoothed,
    /// soft targets are not, as in google-research/noisystudent.
    package static func noisyStudent(
        _ parameters: NoisyStudent = NoisyStudent(),
        smoothing: LabelSmoothing = .uniform(0.1)
    ) -> Self {
        let transform: TargetTransform =
            switch parameters.targets {
            case .hard: .harden(smoothing)
            case .soft: .sharpen(temperature: parameters.temperature)
            }
        return Self(
            supervised: SupervisedTerm(view: .cleanOrStrong, smoothing: smoothing),
            source: .stored,
            studentView: .strong,
            transform: transform,
            weighting: AllOnes(),
            schedule: .constant(Float(parameters.unlabeledRatio)),
            passes: .joint
        )
    }

    /// Distillation, <https://arxiv.org/abs/1503.02531>: the student's distance to a fixed teacher
    /// on the same view of unlabelled rows, and to the labels where they have a weight.
    ///
    /// `L = a CE(labels) + (1 - a) f mean H(softmax(teacher / T), softmax(student / T))` with the
    /// factor `f` of `scale`; hard targets have temperature 1.
    ///
    /// - Parameters:
    ///   - parameters: The hyper-parameters; a label weight of 0 leaves the labelled rows out.
    ///   - scale: The factor of soft targets.
    ///   - view: What teacher and student see.
    /// - Returns: The objective.
    package static func distillation(
        _ parameters: Distillation = Distillation(),
        scale: DistillationScale = .squaredTemperature,
        view: View = .weak
    ) -> Self {
        let temperature = parameters.temperature
        let weight = 1 - parameters.labelWeight
        let (transform, loss, factor): (TargetTransform, ConsistencyLoss, Float) =
            switch (parameters.targets, scale) {
            case (.hard, _):
                (.harden, .crossEntropy, 1)
            case (.soft, .one):
                (.sharpen(temperature: temperature), .crossEntropy(temperature: temperature), 1)
            case (.soft, .squaredTemperature):
                (
                    .sharpen(temperature: temperature), .crossEntropy(temperature: temperature),
                    temperature * temperature
                )
            }
        return Self(
            supervised: parameters.labelWeight == 0
                ? nil : SupervisedTerm(view: view, weight: parameters.labelWeight),
            source: .teacher(view),
            studentView: view,
            transform: transform,
            weighting: AllOnes(),
            loss: loss,
            schedule: .constant(weight * factor),
            passes: .joint
        )
    }
}

/// What the soft part of a distillation loss is multiplied with.
package enum DistillationScale: String, Sendable, Hashable, Codable, CaseIterable {
    /// `T ^ 2`, so that its gradient keeps its size at any temperature: Hinton et al. 2015 and the
    /// code of SimCLRv2.
    case squaredTemperature
    /// 1: the equations of SimCLRv2, <https://arxiv.org/abs/2006.10029>.
    case one
}
