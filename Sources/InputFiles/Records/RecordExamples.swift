package import Domain
internal import Images

/// The rows of a data set's file as examples.
package struct RecordExamples {
    private let path: String
    private let encoder: InputEncoder
    /// Makes the project's images of others; nil: rows are inputs as they are.
    private let images: ImageEncoder?
    private let labels: LabelReader
    private let layout: RecordLayout
    private let firstClass: Int
    private let zero: Double?
    private var rows: RecordStream
    private var source: RecordFile.Labels
    private var row = 0

    /// Opens a file and what belongs to it.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - options: its format, and where its labels are.
    ///   - specification: what an input of the project is.
    ///   - classes: the project's; empty: labels are taken as they are.
    ///   - resizing: what becomes of an image of another size; nil: the file is refused.
    /// - Throws: ``Failure`` where a file is not what its format says, or of another shape.
    package init(
        path: String,
        options: RecordOptions,
        specification: InputSpecification,
        classes: [String],
        resizing: ImageResizing?
    ) throws(Failure) {
        let file = try RecordFile.open(path, options)
        try self.init(file, path, specification, classes, resizing)
    }

    /// Reads files that are open.
    ///
    /// - Throws: ``Failure`` as for a path.
    package init(
        _ file: BinaryFile,
        labels: BinaryFile?,
        options: RecordOptions,
        specification: InputSpecification,
        classes: [String],
        resizing: ImageResizing?
    ) throws(Failure) {
        let opened = try RecordFile.open(file, labels, options)
        try self.init(opened, file.path, specification, classes, resizing)
    }

    private init(
        _ file: RecordFile,
        _ path: String,
        _ specification: InputSpecification,
        _ classes: [String],
        _ resizing: ImageResizing?
    ) throws(Failure) {
        self.path = path
        rows = file.rows
        layout = file.layout
        source = file.labels
        (firstClass, zero) = (file.firstClass, file.zero)
        encoder = try InputEncoder(specification, for: "\(file.rows.name) is rows of numbers")
        labels = LabelReader(classes: classes)
        guard !specification.accepts(row: layout.shape) else {
            images = nil
            return
        }
        guard let size = Self.size(layout, rows), case .image = specification else {
            throw .invalid(
                "\(rows.name) has rows of shape \(layout.shape); the project expects "
                    + specification.summary + specification.hint(row: layout.shape)
            )
        }
        do {
            let encoder = try ImageEncoder(specification: specification, resizing: resizing)
            try encoder.check(width: size.width, height: size.height)
            images = encoder
        } catch {
            throw .invalid("\(rows.name): \(error.message)")
        }
    }

    /// The size of rows that are images of bytes; nil: they are none.
    private static func size(
        _ layout: RecordLayout,
        _ rows: RecordStream
    ) -> (height: Int, width: Int, channels: Int)? {
        let shape = layout.shape.count == 2 ? layout.shape + [1] : layout.shape
        guard rows.element == .byte, shape.count == 3, shape[0] > 0, shape[1] > 0,
            (1...4).contains(shape[2]), rows.rowElements <= InputSpecification.elementLimit
        else { return nil }
        return (shape[0], shape[1], shape[2])
    }

    /// What the next row came to, or nil after the last one.
    ///
    /// - Throws: ``Failure`` where nothing behind can be read either.
    package mutating func next() throws(Failure) -> InputOutcome? {
        guard let record = try rows.next() else {
            if case .beside(var stream) = source { _ = try stream.next() }
            return nil
        }
        var label: [UInt8]?
        if case .beside(var stream) = source {
            label = try stream.next()
            source = .beside(stream)
        }
        let place = InputPlace(file: path, row: row, unit: .row)
        row += 1
        do {
            let bytes = try input(record)
            return .row(InputRow(label: try name(label, record), bytes: bytes, place: place))
        } catch {
            return .refused(place: place, reason: error.message)
        }
    }

    private func input(_ record: [UInt8]) throws(Failure) -> [UInt8] {
        if let images, let size = Self.size(layout, rows) {
            return try images.bytes(
                of: PixelImage(
                    width: size.width,
                    height: size.height,
                    channels: size.channels,
                    pixels: ordered(record)
                )
            )
        }
        if rows.element == .byte, case .image = encoder.specification { return ordered(record) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(encoder.specification.mostBytes)
        for index in 0..<(encoder.specification.elements ?? 0) {
            let place = layout.places?[index] ?? index
            try encoder.append(
                rows.element.number(in: record, at: place * rows.element.width),
                to: &bytes
            )
        }
        return bytes
    }

    /// The bytes of a row in the order of an input.
    private func ordered(_ record: [UInt8]) -> [UInt8] {
        layout.places?.map { record[$0] } ?? record
    }

    private func name(_ label: [UInt8]?, _ record: [UInt8]) throws(Failure) -> String {
        var number: Double
        switch source {
        case .none: return ""
        case .inRow(let place): number = Double(record[place])
        case .beside(let stream):
            let bytes = label ?? []
            if stream.element.isText { return try labels.name(of: stream.element.text(of: bytes)) }
            number = stream.element.number(in: bytes, at: 0)
        }
        if number == zero { number = 0 }
        return try labels.name(of: number, firstClass: firstClass)
    }
}
