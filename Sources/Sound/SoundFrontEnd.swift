package import Domain
internal import Synchronization

/// Computes the features of clips.
///
/// Any number of threads may call at once. What comes of a clip has the same bits whatever was computed before or is
/// computed beside it, and nothing is allocated for a row; memory is kept for as many clips as were ever computed at
/// once, at most ``keptLimit``, but not that of long ones.
package final class SoundFrontEnd: Sendable {
    /// What is computed.
    package let features: SoundFeatures
    /// What becomes of clips that are too long, or silent.
    package let policy: ClipPolicy
    private let factors: [Float]
    private let bank: MelFilterBank?
    private let cosines: CosineTransform?
    private let idle = Mutex<[SoundWorkspace]>([])

    /// How many samples are transformed for a clip, each as often as windows overlap: a second or two.
    package static let transformedLimit = 1 << 28
    /// How many workspaces wait for their next clip.
    package static let keptLimit = 64

    /// Plans what all clips share.
    ///
    /// - Throws: ``Failure``: invalid argument, where a setting is beyond its range, or the longest clip would have
    ///   more than ``SoundFeatures/elementLimit`` values; resource exhausted, where there is no memory.
    package init(_ features: SoundFeatures, policy: ClipPolicy = ClipPolicy()) throws(Failure) {
        try features.validate()
        try policy.validate()
        self.features = features
        self.policy = policy
        guard let mel = features.mel else {
            (factors, bank, cosines) = ([], nil, nil)
            return
        }
        let most = features.rows(samples: policy.longestSamples)
        guard most <= SoundFeatures.elementLimit / mel.bands.count else {
            throw .invalid(
                "a clip has at most \(SoundFeatures.elementLimit) values; the longest, of \(policy.longestSamples) "
                    + "samples, has \(most) windows of \(mel.bands.count) bands",
                field: "clips.longest_samples"
            )
        }
        guard most <= Self.transformedLimit / mel.spectrum.fftSize else {
            throw .invalid(
                "the FFTs of a clip are over at most \(Self.transformedLimit) samples; those of the longest, of "
                    + "\(policy.longestSamples), are \(most) of \(mel.spectrum.fftSize)",
                field: "clips.longest_samples"
            )
        }
        factors = mel.spectrum.factors
        bank = MelFilterBank(
            mel.bands,
            sampleRate: features.sampleRate,
            fftSize: mel.spectrum.fftSize
        )
        cosines = features.cosines
        let first = try SoundWorkspace(mel)
        idle.withLock { $0 = [first] }
    }

    /// How many rows a clip has.
    ///
    /// - Throws: ``Failure`` (invalid argument): it has no samples, or too many.
    package func rows(samples: Int, field: String = "samples") throws(Failure) -> Int {
        let kept = try policy.kept(of: samples, field: field)
        return features.length ?? features.rows(samples: kept)
    }

    /// Computes the features of a clip of samples from -1 to 1.
    ///
    /// - Parameters:
    ///   - samples: The clip, at the rate of the features.
    ///   - field: What a failure names.
    /// - Returns: Its rows.
    /// - Throws: ``Failure`` (invalid argument) for what ``ClipPolicy/admitted(_:field:)`` refuses.
    package func map(
        of samples: [Float],
        field: String = "samples"
    ) throws(Failure) -> FeatureMap {
        let rows = try rows(samples: samples.count, field: field)
        var values = [Float](repeating: 0, count: rows * features.columns)
        var span = values.mutableSpan
        try write(samples.span, to: &span, field: field)
        return FeatureMap(columns: features.columns, values: values)
    }

    /// Computes the features of a clip of little-endian samples of 16 bits.
    ///
    /// - Throws: ``Failure`` (invalid argument) for half a sample, and for what
    ///   ``ClipPolicy/admitted(_:field:)`` refuses.
    package func map(
        ofInt16 bytes: Span<UInt8>,
        field: String = "samples"
    ) throws(Failure) -> FeatureMap {
        try map(
            of: SampleBytes.samples(int16LittleEndian: bytes, field: field),
            field: field
        )
    }

    /// Writes the features of a clip to `target`, `[rows, columns]` for the ``rows(samples:field:)`` of it.
    ///
    /// - Throws: ``Failure`` (invalid argument) for what ``ClipPolicy/admitted(_:field:)`` refuses; `target` is then
    ///   as before.
    package func write(
        _ samples: Span<Float>,
        to target: inout MutableSpan<Float>,
        field: String = "samples"
    ) throws(Failure) {
        let clip = samples.extracting(try policy.admitted(samples, field: field))
        let own = features.rows(samples: clip.count)
        let placement = Placement(own: own, wanted: features.length ?? own)
        precondition(
            target.count == placement.rows * features.columns,
            "\(placement.rows) rows of \(features.columns) to \(target.count)"
        )
        guard let mel = features.mel else {
            if case .waveform(let level) = features.kind {
                Waveform.write(clip, level, placement, to: &target)
            }
            return
        }
        var workspace = try takeWorkspace(mel)
        write(clip, mel, placement, in: &workspace, to: &target)
        giveBack(workspace)
    }

    private func write(
        _ clip: Span<Float>,
        _ mel: MelFeatures,
        _ placement: Placement,
        in workspace: inout SoundWorkspace,
        to target: inout MutableSpan<Float>
    ) {
        guard let bank else { preconditionFailure("bands of a waveform") }
        let largest = workspace.measure(clip, factors: factors, bank: bank)
        let map = LoudnessMap(mel, largest: largest)
        let columns = features.columns
        for index in 0..<placement.rows {
            var row = target._mutatingExtracting(index * columns..<(index + 1) * columns)
            let frame = map.isSilent ? nil : placement.source(of: index)
            workspace.write(frame, map, cosines, to: &row)
        }
    }

    private func takeWorkspace(_ mel: MelFeatures) throws(Failure) -> SoundWorkspace {
        if let workspace = idle.withLock({ $0.popLast() }) { return workspace }
        return try SoundWorkspace(mel)
    }

    private func giveBack(_ workspace: SoundWorkspace) {
        guard workspace.isSmall else { return }
        idle.withLock { idle in
            if idle.count < Self.keptLimit { idle.append(workspace) }
        }
    }
}
