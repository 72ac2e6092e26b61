package import Domain
internal import Foundation
internal import SemiSupervised

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

    /// The runs under the settings of a benchmark that stand.
    package func runs(of options: FewLabelBenchmark.Options) -> [FewLabelReport.Run] {
        let (name, settings, problem) = (
            options.algorithm.name, options.digest, options.source.name
        )
        return
            lines.filter {
                $0.algorithm == name && $0.settings == settings && $0.problem == problem
            }
            .map(\.run)
    }

    /// Adds a run at the end of the file.
    ///
    /// - Throws: ``Failure`` where it cannot be written.
    package mutating func add(
        _ run: FewLabelReport.Run,
        of options: FewLabelBenchmark.Options
    ) throws(Failure) {
        let line = Line(
            algorithm: options.algorithm.name,
            settings: options.digest,
            problem: options.source.name,
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
