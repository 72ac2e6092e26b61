internal import Augmentation
internal import Domain
internal import Kernels
internal import Networks
internal import SemiSupervised

extension Augmenter {
    /// Writes a view of each row, `[N, values of a row]`, over `views`, `[N, values of the view]`.
    ///
    /// A row has the coordinates `(step, row, stream)`. To the network it is of shape `shape`.
    func write(
        _ view: View,
        of rows: [Float],
        _ shape: Shape,
        step: Int,
        stream: Int,
        on pool: ThreadPool,
        to views: inout Matrix
    ) {
        let kind: ViewKind
        switch view {
        case .clean: kind = .clean
        case .weak: kind = .weak
        case .medium: kind = .medium
        case .strong: kind = .strong
        case .cleanOrStrong: kind = .cleanOrStrong
        case .crop(let crop):
            // A network that takes an image as one vector cannot take a part of it.
            guard shape.pixels > 1 else {
                kind = .strong
                break
            }
            let shape = view.shape(of: shape)
            let size = CropSize(
                height: shape.height,
                width: shape.width,
                least: crop.least,
                most: crop.most
            )
            return writeCrops(
                of: rows,
                size,
                step: step,
                stream: stream,
                on: pool,
                to: &views.values
            )
        }
        write(kind, of: rows, step: step, stream: stream, on: pool, to: &views.values)
    }
}
