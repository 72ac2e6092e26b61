import Augmentation
import Domain
import Kernels

extension Augmenter {
    /// One view of each row: `[N, D]` in, `[N, D]` out.
    func views(
        _ kind: ViewKind,
        of rows: [Float],
        step: Int,
        stream: Int,
        on pool: ThreadPool = ThreadPool(threads: 1)
    ) -> [Float] {
        // What was there before must not show through.
        var views = [Float](repeating: .nan, count: rows.count)
        write(kind, of: rows, step: step, stream: stream, on: pool, to: &views)
        return views
    }

    /// A small view of each image.
    func crops(
        of rows: [Float],
        _ size: CropSize,
        step: Int,
        stream: Int,
        on pool: ThreadPool = ThreadPool(threads: 1)
    ) -> [Float] {
        guard case .image(let image) = input else { return [] }
        let count = rows.count / input.mostBytes * size.height * size.width * image.channels
        var views = [Float](repeating: .nan, count: count)
        writeCrops(of: rows, size, step: step, stream: stream, on: pool, to: &views)
        return views
    }
}
