import Domain
import Foundation
import InputFiles
import Testing

/// Files of data sets and what is in them, written by `Records/generate.py`.
struct RecordFixtures: Decodable {
    /// One file.
    struct File: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let format: String
        let file: Data
        let labels: Data?

        var testDescription: String { name }
        var options: RecordOptions {
            RecordOptions(RecordFormat(rawValue: format) ?? .idx)
        }
    }

    let height: Int
    let width: Int
    let channels: Int
    let images: [Data]
    let labels: [Int]
    let files: [File]

    var input: InputSpecification {
        .image(ImageSpecification(height: height, width: width, channels: channels))
    }

    /// All of them; none where the file is missing, which the tests' counts show.
    static let all: RecordFixtures = {
        let place = URL(filePath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().appending(path: "Records/records.json")
        guard let text = try? Data(contentsOf: place),
            let all = try? JSONDecoder().decode(RecordFixtures.self, from: text)
        else {
            return RecordFixtures(
                height: 1,
                width: 1,
                channels: 1,
                images: [],
                labels: [],
                files: []
            )
        }
        return all
    }()

    /// The file called `name`.
    static func file(_ name: String) throws -> File {
        try #require(all.files.first { $0.name == name })
    }
}

/// Ten classes that are called as their indices.
let digits = (0..<10).map { "\($0)" }

/// Every row of a file in memory.
func records(
    _ bytes: [UInt8],
    labels: [UInt8]? = nil,
    _ options: RecordOptions,
    _ input: InputSpecification,
    classes: [String] = digits,
    resizing: ImageResizing? = nil
) throws -> [InputOutcome] {
    var rows = try RecordExamples(
        BinaryFile(bytes: bytes, path: "a.bin"),
        labels: labels.map { BinaryFile(bytes: $0, path: "labels") },
        options: options,
        specification: input,
        classes: classes,
        resizing: resizing
    )
    var outcomes: [InputOutcome] = []
    while let outcome = try rows.next() { outcomes.append(outcome) }
    return outcomes
}

/// The examples among outcomes.
func examples(_ outcomes: [InputOutcome]) -> [InputRow] {
    outcomes.compactMap { if case .row(let row) = $0 { row } else { nil } }
}
