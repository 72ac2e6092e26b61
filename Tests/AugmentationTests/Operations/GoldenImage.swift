import Augmentation
import TestSupport
import Testing

/// An 8-bit image of a recorded file.
struct GoldenImage {
    let shape: ImageShape
    let pixels: [UInt8]

    init(_ value: GoldenValue) throws {
        let tensor = try value.tensor()
        guard tensor.shape.count == 3, [1, 3].contains(tensor.shape[2]) else {
            throw GoldenError(description: "no image: \(tensor.shape)")
        }
        shape = ImageShape(
            height: tensor.shape[0],
            width: tensor.shape[1],
            channels: tensor.shape[2]
        )
        pixels = try tensor.values.map { value in
            guard let pixel = UInt8(exactly: value) else {
                throw GoldenError(description: "no 8-bit value: \(value)")
            }
            return pixel
        }
    }

    /// The image after operations.
    func applying(_ operations: [ImageOperation], with editor: inout ImageEditor) -> [UInt8] {
        var result = pixels
        editor.apply(operations, to: &result, shape)
        return result
    }
}

/// Expects equal images; says where the first difference is.
func expectPixels(
    _ actual: [UInt8],
    _ expected: [UInt8],
    _ what: String,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    guard actual.count == expected.count else {
        Issue.record(
            "\(what): \(actual.count) values, expected \(expected.count)",
            sourceLocation: sourceLocation
        )
        return
    }
    let off = actual.indices.filter { actual[$0] != expected[$0] }
    guard let first = off.first else { return }
    Issue.record(
        """
        \(what)[\(first)] is \(actual[first]), expected \(expected[first]); \
        \(off.count) of \(actual.count) are off
        """,
        sourceLocation: sourceLocation
    )
}
