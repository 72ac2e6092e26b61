import Foundation
import Images
import Testing

/// Files and what Pillow makes of them, written by `Images/generate.py`.
struct ImageFixtures: Decodable {
    /// One file.
    struct File: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let file: Data
        /// How far a value may be from Pillow's: 0, but for JPEG.
        let tolerance: Int
        let width: Int
        let height: Int
        let channels: Int
        let pixels: Data

        var testDescription: String { name }
        var bytes: [UInt8] { [UInt8](file) }
    }

    /// One scaled image of RGB.
    struct Resized: Decodable, Sendable, CustomTestStringConvertible {
        let mode: String
        let width: Int
        let height: Int
        let toWidth: Int
        let toHeight: Int
        let pixels: Data
        let result: Data

        var testDescription: String { "\(mode) \(width) x \(height) to \(toWidth) x \(toHeight)" }
        var image: PixelImage {
            PixelImage(width: width, height: height, channels: 3, pixels: [UInt8](pixels))
        }
    }

    let files: [File]
    let resized: [Resized]

    /// All of them; none where the file is missing, which the tests' counts show.
    static let all: ImageFixtures = {
        let place = URL(filePath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().appending(path: "Images/pillow.json")
        let decoder = JSONDecoder()
        guard let text = try? Data(contentsOf: place),
            let all = try? decoder.decode(ImageFixtures.self, from: text)
        else { return ImageFixtures(files: [], resized: []) }
        return all
    }()

    /// The bytes of the file called `name`.
    static func file(_ name: String) -> [UInt8] {
        all.files.first { $0.name == name }?.bytes ?? []
    }
}

/// The largest distance of two byte sequences, value by value; of different lengths 256.
func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    guard left.count == right.count else { return 256 }
    return zip(left, right).map { abs(Int($0) - Int($1)) }.max() ?? 0
}
