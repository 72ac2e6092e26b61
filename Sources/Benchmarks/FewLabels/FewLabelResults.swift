package import Domain
internal import Files
internal import Foundation
package import SemiSupervised

/// Runs of benchmarks in a file, a line of JSON each: what stands is not run again.
package struct FewLabelResults: Sendable {
    /// One line: what was run, under which settings, and what came of it.
    package struct Line: Codable, Hashable, Sendable {
        /// The algorithm.
        package var algorithm: String
        /// A digest of its hyper-parameters, steps and network.
        package var settings: String
        /// What was learned, by the name of its source.
        package var problem: String
        /// What the run came to.
        package var run: FewLabelReport.Run
    }

    /// The lines, in the order of the file.
    package private(set) var lines: [Line] = []
    private let path: String

    /// Reads a file; one that is not there has no lines.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming the line that is none.
    package init(path: String) throws(Failure) {
        self.path = path
        guard FileManager.default.fileExists(atPath: path) else { return }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw .invalid("\(path) cannot be read as text")
        }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        for (number, line) in text.split(separator: "\n").enumerated() {
            guard let line = try? decoder.decode(Line.self, from: Data(line.utf8)) else {
                throw .invalid("line \(number + 1) of \(path) is no run of a benchmark")
            }
            lines.append(line)
        }
    }

    /// The runs of an algorithm under settings that stand.
    package func runs(
        of algorithm: AlgorithmConfiguration,
        steps: Int?,
        problem: String
    ) -> [FewLabelReport.Run] {
        let settings = Self.digest(algorithm, steps: steps)
        return
            lines.filter {
                $0.algorithm == algorithm.name && $0.settings == settings
                    && $0.problem == problem
            }
            .map(\.run)
    }

    /// Adds a run at the end of the file.
    ///
    /// - Throws: ``Failure`` where it cannot be written.
    package mutating func add(
        _ run: FewLabelReport.Run,
        of algorithm: AlgorithmConfiguration,
        steps: Int?,
        problem: String
    ) throws(Failure) {
        let line = Line(
            algorithm: algorithm.name,
            settings: Self.digest(algorithm, steps: steps),
            problem: problem,
            run: run
        )
        lines.append(line)
        let texts = try ReportText.json(line, isPretty: false) + "\n"
        let before = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        do {
            try (before + texts).write(toFile: path, atomically: true, encoding: .utf8)
        } catch {
            throw .precondition("\(path) cannot be written: \(error.localizedDescription)")
        }
    }

    /// The first digits of a digest of everything that changes a run beside its seeds.
    package static func digest(_ algorithm: AlgorithmConfiguration, steps: Int?) -> String {
        let card = algorithm.card.benchmark
        let settings = algorithm.algorithm.settings.sorted { $0.key < $1.key }
            .map { "\($0.key)=\($0.value)" }
        let others = [
            "steps=\(steps ?? card.steps)", "teacher=\(card.teacherSteps ?? 0)",
            "narrowing=\(card.narrowing)", "dropout=\(card.dropout)",
        ]
        let text = ([algorithm.name] + settings + others).joined(separator: "\n")
        return String(Digest(of: Array(text.utf8)).description.prefix(12))
    }

    /// Several algorithms in one table, best first, each beside the one that a training runs that names none.
    ///
    /// - Parameters:
    ///   - reports: One for each algorithm, over the same splits.
    ///   - standard: The name of the one that others are compared with.
    /// - Returns: Markdown: mean, deviation, CPU seconds, and the mean of the differences on the same splits.
    package static func table(_ reports: [FewLabelReport], standard: String) -> String {
        let base = reports.first { $0.algorithm == standard }
        let rows = reports.sorted { $0.accuracyMean > $1.accuracyMean }
            .map { report -> String in
                var difference = "-"
                if let base, report.algorithm != standard {
                    let known = Dictionary(
                        base.seeds.map { ($0.seed, $0.accuracy) },
                        uniquingKeysWith: { $1 }
                    )
                    let paired = report.seeds.compactMap { seed in
                        known[seed.seed].map { seed.accuracy - $0 }
                    }
                    let mean = paired.reduce(0, +) / Double(max(paired.count, 1))
                    difference = (mean < 0 ? "" : "+") + ReportText.decimals(mean)
                }
                return "| `\(report.algorithm)` | \(ReportText.decimals(report.accuracyMean)) "
                    + "| \(ReportText.decimals(report.accuracySd)) | \(difference) "
                    + "| \(ReportText.decimals(report.cpuSecondsMean)) | \(report.runs.count) |"
            }
        let head = [
            "| algorithm | accuracy, % | deviation | against \(standard) | CPU s a run | runs |",
            "|---|---|---|---|---|---|",
        ]
        return (head + rows).joined(separator: "\n")
    }
}
