import Foundation

/// Reads a file of vectors: from the folder that `TUTELAGE_GOLDEN` names, or from our own copy.
func goldenFile<Content: Decodable>(_ path: String, as type: Content.Type) throws -> Content {
    let own = Bundle.module.url(forResource: "Golden", withExtension: nil)
    let named = ProcessInfo.processInfo.environment["TUTELAGE_GOLDEN"].map {
        URL(fileURLWithPath: $0, isDirectory: true)
    }
    guard let folder = named ?? own else { throw CocoaError(.fileNoSuchFile) }
    let content = try Data(contentsOf: folder.appendingPathComponent(path))
    return try JSONDecoder().decode(type, from: content)
}

/// Reads a file of ours that no other folder replaces.
func ownFile<Content: Decodable>(_ path: String, as type: Content.Type) throws -> Content {
    guard let folder = Bundle.module.url(forResource: "Golden", withExtension: nil) else {
        throw CocoaError(.fileNoSuchFile)
    }
    let content = try Data(contentsOf: folder.appendingPathComponent(path))
    return try JSONDecoder().decode(type, from: content)
}

/// Whether two numbers agree to a relative tolerance.
func isClose(_ value: Double, _ expected: Double, relative: Double) -> Bool {
    abs(value - expected) <= relative * abs(expected)
}
