internal import Augmentation
internal import Domain
internal import Kernels
internal import Networks
internal import SemiSupervised

extension Augmenter {
    /// Writes a view of each of some rows of data, `[N, values of the view]`, over `views`.
    ///
    /// - Parameters:
    ///   - view: Which view.
    ///   - rows: The places in the pool.
    ///   - pool: The pool.
    ///   - data: Where the pool is.
    ///   - read: What a network sees of the rows, where they are no texts: `TrainingData.matrix(_:of:)`.
    ///   - shape: What a network sees of a row.
    ///   - step: With `stream` and the row's number the coordinates of a row's view.
    ///   - stream: Which of the step's views it is.
    ///   - threads: Who draws; they change no bit.
    ///   - views: What is written over.
    func write(
        _ view: View,
        of rows: [Int],
        in pool: StreamName,
        of data: TrainingData,
        read: [Float],
        _ shape: Shape,
        step: Int,
        stream: Int,
        on threads: ThreadPool,
        to views: inout Matrix
    ) {
        guard case .text = input else {
            return write(view, of: read, shape, step: step, stream: stream, on: threads, to: &views)
        }
        let kind = view.kind
        threads.writeRows(of: &views.values, count: rows.count) { row, target in
            var values: [Float] = []
            data.withRow(rows[row], of: pool) { bytes in
                let coordinates = ViewCoordinates(step: step, row: row, stream: stream)
                var text: [UInt8] = []
                writeText(kind, of: bytes, at: coordinates, to: &text)
                data.frontEnd.append(text.span, to: &values)
            }
            for index in values.indices { target[index] = values[index] }
        }
    }

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
        // A network that takes an image as one vector cannot take a part of it.
        if case .crop(let crop) = view, shape.pixels > 1 {
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
        write(view.kind, of: rows, step: step, stream: stream, on: pool, to: &views.values)
    }
}

extension View {
    /// How far it is from the row; a small view of what has no parts is a strong one.
    fileprivate var kind: ViewKind {
        switch self {
        case .clean: .clean
        case .weak: .weak
        case .medium: .medium
        case .strong, .crop: .strong
        case .cleanOrStrong: .cleanOrStrong
        }
    }
}
