internal import Domain

// The fields that several solvers have.
extension HyperParameterField {
    /// `cost` of a logistic regression.
    static func logisticCost(_ path: any WritableKeyPath<Root, Float> & Sendable) -> Self {
        .number(
            "cost",
            path,
            1e-4...1e4,
            "What the logistic regression counts a row's loss beside its weights."
        )
    }

    /// `smoothing` of naive Bayes.
    static func bayesSmoothing(_ path: any WritableKeyPath<Root, Float> & Sendable) -> Self {
        .number(
            "smoothing",
            path,
            1e-6...1,
            "The share of the largest variance that naive Bayes adds to all variances."
        )
    }

    /// `gamma` of a kernel.
    static func kernelWidth(_ path: any WritableKeyPath<Root, Float> & Sendable) -> Self {
        .number(
            "gamma",
            path,
            1e-3...1e3,
            "How narrow the kernel is: exp(-gamma d^2 / m), m the mean squared distance."
        )
    }

    /// `landmarks` of a kernel.
    static func landmarks(_ path: any WritableKeyPath<Root, Int> & Sendable) -> Self {
        .integer("landmarks", path, 2...4096, "The rows that the kernel compares with.")
    }

    /// `rows` of a sample.
    static func sampledRows(_ path: any WritableKeyPath<Root, Int> & Sendable) -> Self {
        .integer(
            "rows",
            path,
            16...1_000_000,
            "The most rows of each pool that are looked at; of more, a sample."
        )
    }
}
