/// What is known of an algorithm.
package struct AlgorithmEntry: Sendable, Hashable {
    /// The name in requests.
    package var name: AlgorithmName
    /// The name for people.
    package var title: String
    /// What it does, in a sentence.
    package var summary: String
    /// The paper: authors, title, year; empty when there is none.
    package var paper = ""
    /// The paper's address; empty when there is none.
    package var paperAddress = ""
    /// Whether it learns from unlabelled examples.
    package var usesUnlabeled: Bool
    /// Whether it is a recipe of several runs, with a call of its own.
    package var isRecipe = false
    /// Its hyper-parameters with their defaults.
    package var hyperParameters: [HyperParameter]
}

/// Every algorithm, in the order of the README's table.
package enum AlgorithmCatalog {
    /// Every algorithm once.
    package static var entries: [AlgorithmEntry] { AlgorithmName.allCases.map { Self[$0] } }

    /// What is known of one algorithm.
    package static subscript(name: AlgorithmName) -> AlgorithmEntry {
        switch name {
        case .supervised: supervised
        case .supervisedStrong: supervisedStrong
        case .pseudoLabel: pseudoLabel
        case .fixMatch: fixMatch
        case .noisyStudent: noisyStudent
        case .distillation: distillation
        }
    }

    private static var supervised: AlgorithmEntry {
        AlgorithmEntry(
            name: .supervised,
            title: "Supervised",
            summary: "Learns from labels only, inputs as they are.",
            usesUnlabeled: false,
            hyperParameters: Supervised.catalog
        )
    }

    private static var supervisedStrong: AlgorithmEntry {
        AlgorithmEntry(
            name: .supervisedStrong,
            title: "Supervised, strong augmentation",
            summary: "Learns from labels only; each input is clean or strongly augmented.",
            usesUnlabeled: false,
            hyperParameters: Supervised.catalog
        )
    }

    private static var pseudoLabel: AlgorithmEntry {
        AlgorithmEntry(
            name: .pseudoLabel,
            title: "Pseudo-Label",
            summary: "Labels that the model is sure of count as true.",
            paper: "Lee, Pseudo-Label: The Simple and Efficient Semi-Supervised Learning Method "
                + "for Deep Neural Networks, 2013",
            usesUnlabeled: true,
            hyperParameters: PseudoLabel.catalog
        )
    }

    private static var fixMatch: AlgorithmEntry {
        AlgorithmEntry(
            name: .fixMatch,
            title: "FixMatch",
            summary: "Sure labels of weakly augmented inputs teach strongly augmented ones.",
            paper: "Sohn et al., FixMatch: Simplifying Semi-Supervised Learning with Consistency "
                + "and Confidence, 2020",
            paperAddress: "https://arxiv.org/abs/2001.07685",
            usesUnlabeled: true,
            hyperParameters: FixMatch.catalog
        )
    }

    private static var noisyStudent: AlgorithmEntry {
        AlgorithmEntry(
            name: .noisyStudent,
            title: "Noisy Student",
            summary: "A teacher labels, the sure labels are balanced over the classes, a noised "
                + "student learns from them and becomes the next teacher.",
            paper: "Xie et al., Self-training with Noisy Student improves ImageNet classification, "
                + "2020",
            paperAddress: "https://arxiv.org/abs/1911.04252",
            usesUnlabeled: true,
            isRecipe: true,
            hyperParameters: NoisyStudent.catalog
        )
    }

    private static var distillation: AlgorithmEntry {
        AlgorithmEntry(
            name: .distillation,
            title: "Distillation",
            summary: "A student learns a teacher's classes or softened probabilities, with or "
                + "without labels.",
            paper: "Hinton et al., Distilling the Knowledge in a Neural Network, 2015",
            paperAddress: "https://arxiv.org/abs/1503.02531",
            usesUnlabeled: true,
            isRecipe: true,
            hyperParameters: Distillation.catalog
        )
    }
}
