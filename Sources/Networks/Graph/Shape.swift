/// The extents of one value of a network: an image, or a vector as an image of one pixel.
package struct Shape: Codable, Hashable, Sendable, CustomStringConvertible {
    /// The height of an image, or 1.
    package var height: Int
    /// The width of an image, or 1.
    package var width: Int
    /// The channels of an image, or the width of a vector.
    package var channels: Int

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

    /// The number of pixels.
    package var pixels: Int { height * width }
    /// The number of values of one row.
    package var count: Int { height * width * channels }

    /// The extents of one row: a vector's width, or an image's height, width and channels.
    package var extents: [Int] {
        height == 1 && width == 1 ? [channels] : [height, width, channels]
    }

    package var description: String {
        height == 1 && width == 1 ? "\(channels)" : "\(height) x \(width) x \(channels)"
    }

    /// Whether it is within what a network may have: 4096 x 4096 pixels, 2^20 channels, 2^24 values.
    var isWithinLimits: Bool {
        let sides = 1...4096
        return sides.contains(height) && sides.contains(width)
            && (1...(1 << 20)).contains(channels) && count <= 1 << 24
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
