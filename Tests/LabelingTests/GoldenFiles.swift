import Foundation
import TestSupport

/// Reads a file of vectors: from the folder that `TUTELAGE_GOLDEN` names, or from our own copy.
func goldenFile<Content: Decodable>(_ path: String, as type: Content.Type) throws -> Content {
    try JSONDecoder().decode(type, from: GoldenFolder.contents(of: path))
}

/// Reads a file of ours that no other folder replaces.
func ownFile<Content: Decodable>(_ path: String, as type: Content.Type) throws -> Content {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
    let content = try Data(contentsOf: folder.appending(path: path))
    return try JSONDecoder().decode(type, from: content)
}

/// Whether two numbers agree to a relative tolerance.
func isClose(_ value: Double, _ expected: Double, relative: Double) -> Bool {
    abs(value - expected) <= relative * abs(expected)
}
