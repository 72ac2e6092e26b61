internal import Domain

/// The four pixels around a place and their shares.
struct Corner {
    private let x, y: Int
    private let shareX, shareY: Float
    private let inside: Bool

    init(_ placeX: Float, _ placeY: Float, _ image: ImageSpecification) {
        let floorX = placeX.rounded(.down)
        let floorY = placeY.rounded(.down)
        x = Int(floorX)
        y = Int(floorY)
        shareX = placeX - floorX
        shareY = placeY - floorY
        inside = x >= 0 && y >= 0 && x < image.width - 1 && y < image.height - 1
    }

    func value(of from: Span<Float>, _ channel: Int, _ image: ImageSpecification) -> Float {
        let down = image.width &* image.channels
        let start = y &* down &+ x &* image.channels &+ channel
        let topLeft, topRight, bottomLeft, bottomRight: Float
        if inside {
            topLeft = from[start]
            topRight = from[start &+ image.channels]
            bottomLeft = from[start &+ down]
            bottomRight = from[start &+ down &+ image.channels]
        } else {
            topLeft = pixel(0, 0, of: from, start, image)
            topRight = pixel(1, 0, of: from, start &+ image.channels, image)
            bottomLeft = pixel(0, 1, of: from, start &+ down, image)
            bottomRight = pixel(1, 1, of: from, start &+ down &+ image.channels, image)
        }
        let top = topLeft + shareX * (topRight - topLeft)
        let bottom = bottomLeft + shareX * (bottomRight - bottomLeft)
        return top + shareY * (bottom - top)
    }

    private func pixel(
        _ right: Int,
        _ below: Int,
        of from: Span<Float>,
        _ index: Int,
        _ image: ImageSpecification
    ) -> Float {
        let (column, row) = (x &+ right, y &+ below)
        guard column >= 0, row >= 0, column < image.width, row < image.height else {
            return image.offset
        }
        return from[index]
    }
}
