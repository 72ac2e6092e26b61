import Networks
import SemiSupervised
import TestSupport
import Testing

@Suite("NT-Xent")
struct NTXentTests {
    @Test("Golden: the loss of SimCLR's code, twice the paper's")
    func simCLR() throws {
        let cases = try GoldenCases(reading: "others/simclr_nt_xent.json")
        let tolerance = try Tolerance(cases.file)
        try cases.forEach { record, place in
            let parameters = try record.get("params")
            let hidden = try Matrix(record.get("inputs").get("hidden"))
            let temperature = Float(try parameters.get("temperature").number())
            let isNormed = try parameters.get("hidden_norm").flag()
            let (loss, gradient) =
                isNormed
                ? ntXent(hidden, temperature: temperature)
                : ntXentOfProducts(hidden, temperature: temperature)
            let units = isNormed ? UnitRows(hidden).rows : hidden
            let half = hidden.rows / 2
            let logits = units.rows(0..<half).timesTransposed(units.rows(half..<2 * half))
            let outputs = try record.get("outputs")
            try outputs.requireOnly(["loss", "logits_ab", "paper_loss_mean_over_2N"], place)
            try tolerance.check([2 * loss], outputs.get("loss"), "\(place): loss")
            try tolerance.check([loss], outputs.get("paper_loss_mean_over_2N"), "\(place): paper")
            try tolerance.check(
                logits.scaled(by: 1 / temperature).values,
                outputs.get("logits_ab"),
                "\(place): logits"
            )
            let gradients = try record.get("grads")
            try gradients.requireOnly(["hidden"], place)
            try tolerance.check(
                gradient.scaled(by: 2).values,
                gradients.get("hidden"),
                "\(place): gradient"
            )
        }
    }

    @Test("Gradients equal central differences", arguments: [1, 3], [0.2, 1] as [Float])
    func gradients(_ examples: Int, _ temperature: Float) {
        let vectors = randomMatrix(2 * examples, 4, seed: 21)
        let analytic = ntXent(vectors, temperature: temperature).gradient
        let numeric = centralDifferences(at: vectors) { ntXent($0, temperature: temperature).loss }
        expectClose(analytic.values, numeric.values, absolute: 1e-4, relative: 2e-3)
    }

    @Test("Rows of length 0 stay, and their gradient is finite")
    func zeros() {
        let (loss, gradient) = ntXent(Matrix(rows: 4, columns: 3), temperature: 0.5)
        #expect(loss.isFinite && gradient.values.allSatisfy(\.isFinite))
        #expect(UnitRows(Matrix(rows: 2, columns: 3)).rows == Matrix(rows: 2, columns: 3))
    }
}
