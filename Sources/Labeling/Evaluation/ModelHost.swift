package import Domain
package import Networks

/// Loads model versions and serves the champion; the serving side implements it, so that what is
/// certified and compared has the same bits as what is served.
package protocol ModelHost: Sendable {
    /// Loads a version, verifies its digest and warms it up.
    ///
    /// - Throws: ``Failure``: not found, or data loss where the weights are not what was stored.
    func load(_ version: ModelVersion, of project: ProjectName) async throws -> any LoadedModel

    /// Makes `model` the one that answers for its project, from the next call on; cannot fail.
    func publish(_ model: any LoadedModel, under terms: ReleaseTerms) async
}

/// A model version that is ready to answer.
package protocol LoadedModel: Sendable {
    /// Its project.
    var project: ProjectName { get }
    /// Its version.
    var version: ModelVersion { get }

    /// What it says of inputs, each with bytes of its own, over `views` fixed views.
    ///
    /// - Throws: ``Failure`` where the bytes are not inputs of the project.
    func answers(_ inputs: [[UInt8]], views: Int) async throws -> ModelAnswers
}

/// What a model says of some inputs.
package struct ModelAnswers: Sendable {
    /// The mean softmax over the views, `[N, C]`.
    package var probabilities: Matrix
    /// Whether each input is of none of the classes, `[N]`; empty: the model tells of none.
    package var outliers: [Bool]

    /// Takes what a model said.
    package init(probabilities: Matrix, outliers: [Bool] = []) {
        precondition(
            outliers.isEmpty || outliers.count == probabilities.rows,
            "\(outliers.count) outliers of \(probabilities.rows) rows"
        )
        self.probabilities = probabilities
        self.outliers = outliers
    }

    /// What is decided by, of each input.
    package var predictions: [LabelPrediction] {
        probabilities.largestColumns().enumerated().map { row, label in
            LabelPrediction(
                label: label,
                confidence: probabilities[row, label],
                isOutlier: !outliers.isEmpty && outliers[row]
            )
        }
    }
}

/// What a release decides by, beside its weights.
package struct ReleaseTerms: Hashable, Sendable {
    /// What its labels of new data promise; nil: none is accepted under a guarantee.
    package var certificate: Certificate?
    /// What its labels of pools promise.
    package var pools: [Certificate]
    /// The rule and the views of automatic labels.
    package var autoLabel: AutoLabelPolicy
    /// The version of the policies that `autoLabel` comes from.
    package var policyVersion: Int64

    package init(
        certificate: Certificate?,
        pools: [Certificate] = [],
        autoLabel: AutoLabelPolicy,
        policyVersion: Int64
    ) {
        self.certificate = certificate
        self.pools = pools
        self.autoLabel = autoLabel
        self.policyVersion = policyVersion
    }
}
