internal import Synchronization

/// The outputs of tiles that several threads compute, in tile order.
final class TileResults: Sendable {
    /// The outputs of one tile.
    struct Tile: Sendable {
        var classifier: [Float] = []
        var embedding: [Float] = []
    }

    private let tiles: Mutex<[Tile]>

    init(count: Int) { tiles = Mutex(Array(repeating: Tile(), count: count)) }

    func set(_ index: Int, _ tile: Tile) { tiles.withLock { $0[index] = tile } }

    func take() -> [Tile] { tiles.withLock { $0 } }
}
