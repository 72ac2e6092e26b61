package import Domain
package import Files
package import Networks

/// Everything that answers for one model version, published and replaced as one immutable value.
///
/// A call takes one reference to a release and keeps it until its answer, so that an answer never
/// mixes the weights of one version with the threshold of another. Calibration does not exist yet:
/// confidences are raw softmax values.
package final class Release: Sendable {
    /// The project it answers for.
    package let project: ProjectName
    /// The model version whose weights these are.
    package let modelVersion: ModelVersion
    /// Its number in digits, which some replies tell.
    package let versionText: String
    /// The packed weights.
    package let network: ServingNetwork
    /// What one input is.
    package let input: InputSpecification
    /// What the network sees of one.
    package let frontEnd: FrontEnd
    /// The names of the classes, in the order of the logits.
    package let classes: [String]
    /// The SHA-256 of the weights file.
    package let weightsDigest: Digest
    /// Which inputs are of none of the classes; nil: the model tells of none.
    package let outlierRule: OutlierRule?
    /// What its labels promise; nil: none was had, and the guarantee accepts nothing.
    package let certificate: Certificate?
    /// The rule and the views of automatic labels.
    package let autoLabel: AutoLabelPolicy
    /// The version of the policies that `autoLabel` comes from.
    package let policyVersion: Int64

    /// A generous guess, before it is there, of what the answer to some rows takes in memory.
    ///
    /// - Parameters:
    ///   - rows: how many there are.
    ///   - bytesPerClass: what a class of a row takes.
    ///   - embedding: whether the features before the last layer are answered too.
    /// - Returns: Bytes.
    package func answerBytes(
        rows: Int,
        bytesPerClass: Int = 16,
        embedding: Bool = false
    ) -> Int {
        let features = embedding || outlierRule != nil ? network.network.features : 0
        return rows * (256 + bytesPerClass * classes.count + 8 * features)
    }

    /// Creates a release.
    ///
    /// - Throws: ``Failure`` (invalid argument) when the network's input or classes are not the
    ///   project's.
    package init(
        project: ProjectName,
        modelVersion: ModelVersion,
        network: ServingNetwork,
        input: InputSpecification,
        frontEnd: FrontEnd? = nil,
        classes: [String],
        weightsDigest: Digest,
        outlierRule: OutlierRule? = nil,
        certificate: Certificate?,
        autoLabel: AutoLabelPolicy,
        policyVersion: Int64
    ) throws(Failure) {
        let frontEnd =
            if let frontEnd { frontEnd } else {
                try FrontEnd(input, network.network.graph.frontEnd)
            }
        guard network.network.rowInputs == frontEnd.elements else {
            throw .invalid(
                "model version \(modelVersion) takes \(network.network.rowInputs) values; "
                    + "project \(project) has \(input.summary)",
                field: "network"
            )
        }
        guard network.network.classes == classes.count else {
            throw .invalid(
                "model version \(modelVersion) has \(network.network.classes) classes; "
                    + "project \(project) has \(classes.count)",
                field: "network"
            )
        }
        self.project = project
        self.modelVersion = modelVersion
        versionText = String(modelVersion)
        self.network = network
        self.input = input
        self.frontEnd = frontEnd
        self.classes = classes
        self.weightsDigest = weightsDigest
        self.outlierRule = outlierRule
        self.certificate = certificate
        self.autoLabel = autoLabel
        self.policyVersion = policyVersion
    }

    /// Returns the same weights under other rules, such as a new policy or a certificate.
    package func with(
        certificate: Certificate?,
        autoLabel: AutoLabelPolicy,
        policyVersion: Int64
    ) -> Release {
        Release(
            weightsOf: self,
            certificate: certificate,
            autoLabel: autoLabel,
            policyVersion: policyVersion
        )
    }

    private init(
        weightsOf other: Release,
        certificate: Certificate?,
        autoLabel: AutoLabelPolicy,
        policyVersion: Int64
    ) {
        project = other.project
        modelVersion = other.modelVersion
        versionText = other.versionText
        network = other.network
        input = other.input
        frontEnd = other.frontEnd
        classes = other.classes
        weightsDigest = other.weightsDigest
        outlierRule = other.outlierRule
        self.certificate = certificate
        self.autoLabel = autoLabel
        self.policyVersion = policyVersion
    }

    /// The least confidence that is accepted; nil: nothing is.
    ///
    /// Where a certificate has thresholds of single classes it is the lowest of them; those decide.
    package var threshold: Float? {
        switch autoLabel.rule {
        case .guarantee: certificate?.threshold
        case .fixed(let threshold): threshold
        case .off: nil
        }
    }
}
