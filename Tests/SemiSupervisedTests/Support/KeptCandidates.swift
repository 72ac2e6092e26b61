import Foundation

/// Which of equal rows the reference of DARP kept as candidates of a class, told from what it made of them.
///
/// The order in which it sorts equals depends on its processor. It makes `r_c = a_c x exp(-v_c h)` of a row: `a`
/// are the probabilities that were kept, scaled, each row with sum 1, and `h` their entropy; `x` is of the row, `v`
/// of the class. Rows without equals tell the differences of `v`; of the ways in which another row may have
/// been kept one alone has them too.
struct KeptCandidates {
    private let classes: Int
    private let said: [Double]
    private let refined: [Double]
    /// What kept probabilities of a class are multiplied by, `[C]`.
    private var scales: [Double] = []
    /// The places that are kept, and those of which some are, `[N * C]`.
    private var kept: [Bool]
    private var isOpen: [Bool]

    private init(_ said: [Float], _ refined: [Float], _ wanted: [Double], _ candidates: Float) {
        classes = wanted.count
        self.said = said.map(Double.init)
        self.refined = refined.map(Double.init)
        kept = said.map { _ in false }
        isOpen = kept
        for (label, share) in wanted.enumerated() {
            let places = Array(stride(from: label, to: said.count, by: classes))
            let sorted = places.map { self.said[$0] }.sorted(by: >)
            let most = min(places.count, Int(Double(candidates) * share))
            scales.append((share + 1e-6) / (sorted.prefix(most).reduce(0, +) + 1e-6))
            guard most > 0 else { continue }
            let last = sorted[most - 1]
            let isUndecided = most < places.count && sorted[most] == last
            for place in places {
                isOpen[place] = isUndecided && self.said[place] == last
                kept[place] = self.said[place] >= last && !isOpen[place]
            }
        }
    }

    /// The probabilities, `[N * C]`, with those that were kept a little above their equals.
    static func raised(
        _ said: [Float],
        refined: [Float],
        _ wanted: [Double],
        _ candidates: Float
    ) -> [Float] {
        var rows = KeptCandidates(said, refined, wanted, candidates)
        rows.decide()
        return said.indices.map { rows.isOpen[$0] && rows.kept[$0] ? said[$0].nextUp : said[$0] }
    }

    private mutating func decide() {
        let rows = 0..<said.count / classes
        func open(_ row: Int) -> [Int] { (0..<classes).filter { isOpen[row * classes + $0] } }
        func own(_ row: Int) -> [Bool] { Array(kept[row * classes..<(row + 1) * classes]) }
        let decided = rows.filter { open($0).isEmpty }.map { fit($0, own($0)) }
        let differences = differences(decided)
        for row in rows {
            let columns = open(row)
            var (best, least) = (own(row), Double.infinity)
            for choice in 0..<1 << columns.count where !columns.isEmpty {
                var some = own(row)
                for (bit, column) in columns.enumerated() { some[column] = choice >> bit & 1 == 1 }
                let distance = distance(of: fit(row, some), from: differences)
                if distance < least { (best, least) = (some, distance) }
            }
            for column in columns { kept[row * classes + column] = best[column] }
        }
    }

    /// `log (r_c / a_c)` of a row, not-a-number where `r_c` is 0, and the entropy of `a`.
    private typealias Fit = (logs: [Double], entropy: Double)

    private func fit(_ row: Int, _ kept: [Bool]) -> Fit {
        let places = row * classes..<(row + 1) * classes
        let parts = zip(places, kept).enumerated().map { column, part in
            (part.1 ? said[part.0] * scales[column] : 0) + 1e-6
        }
        let sum = parts.reduce(0, +)
        let entropy = parts.reduce(0) { $0 - $1 / sum * log($1 / sum + 1e-6) }
        let logs = zip(places, parts).map { place, part in
            refined[place] > 1e-30 ? log(refined[place] / part * sum) : .nan
        }
        return (logs, entropy)
    }

    /// `v_c - v_d`, `[C * C]`, by the row that tells it best; not-a-number where none does.
    private func differences(_ rows: [Fit]) -> [Double] {
        (0..<classes * classes).map { (pair: Int) -> Double in
            let (first, second) = (pair / classes, pair % classes)
            let telling = rows.filter { !($0.logs[second] - $0.logs[first]).isNaN }
            let best = telling.max { $0.entropy < $1.entropy }
            return best.map { ($0.logs[second] - $0.logs[first]) / $0.entropy } ?? .nan
        }
    }

    private func distance(of fit: Fit, from differences: [Double]) -> Double {
        differences.enumerated().reduce(0) { most, pair in
            let (first, second) = (pair.offset / classes, pair.offset % classes)
            let own = fit.logs[second] - fit.logs[first]
            let distance = abs(own - fit.entropy * pair.element)
            return distance.isNaN ? most : max(most, distance)
        }
    }
}
