/// How a row of a file becomes an input: its axes, and where each element is.
struct RecordLayout {
    /// The axes of the input, in the order of C: `[height, width, channels]` of an image.
    let shape: [Int]
    /// The place in the row of each element of the input, in the order of C; nil: they are the same.
    let places: [Int]?

    /// A row that is in the order of C.
    init(shape: [Int]) {
        self.shape = shape
        places = nil
    }

    /// A row of images whose channels, rows and columns lie as far apart as `steps` says, from `first` on.
    private init(_ shape: [Int], first: Int, steps: (row: Int, column: Int, channel: Int)) {
        self.shape = shape
        places = (0..<shape[0]).flatMap { row in
            (0..<shape[1]).flatMap { column in
                (0..<shape[2]).map { channel in
                    first + row * steps.row + column * steps.column + channel * steps.channel
                }
            }
        }
    }

    /// One plane a channel, each row by row, behind `first` bytes.
    static func planes(_ height: Int, _ width: Int, _ channels: Int, first: Int) -> RecordLayout {
        RecordLayout(
            [height, width, channels],
            first: first,
            steps: (row: width, column: 1, channel: height * width)
        )
    }

    /// One plane a channel, each column by column: the order of Fortran.
    static func columns(_ height: Int, _ width: Int, _ channels: Int) -> RecordLayout {
        RecordLayout(
            [height, width, channels],
            first: 0,
            steps: (row: 1, column: height, channel: height * width)
        )
    }
}
