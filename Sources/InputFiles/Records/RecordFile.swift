internal import Domain
internal import Files

/// A file of rows that is open: the rows, how they lie, and where their labels are.
struct RecordFile {
    /// Where labels are.
    enum Labels {
        /// Nowhere.
        case none
        /// In the row itself, the element with this number.
        case inRow(Int)
        /// In an array of their own, one a row.
        case beside(RecordStream)
    }

    /// The rows.
    var rows: RecordStream
    /// How a row becomes an input.
    var layout: RecordLayout
    /// Where its label is.
    var labels = Labels.none
    /// The number of the first class.
    var firstClass = 0
    /// The number that stands for 0; nil: none does.
    var zero: Double?

    /// Opens a file and what belongs to it.
    ///
    /// - Throws: ``Failure`` where one cannot be opened, or is not what its format says.
    static func open(_ path: String, _ options: RecordOptions) throws(Failure) -> RecordFile {
        let file = try BinaryFile(path: path)
        guard options.format.hasLabelFile else { return try open(file, nil, options) }
        let labels = options.labels ?? labelsBeside(path, options.format)
        return try open(
            file,
            labels.map { path throws(Failure) in try BinaryFile(path: path) },
            options
        )
    }

    /// Opens files that are known.
    ///
    /// - Throws: ``Failure`` where one is not what its format says, or their rows are not as many.
    static func open(
        _ file: BinaryFile,
        _ labels: BinaryFile?,
        _ options: RecordOptions
    ) throws(Failure) -> RecordFile {
        let opened =
            switch options.format {
            case .idx: try idx(file, labels)
            case .cifar10: try cifar(file, labels: 1, label: 0)
            case .cifar100: try cifar(file, labels: 2, label: 1)
            case .cifar100Coarse: try cifar(file, labels: 2, label: 0)
            case .stl10: try stl10(file, labels)
            case .npz: try npz(file, options)
            case .svhn: try svhn(file, options)
            }
        guard !opened.rows.element.isText else {
            throw .invalid("\(opened.rows.name) holds text; inputs are numbers")
        }
        if case .beside(let labels) = opened.labels,
            labels.count != opened.rows.count || labels.rowElements != 1
        {
            throw .invalid(
                "\(labels.name) has shape \(labels.shape); expected [\(opened.rows.count)], a label "
                    + "for each row of \(opened.rows.name)"
            )
        }
        return opened
    }

    /// The file of labels that goes by its name with one of images; nil: there is none.
    private static func labelsBeside(_ path: String, _ format: RecordFormat) -> String? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard let name = parts.last else { return nil }
        let names: [String]
        switch format {
        case .stl10 where name.hasSuffix("_X.bin"): names = [name.dropLast(5) + "y.bin"]
        case .idx where name.contains("images"):
            let changed = String(name).replacing("images", with: "labels")
                .replacing(/idx[0-9]/, with: "idx1")
            let isGzip = changed.hasSuffix(".gz")
            names = [changed, isGzip ? String(changed.dropLast(3)) : changed + ".gz"]
        default: return nil
        }
        let folder = parts.dropLast().map { $0 + "/" }.joined()
        return names.map { folder + $0 }
            .first { if case .file = DiskItem($0) { true } else { false } }
    }
}

extension RecordFile {
    /// A file of the IDX format, <http://yann.lecun.com/exdb/mnist/>: a type, lengths, and the elements.
    private static func idx(
        _ file: BinaryFile,
        _ labels: BinaryFile?
    ) throws(Failure) -> RecordFile {
        let rows = try idxRows(file)
        var opened = RecordFile(
            rows: rows,
            layout: RecordLayout(shape: Array(rows.shape.dropFirst()))
        )
        if let labels { opened.labels = .beside(try idxRows(labels)) }
        return opened
    }

    private static func idxRows(_ file: BinaryFile) throws(Failure) -> RecordStream {
        let stream = try ByteStream.ofGzipOrPlain(file)
        let start = try stream.read(4, of: "its header")
        let elements: [UInt8: ArrayElement] = [
            0x08: .byte, 0x09: ArrayElement(.signed, width: 1),
            0x0B: ArrayElement(.signed, width: 2, isBigEndian: true),
            0x0C: ArrayElement(.signed, width: 4, isBigEndian: true),
            0x0D: ArrayElement(.float, width: 4, isBigEndian: true),
            0x0E: ArrayElement(.float, width: 8, isBigEndian: true),
        ]
        guard start[0] == 0, start[1] == 0, let element = elements[start[2]],
            (1...8).contains(start[3])
        else {
            throw .invalid(
                "\(file.shown) is no IDX file: it begins with \(start), and one with 0, 0, a type (8, 9, "
                    + "11 to 14) and the number of axes (1 to 8)"
            )
        }
        let lengths = try stream.read(4 * Int(start[3]), of: "its header")
        let shape = stride(from: 0, to: lengths.count, by: 4).map {
            lengths[$0..<$0 + 4].bigEndianNumber
        }
        let bytes = try ArraySize.of(shape, width: element.width, file.shown).bytes
        let isPlain = try file.bytes(at: 0, upTo: 1) == [0]
        let found = file.count - 4 - lengths.count
        guard !isPlain || found == bytes else {
            throw .invalid("\(file.shown): shape \(shape) needs \(bytes) bytes; there are \(found)")
        }
        return try RecordStream(stream, shape: shape, element: element)
    }

    /// A binary file of CIFAR, <https://www.cs.toronto.edu/~kriz/cifar.html>: of each image the labels and three
    /// planes of 32 x 32.
    private static func cifar(
        _ file: BinaryFile,
        labels: Int,
        label: Int
    ) throws(Failure) -> RecordFile {
        RecordFile(
            rows: try bytes(file, a: labels + 3 * 32 * 32),
            layout: .planes(32, 32, 3, first: labels),
            labels: .inRow(label)
        )
    }

    /// A binary file of STL-10, <https://cs.stanford.edu/~acoates/stl10/>: of each image three planes of 96 x 96,
    /// column by column; labels count from 1.
    private static func stl10(
        _ file: BinaryFile,
        _ labels: BinaryFile?
    ) throws(Failure) -> RecordFile {
        var opened = RecordFile(
            rows: try bytes(file, a: 3 * 96 * 96),
            layout: .columns(96, 96, 3),
            firstClass: 1
        )
        if let labels { opened.labels = .beside(try bytes(labels, a: 1)) }
        return opened
    }

    /// The rows of a file without a header.
    private static func bytes(_ file: BinaryFile, a row: Int) throws(Failure) -> RecordStream {
        guard file.count > 0, file.count % row == 0 else {
            throw .invalid(
                "\(file.shown) has \(file.count) bytes; expected rows of \(row) bytes, at least one"
            )
        }
        let stream = try ByteStream(file, 0..<file.count, .plain, name: file.shown)
        return try RecordStream(stream, shape: [file.count / row, row], element: .byte)
    }
}
