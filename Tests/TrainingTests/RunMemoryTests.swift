import Domain
import Networks
import SemiSupervised
import Testing
import Training

@Suite("What is planned of a run's memory")
struct RunMemoryTests {
    private static func memory(
        of algorithm: any Algorithm,
        batch: Int = 64,
        unlabeled: Int = 10_000
    ) throws -> RunMemory {
        var specification = TrainingJobSpecification(
            algorithm: AlgorithmConfiguration(algorithm),
            network: .smallConvolutional(height: 8, width: 8, channels: 1, classes: 10, width: 4),
            seed: 0
        )
        specification.optimization.labeledBatch = batch
        return try RunMemory(
            specification,
            data: RunMemory.Rows(labeled: 10_000, unlabeled: unlabeled)
        )
    }

    @Test("Likenesses of all pairs of rows are planned: they grow with the square of the batch")
    func pairs() throws {
        for algorithm: any Algorithm in [CoMatch(), SimCLRv2()] {
            let name = type(of: algorithm).card.name
            let small = try Self.memory(of: algorithm, batch: 512)
            let large = try Self.memory(of: algorithm, batch: 1024)
            // Everything else only doubles: what is over that are pairs, `ratio * batch` squared of them.
            let pairs = (4 * 1024) * (4 * 1024) - 2 * (4 * 512) * (4 * 512)
            #expect(large.batch - 2 * small.batch > pairs * 4, "\(name)")
        }
    }

    @Test("Surveys are planned: features grow with the pool, up to their limit")
    func surveys() throws {
        let few = try Self.memory(of: CoSSL(), unlabeled: 10_000).examples
        let more = try Self.memory(of: CoSSL(), unlabeled: 20_000).examples
        let many = try Self.memory(of: CoSSL(), unlabeled: 10_000_000).examples
        // The permutation of the pool beside two looks at 8 features of each row.
        let looked = more - few - 32 * 10_000
        #expect(looked >= 10_000 * 2 * 8 * 4)
        #expect(many - more == 32 * (10_000_000 - 20_000), "at most 20,000 rows are looked at")
    }
}
