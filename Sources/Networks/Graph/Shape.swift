/// The extents of one value of a network: an image, a vector as an image of one pixel, or a sequence of vectors,
/// of which each row has its own number.
package struct Shape: Codable, Hashable, Sendable, CustomStringConvertible {
    /// The height of an image, or 1.
    package var height: Int
    /// The width of an image, or 1.
    package var width: Int
    /// The channels of an image, or the width of a vector.
    package var channels: Int
    /// The most items of a row that is a sequence, all else being said of one item; nil: a row is one item.
    package var mostItems: Int?

    /// Creates a shape.
    package init(height: Int, width: Int, channels: Int) {
        self.height = height
        self.width = width
        self.channels = channels
    }

    /// An image, its values in the order height, width, channel.
    package static func image(height: Int, width: Int, channels: Int) -> Shape {
        Shape(height: height, width: width, channels: channels)
    }

    /// A vector.
    package static func vector(_ count: Int) -> Shape {
        Shape(height: 1, width: 1, channels: count)
    }

    /// A sequence of 1 to `most` vectors.
    package static func sequence(of width: Int, most: Int) -> Shape {
        var shape = Shape.vector(width)
        shape.mostItems = most
        return shape
    }

    /// The number of pixels.
    package var pixels: Int { height * width }
    /// The number of values of one row; of a sequence of one item.
    package var count: Int { height * width * channels }
    /// The most values of one row.
    package var mostValues: Int { count * (mostItems ?? 1) }
    /// The moments of a row of sound, and the numbers of each: of a sequence its items, else the rows of an image of
    /// one channel, or single samples.
    package var moments: (rows: Int, columns: Int) {
        if let mostItems { return (mostItems, count) }
        return pixels > 1 ? (height, width * channels) : (channels, 1)
    }
    /// Whether a row is a sequence.
    package var isSequence: Bool { mostItems != nil }
    /// The shape of one item.
    package var item: Shape { Shape(height: height, width: width, channels: channels) }

    /// The extents of one row: a vector's width, or an image's height, width and channels.
    package var extents: [Int] {
        height == 1 && width == 1 ? [channels] : [height, width, channels]
    }

    package var description: String {
        let item = height == 1 && width == 1 ? "\(channels)" : "\(height) x \(width) x \(channels)"
        return mostItems.map { "1 to \($0) items of \(item)" } ?? item
    }

    /// Whether it is within what a network may have: 4096 x 4096 pixels, 2^20 channels, 2^24 values; a
    /// sequence is one of vectors.
    var isWithinLimits: Bool {
        let (sides, counts) = (1...4096, 1...(1 << 20))
        return sides.contains(height) && sides.contains(width) && counts.contains(channels)
            && count <= 1 << 24
            && (mostItems.map { pixels == 1 && counts.contains($0) } ?? true)
            && mostValues <= 1 << 24
    }
}

/// Nodes that do not fit together.
package struct ShapeError: Error, Hashable, CustomStringConvertible {
    /// The name of the node at fault; empty: the graph as a whole.
    package let node: String
    /// What was expected and what came.
    package let message: String

    /// Creates an error.
    package init(_ message: String, node: String = "") {
        self.node = node
        self.message = message
    }

    package var description: String { node.isEmpty ? message : "node '\(node)': \(message)" }

    /// The same of a node.
    func at(_ node: String) -> ShapeError { ShapeError(message, node: node) }
}
