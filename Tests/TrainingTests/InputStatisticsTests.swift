import Augmentation
import Domain
import Networks
import SemiSupervised
import TestSupport
import Testing
import Training

@Suite("The statistics of a snapshot are numpy's, whatever the columns are")
struct InputStatisticsTests {
    // numpy.array(rows, "float32").astype("float64"), then .mean(0) and .std(0) as float32.
    private static let rows: [[Float]] = [
        [1_000_000, 5, 0.1, -3, 0.001], [1_000_000.0625, 5, 0.2, -3, 0.002],
        [999_999.9375, 5, 0.4, 4, -0.001], [1_000_000.125, 5, 0.8, 4, 0],
        [1_000_000, 5, 1.6, -3, 0.005], [1_000_000, 5, 3.2, 9, 0.007],
        [1_000_000.0625, 5, 6.4, -3, 0.001],
    ]
    private static let means: [Float] = [1_000_000, 5, 1.8142858, 0.71428573, 0.0021428573]
    private static let deviations: [Float] = [0.056469243, 1, 2.1236281, 4.5580158, 0.0026418918]

    @Test("Columns of labeled and unlabeled rows together", arguments: [0, 3, 7])
    func columns(labeled: Int) throws {
        let data = try Columns.data(
            labeled: Self.rows[..<labeled],
            labels: Array(repeating: 0, count: labeled),
            unlabeled: Self.rows[labeled...]
        )
        let statistics = data.inputStatistics(InputStandardization(channels: 5))
        expectClose(statistics.means, Self.means, absolute: 1e-9, relative: 2e-7, "means")
        expectClose(
            statistics.deviations,
            Self.deviations,
            absolute: 1e-9,
            relative: 2e-7,
            "deviations"
        )
    }

    @Test("Channels of images, as the network sees them")
    func channels() throws {
        let data = try TrainingData(
            input: .image(ImageSpecification(height: 2, width: 1, channels: 2)),
            classes: 2,
            labeled: [10, 200, 30, 7, 0, 255, 90, 7],
            labels: [0, 1],
            unlabeled: [250, 1, 2, 3]
        )
        let statistics = data.inputStatistics(InputStandardization(channels: 2))
        expectClose(statistics.means, [0.2496732, 0.3091503], absolute: 1e-7, relative: 0, "means")
        expectClose(
            statistics.deviations,
            [0.34812742, 0.41700627],
            absolute: 1e-7,
            relative: 0,
            "deviations"
        )
    }

    @Test("A column that never changes has deviation 1, at any offset and length")
    func constant() throws {
        for value in [0, 1e-30, 0.1, -1e6, 3e38] as [Float] {
            let data = try Columns.data(
                labeled: [],
                labels: [],
                unlabeled: Array(repeating: [value, 1], count: 1000)[...]
            )
            let statistics = data.inputStatistics(InputStandardization(channels: 2))
            #expect(statistics.means == [value, 1])
            #expect(statistics.deviations == [1, 1])
        }
    }

    @Test("The range of augmentation is that of all rows at once")
    func range() throws {
        let data = try Blobs.data(labeled: 9000, unlabeled: 300)
        var rows: [Float] = []
        for index in stride(from: 0, to: 9000, by: 2) { data.appendLabeled(index, to: &rows) }
        for index in 0..<300 { data.appendUnlabeled(index, to: &rows) }
        let count = Double(rows.count)
        let mean = rows.reduce(0.0) { $0 + Double($1) } / count
        let squares = rows.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
        let half = Float((squares / count).squareRoot() / 2)
        #expect(data.valueRange().low == Float(mean) - half)
        #expect(data.valueRange().high == Float(mean) + half)
    }
}

/// Rows of floats as training data.
enum Columns {
    static func data(
        labeled: ArraySlice<[Float]>,
        labels: [Int],
        unlabeled: ArraySlice<[Float]>,
        classes: Int = 3
    ) throws -> TrainingData {
        func bytes(_ rows: ArraySlice<[Float]>) -> [UInt8] {
            rows.flatMap { row in
                row.flatMap { value in
                    (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) }
                }
            }
        }
        return try TrainingData(
            input: .vector(dimension: (labeled.first ?? unlabeled.first ?? []).count),
            classes: classes,
            labeled: bytes(labeled),
            labels: labels,
            unlabeled: bytes(unlabeled)
        )
    }
}
