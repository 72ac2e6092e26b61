import ArgumentParser
import Domain
import Messages

/// Files of examples and how they are read; shared by `ingest`, `label` and `predict`.
struct InputFileOptions: ParsableArguments {
    @Argument(help: "CSV files (- for standard input) or .npy files of shape [N, ...].")
    var files: [String]

    @Flag(name: .customLong("no-header"), help: "The CSV files have no header line.")
    var noHeader = false

    @Option(help: "The column of ids: a name, or a number from 1.") var idColumn: String?

    @Option(help: "The column of labels: a name, or a number from 1.") var labelColumn: String?

    @Option(
        help: "The column of groups, such as patients: one group, one split; a name or a number."
    ) var groupColumn: String?

    @Option(help: "The labels of a .npy file: another .npy, of shape [N].") var labels: String?

    func validate() throws {
        guard !files.isEmpty else { throw ValidationError("name at least one file") }
        if labels != nil, files.count != 1 || !(files.first ?? "").hasSuffix(".npy") {
            throw ValidationError("--labels goes with exactly one .npy file")
        }
    }

    /// Calls `body` with every row of every file, in order.
    ///
    /// - Throws: ``Failure`` with file, line and what came; and what `body` throws.
    func forEachRow(
        of specification: Domain.InputSpecification,
        _ body: (InputRow) async throws -> Void
    ) async throws {
        for file in files {
            if file.hasSuffix(".npy") {
                try await forEachRow(ofArray: file, specification, body)
                continue
            }
            let format = CSVFile.Format(
                hasHeader: !noHeader,
                idColumn: idColumn,
                labelColumn: labelColumn,
                groupColumn: groupColumn
            )
            var reader = try CSVFile(path: file, format: format, specification: specification)
            while let row = try reader.next() { try await body(row) }
        }
    }

    private func forEachRow(
        ofArray file: String,
        _ specification: Domain.InputSpecification,
        _ body: (InputRow) async throws -> Void
    ) async throws {
        let array = try NumpyFile(path: file)
        let classes = try labels.map { try NumpyFile(path: $0) }
        guard array.rowElements == specification.elements else {
            throw Failure.invalid(
                "\(file) has rows of \(array.rowElements) values, the project expects "
                    + specification.summary
            )
        }
        if let classes, classes.rows != array.rows || classes.rowElements != 1 {
            throw Failure.invalid(
                "\(labels ?? "") has shape \(classes.shape); expected [\(array.rows)]"
            )
        }
        let encoder = InputEncoder(specification: specification)
        for row in 0..<array.rows {
            var bytes: [UInt8] = []
            bytes.reserveCapacity(specification.byteCount)
            for value in array.values(row: row) {
                try encoder.append(value, to: &bytes, place: "\(file), row \(row)")
            }
            let label = classes?.values(row: row).first.map { "\(Int($0))" } ?? ""
            try await body(InputRow(id: "", label: label, bytes: bytes))
        }
    }
}

extension InputRow {
    /// The row as an item of a stream.
    func item(split: Messages.Split) -> IngestItem {
        var item = IngestItem()
        item.exampleID = id
        item.input = Tensor(data: bytes)
        item.split = split
        item.group = group
        if !label.isEmpty {
            item.label = ExampleLabel(classReference: ClassReference(reference: .name(label)))
        }
        return item
    }
}

/// Makes the tensor of some rows.
func tensor(of rows: [InputRow], _ specification: Domain.InputSpecification) -> Tensor {
    let count = Int64(rows.count)
    let data = rows.flatMap(\.bytes)
    switch specification {
    case .image(let image):
        let shape = [count, Int64(image.height), Int64(image.width), Int64(image.channels)]
        return Tensor(dataType: .uint8, shape: shape, data: data)
    case .vector(let dimension):
        return Tensor(dataType: .float32, shape: [count, Int64(dimension)], data: data)
    }
}
