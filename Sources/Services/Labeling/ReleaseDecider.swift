internal import Domain
internal import Files
internal import Labeling
internal import Serving
internal import Store

/// Decides about rows under one release and what its model has seen.
struct ReleaseDecider: Sendable {
    let release: Serving.Release
    private let decider: LabelDecider
    private let seen: SeenContents

    init(_ release: Serving.Release, seen: SeenContents) {
        self.release = release
        self.seen = seen
        decider = LabelDecider(
            policy: release.autoLabel,
            policyVersion: release.policyVersion,
            champion: release.modelVersion,
            certificate: release.certificate
        )
    }

    /// Whether a decision takes a hash of its row.
    var hashesInputs: Bool { !seen.isEmpty }

    /// The decision about a row whose content was hashed.
    func decide(
        _ prediction: Serving.Prediction,
        row: Int,
        content: Digest,
        group: String?
    ) -> LabelDecision {
        decide(prediction, row, isSeen: seen.contains(content, group: group))
    }

    /// The decision about a row of raw inputs.
    func decide(
        _ prediction: Serving.Prediction,
        row: Int,
        of inputs: [UInt8],
        in ranges: RowRanges,
        group: String?
    ) -> LabelDecision {
        guard !seen.isEmpty else { return decide(prediction, row, isSeen: false) }
        let content = release.input.contentDigest(
            release.input.canonical(Array(inputs[ranges[row]]))
        )
        return decide(prediction, row, isSeen: seen.contains(content, group: group))
    }

    private func decide(
        _ prediction: Serving.Prediction,
        _ row: Int,
        isSeen: Bool
    ) -> LabelDecision {
        decider.decide(
            LabelPrediction(
                label: prediction.label(row),
                confidence: prediction.confidence(row),
                isOutlier: prediction.isOutlier(row)
            ),
            isSeen ? .seen : .fresh
        )
    }

    /// The decision where no model serves.
    static func withoutChampion(policy: AutoLabelPolicy, version: Int64) -> LabelDecision {
        LabelDecider(policy: policy, policyVersion: version, champion: nil, certificate: nil)
            .decide(nil, .fresh)
    }
}
