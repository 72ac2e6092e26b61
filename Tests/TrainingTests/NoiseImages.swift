import Domain
import Networks
import SemiSupervised
import Testing
import Training

/// Images of noise, 8 x 8, of three classes: what counts is which bits a run comes to.
enum NoiseImages {
    /// Twelve labelled and fifty unlabelled images, of bytes below `values`.
    static func data(channels: Int, values: UInt64, scale: Float) throws -> TrainingData {
        var generator = SeededGenerator(seed: 3)
        func pixels(_ count: Int) -> [UInt8] {
            (0..<count * 64 * channels).map { _ in
                UInt8(truncatingIfNeeded: generator.next() % values)
            }
        }
        return try TrainingData(
            input: .image(
                ImageSpecification(
                    height: 8,
                    width: 8,
                    channels: channels,
                    scale: scale,
                    flips: true
                )
            ),
            classes: 3,
            labeled: pixels(12),
            labels: (0..<12).map { $0 % 3 },
            unlabeled: pixels(50)
        )
    }

    /// Twelve steps of an algorithm with a small convolutional network.
    static func specification(
        _ algorithm: any Algorithm,
        for data: TrainingData
    ) -> TrainingJobSpecification {
        var specification = TrainingJobSpecification(
            algorithm: AlgorithmConfiguration(algorithm),
            network: TrainingJobSpecification.defaultNetwork(
                for: data.input,
                classes: 3,
                width: 4,
                dropout: 0.2
            ),
            seed: 8
        )
        specification.optimization.steps = 12
        return specification
    }
}

extension TrainingJobSpecification {
    /// What a run comes to that ends after `cut` steps, and goes on in the bytes of its checkpoint.
    func resumed(after cut: Int, _ data: TrainingData, threads: Int = 1) throws -> TrainedModel {
        var run = try TrainingRun(self, data: data)
        for _ in 0..<cut { _ = try run.advance() }
        let bytes = try run.checkpoint().encoded()
        var resumed = try TrainingRun(
            self,
            data: data,
            threads: threads,
            resuming: Checkpoint.decode(bytes)
        )
        return try resumed.finish()
    }
}
