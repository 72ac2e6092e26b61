import Domain
import Foundation
import Sound
import Testing

/// What `Golden/make_golden.py` recorded of librosa.
struct Fixtures: Decodable, Sendable {
    /// The features of one sound.
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let sound: String
        let features: SoundFeatures
        let rows: Int
        private let values: Data

        /// `[rows, columns]`.
        var expected: [Float] { [Float](littleEndian: [UInt8](values).span) }
        var testDescription: String { "\(name) of \(sound)" }
    }

    private let sounds: [String: Data]
    let cases: [Case]

    /// The samples of 16 bits of a sound.
    func bytes(of sound: String) -> [UInt8] { [UInt8](sounds[sound] ?? Data()) }

    /// The samples of a sound.
    func samples(of sound: String) throws -> [Float] {
        try SampleBytes.samples(int16LittleEndian: bytes(of: sound).span)
    }

    static let all: Fixtures = {
        let environment = ProcessInfo.processInfo.environment["TUTELAGE_GOLDEN"] ?? ""
        let own = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
        let others = URL(filePath: environment).appending(path: "sound")
        do {
            let url = (environment.isEmpty ? own : others).appending(path: "features.json")
            return try JSONDecoder().decode(Fixtures.self, from: Data(contentsOf: url))
        } catch {
            Issue.record("the recorded features cannot be read: \(error)")
            return Fixtures(sounds: [:], cases: [])
        }
    }()
}
