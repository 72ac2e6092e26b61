import ArgumentParser
import Domain
import InputFiles
import Messages

/// Files of examples and how they are read; shared by `ingest`, `label` and `predict`.
struct InputFileOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "Delimited text (- for standard input), JSON Lines, .npy, images, sounds, texts, folders, data sets.",
            discussion: """
                JSON Lines (.jsonl, .ndjson) are objects with "input", the numbers, flat or nested in the \
                project's shape, and, where there are any, "id" or "example_id", "label" and "group"; other \
                keys, such as those of export, are ignored.
                Arrays (.npy) are of shape [N, ...], in the order of C or Fortran.
                Images are PNG or JPEG, told by their content. In a folder each sub-folder is a class and \
                what is in it, however deep, has its label; images right in the folder have none. Names \
                that begin with a dot are skipped; other files, and links out of the folder, are refused alone.
                Images are turned upright by EXIF. In projects of 1 or 3 channels what is transparent \
                becomes white; those of 2 or 4 keep alpha. Colour becomes gray by BT.601, 16 bits become 8, \
                CMYK becomes RGB.
                Texts are a column of delimited text (--text-column), "text" of JSON Lines with paraphrases as \
                "aug_0", "aug_1", the lines of a .txt, or folders of .txt files with a sub-folder a class. Sounds \
                are WAV, FLAC or OGG; channels are averaged, other rates resampled to the project's.
                Data sets are IDX (MNIST and its like, also .gz), the binaries of CIFAR-10, CIFAR-100 and \
                STL-10, SVHN's .mat and .npz, told by their usual names or --format. Labels are in the file, or \
                for IDX and STL-10 in the one beside it, train-labels-idx1-ubyte for train-images-idx3-ubyte and \
                train_y.bin for train_X.bin, or --labels.
                """,
            valueName: "files"
        )
    ) var files: [String]

    @Option(help: "What the files are, whatever their names and contents say.")
    var format: InputFormat?

    @Flag(name: .customLong("no-header"), help: "The CSV files have no header line.")
    var noHeader = false

    @Option(help: "The column of ids: a name, or a number from 1.") var idColumn: String?

    @Option(help: "The column of labels: a name, or a number from 1.") var labelColumn: String?

    @Option(
        help:
            "The column of texts, or several that are joined: a name or a number; repeat for more."
    ) var textColumn: [String] = []

    @Option(
        help: ArgumentHelp(
            "Of ESC-50 and UrbanSound8K: the folds that are read, such as 1,2,3. [default: all]",
            valueName: "numbers"
        )
    ) var folds: String?

    @Option(
        help: "The column of groups, such as patients: one group, one split; a name or a number."
    ) var groupColumn: String?

    @Option(
        help: ArgumentHelp(
            "The labels of a .npy, IDX or STL-10 file: another such file, of shape [N].",
            discussion: """
                Text names classes. A number is the class of that name, else the one of that index, from \
                0; NaN and negative numbers are no label.
                """
        )
    ) var labels: String?

    @Option(help: "The array of inputs in a .npz or .mat file; without it told by its name.")
    var inputArray: String?

    @Option(help: "The array of labels in a .npz or .mat file; without it told by its name.")
    var labelArray: String?

    @Option(
        help: ArgumentHelp(
            "Scale images of another size: fit, crop or stretch; without it they are refused.",
            discussion: """
                fit: the whole image, centred on black. crop: the largest part in the middle with the \
                project's proportions. stretch: width and height each for itself. Bilinear; shrinking \
                averages, as Pillow's BILINEAR.
                """,
            valueName: "fit|crop|stretch"
        )
    ) var resize: ImageResizing?

    @Option(help: "What is between the fields of a line: one character, or tab.")
    var delimiter = Delimiter.comma

    func validate() throws {
        guard !files.isEmpty else { throw ValidationError("name at least one file") }
        if labels != nil, files.count != 1 || (try? kind(of: files[0]))?.takesLabelFile != true {
            throw ValidationError("--labels goes with exactly one .npy, IDX or STL-10 file")
        }
        try refuseIdleOptions()
    }

    /// Calls `body` with every row of every file that is an example, in order; the others are
    /// printed and counted.
    ///
    /// - Parameters:
    ///   - specification: what an input of the project is.
    ///   - classes: the project's, which labels must be of; empty: labels are taken as they are.
    ///   - refusals: where the others are counted.
    ///   - body: takes a row.
    /// - Returns: how many rows were refused.
    /// - Throws: ``Failure`` where a file cannot be read on; and what `body` throws.
    func forEachRow(
        of specification: InputSpecification,
        classes: [String],
        into refusals: Refusals = Refusals(),
        _ body: (InputRow) async throws -> Void
    ) async throws -> Int {
        var header: (file: String, names: [String])?
        let ambiguous = filesOfOneName
        for file in files {
            refusals.usesWholePaths = ambiguous.contains(file)
            switch try kind(of: file, for: specification) {
            case .array:
                var rows = try NumpyExamples(
                    path: file,
                    labelPath: labels,
                    specification: specification,
                    classes: classes
                )
                while let outcome = rows.next() { try await refusals.take(outcome, body) }
            case .delimited:
                var rows = try DelimitedExamples(
                    path: file,
                    format: columns,
                    specification: specification,
                    classes: classes
                )
                try Self.check(rows.inputNames, of: file, beside: &header)
                if let chosen = rows.chosenText {
                    printError(
                        "\(shownPath(file)): texts are the column \(quoted(chosen.column)); "
                            + "\(chosen.unread.map { quoted($0) }.joined(separator: ", ")) is not read"
                    )
                }
                while let outcome = try rows.next() { try await refusals.take(outcome, body) }
            case .jsonLines:
                var rows = try JSONLinesExamples(
                    path: file,
                    specification: specification,
                    classes: classes
                )
                while let outcome = try rows.next() { try await refusals.take(outcome, body) }
            case .image, .folder:
                var rows = try ImageExamples(
                    path: file,
                    specification: specification,
                    classes: classes,
                    resizing: resize
                )
                while let outcome = rows.next() { try await refusals.take(outcome, body) }
            case .records(let format):
                var rows = try RecordExamples(
                    path: file,
                    options: recordOptions(format),
                    specification: specification,
                    classes: classes,
                    resizing: resize
                )
                while let outcome = try rows.next() { try await refusals.take(outcome, body) }
            case let kind:
                try await forEachTextOrSound(file, kind, specification, classes) { outcome in
                    try await refusals.take(outcome, body)
                }
            }
        }
        refusals.finish()
        return refusals.count
    }

    /// Calls `body` with what each row of a file of texts or of sound came to.
    private func forEachTextOrSound(
        _ file: String,
        _ kind: InputFileKind,
        _ specification: InputSpecification,
        _ classes: [String],
        _ body: (InputOutcome) async throws -> Void
    ) async throws {
        switch kind {
        case .lines:
            var rows = try TextLineExamples(path: file, specification: specification)
            while let outcome = try rows.next() { try await body(outcome) }
        case .textTable(let table):
            var rows = try DelimitedExamples(
                path: file,
                format: DelimitedExamples.Format(table),
                specification: specification,
                classes: classes
            )
            while let outcome = try rows.next() { try await body(outcome) }
        case .textObject:
            var rows = try TextObjectExamples(
                path: file,
                specification: specification,
                classes: classes
            )
            while let outcome = try rows.next() { try await body(outcome) }
        case .texts(let layout):
            var rows = try TextFileExamples(
                path: file,
                layout: layout,
                specification: specification,
                classes: classes
            )
            while let outcome = rows.next() { try await body(outcome) }
        case .sound, .sounds:
            var options = SoundOptions()
            if case .sounds(let layout) = kind { options.layout = layout }
            options.folds = try chosenFolds(options.layout)
            var rows = try SoundExamples(
                path: file,
                options: options,
                specification: specification,
                classes: classes
            )
            while let outcome = rows.next() { try await body(outcome) }
        case .soundRecords:
            var rows = try SoundRecordExamples(
                path: file,
                specification: specification,
                classes: classes
            )
            while let outcome = try rows.next() { try await body(outcome) }
        case .array, .delimited, .jsonLines, .image, .folder, .records:
            preconditionFailure("\(kind.word) of neither")
        }
    }

    /// The folds that are read of a layout; nil: all.
    private func chosenFolds(_ layout: SoundLayout?) throws -> Set<Int>? {
        guard let folds else { return nil }
        let numbers = folds.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
        guard layout?.hasFolds == true, !numbers.contains(nil) else {
            throw ValidationError(
                "--folds is numbers with commas between them, of --format esc50 or urbansound8k; got "
                    + quoted(folds)
            )
        }
        return Set(numbers.compactMap(\.self))
    }

    /// What a file is: what was said, else what it looks like.
    private func kind(
        of file: String,
        for inputs: InputSpecification? = nil
    ) throws(Failure) -> InputFileKind {
        guard let format else { return try InputFileKind(of: file, for: inputs) }
        return try InputFileKind(of: file, named: format.name)
    }

    private func recordOptions(_ format: RecordFormat) -> RecordOptions {
        var options = RecordOptions(format)
        options.labels = labels
        options.inputArray = inputArray
        options.labelArray = labelArray
        return options
    }

    private var columns: DelimitedExamples.Format {
        var format = DelimitedExamples.Format()
        format.hasHeader = !noHeader
        format.idColumn = idColumn
        format.labelColumn = labelColumn
        format.groupColumn = groupColumn
        format.textColumns = textColumn
        format.delimiter = delimiter.character
        return format
    }

    /// Whether labels may be among what is read.
    var mayHaveLabels: Bool {
        if labelColumn != nil || labels != nil { return true }
        return files.contains { file in
            switch try? kind(of: file) {
            case .jsonLines, .folder, .records, .textTable, .textObject, .texts, .sounds,
                .soundRecords,
                nil:
                true
            case .delimited, .array, .image, .lines, .sound: false
            }
        }
    }

    /// What is said where labels are needed and none can be.
    static let whereLabelsAre =
        "say where labels are with --label-column or --labels, or give JSON Lines or a folder with a "
        + "sub-folder a class"

    /// Refuses options that a file has no use for: what they ask for would not come about.
    private func refuseIdleOptions() throws {
        var kinds: [(file: String, kind: InputFileKind)] = []
        for file in files {
            // What cannot be told apart is refused when it is read.
            guard let kind = try? kind(of: file) else { continue }
            kinds.append((file, kind))
        }
        for (option, value) in [
            ("--id-column", idColumn), ("--label-column", labelColumn),
            ("--group-column", groupColumn),
        ] where value != nil {
            guard let other = kinds.first(where: { $0.kind != .delimited }) else { continue }
            throw ValidationError(
                "\(option) is for delimited text; \(shownPath(other.file)) is \(other.kind.word)"
                    + other.kind.labels
            )
        }
        guard kinds.count == files.count, let first = kinds.first else { return }
        let isText = kinds.contains { $0.kind == .delimited }
        let isImage = kinds.contains { $0.kind.holdsImages }
        let hasArrays = kinds.contains { $0.kind.hasArrays }
        for (option, isIdle, what) in [
            ("--no-header", noHeader && !isText, "delimited text"),
            ("--delimiter", delimiter.character != "," && !isText, "delimited text"),
            ("--resize", resize != nil && !isImage, "images"),
            ("--input-array", inputArray != nil && !hasArrays, ".npz and .mat files"),
            ("--label-array", labelArray != nil && !hasArrays, ".npz and .mat files"),
        ] where isIdle {
            throw ValidationError(
                "\(option) is for \(what); \(shownPath(first.file)) is \(first.kind.word)"
            )
        }
    }

    /// The files whose rows would have the ids of another's: their names differ in the folders alone.
    private var filesOfOneName: Set<String> {
        let all = Dictionary(grouping: Set(files)) { file in
            file.split(separator: "/").last.map(String.init) ?? ""
        }
        return Set(all.values.filter { $0.count > 1 }.joined())
    }

    /// Refuses a header with the names of an earlier file's in another order: columns are read by
    /// their place.
    private static func check(
        _ names: [String]?,
        of file: String,
        beside header: inout (file: String, names: [String])?
    ) throws(Failure) {
        guard let names else { return }
        guard let earlier = header else {
            header = (file, names)
            return
        }
        guard names != earlier.names, names.sorted() == earlier.names.sorted(),
            let place = names.indices.first(where: { names[$0] != earlier.names[$0] })
        else { return }
        throw .invalid(
            "\(shownPath(file)) has the columns of \(shownPath(earlier.file)) in another order: "
                + "\(quoted(names[place])) where that has \(quoted(earlier.names[place])); numbers are read "
                + "by their place, so give both one order"
        )
    }
}

extension InputFileKind {
    /// The kind in words.
    fileprivate var word: String {
        switch self {
        case .delimited: "delimited text"
        case .array: "a NumPy array"
        case .jsonLines: "JSON Lines"
        case .image: "an image"
        case .folder: "a folder of images"
        case .records(let format): format.words
        case .lines: "lines of text"
        case .textTable, .textObject: "texts of a data set"
        case .texts: "a folder of texts"
        case .sound: "a sound"
        case .sounds: "a folder of sounds"
        case .soundRecords: "sounds of a data set"
        }
    }

    /// Whether labels may be in a file of their own.
    fileprivate var takesLabelFile: Bool {
        if case .records(let format) = self { format.hasLabelFile } else { self == .array }
    }

    /// Whether the file holds several arrays of which one is chosen.
    fileprivate var hasArrays: Bool {
        if case .records(let format) = self { format.hasArrays } else { false }
    }

    /// Whether what is in it may be images of another size than the project's.
    fileprivate var holdsImages: Bool {
        switch self {
        case .image, .folder, .records: true
        case .delimited, .array, .jsonLines, .lines, .textTable, .textObject, .texts, .sound,
            .sounds,
            .soundRecords:
            false
        }
    }

    /// Where such files have ids and labels.
    fileprivate var labels: String {
        switch self {
        case .delimited: ""
        case .array: ", whose labels are another, --labels"
        case .jsonLines:
            ", where ids and labels are the members \"id\", \"label\" and \"group\" of an object"
        case .image, .folder, .texts, .sound, .sounds:
            ", where ids and labels are paths and the names of sub-folders"
        case .lines: ", which have no labels"
        case .textTable, .textObject, .soundRecords: ", whose labels are in it"
        case .records: ", whose ids are rows (--ids file-row) and whose labels have their own place"
        }
    }
}

/// Prints rows that are no examples, at most 20, and counts them.
final class Refusals {
    private(set) var count = 0
    /// The first of them.
    private(set) var first: [(place: InputPlace, reason: String)] = []
    /// Whether ids that rows are given are made of whole paths.
    fileprivate var usesWholePaths = false
    private let isQuiet: Bool

    /// Begins with none; a quiet one counts and prints nothing.
    init(isQuiet: Bool = false) { self.isQuiet = isQuiet }

    fileprivate func take(
        _ outcome: InputOutcome,
        _ body: (InputRow) async throws -> Void
    ) async throws {
        switch outcome {
        case .row(var row):
            if usesWholePaths { row.place.useWholePath() }
            guard let fault = row.fault else { return try await body(row) }
            refuse(row.place, fault)
        case .refused(let place, let reason): refuse(place, reason)
        }
    }

    private func refuse(_ place: InputPlace, _ reason: String) {
        count += 1
        if count <= 20, !isQuiet { printError("\(place): \(reason)") }
        if count <= 100 { first.append((place, reason)) }
    }

    fileprivate func finish() {
        if count > 20, !isQuiet {
            printError("... and \(count - 20) more rows that cannot be read")
        }
    }
}

extension ImageResizing: ExpressibleByArgument {}

/// The name of a format of files.
struct InputFormat: ExpressibleByArgument {
    let name: String

    init?(argument: String) {
        guard Self.allValueStrings.contains(argument) else { return nil }
        name = argument
    }

    static var allValueStrings: [String] { InputFileKind.names.map(\.name) }
}

/// One character between fields, as a shell can say it.
struct Delimiter: ExpressibleByArgument {
    let character: Character

    init?(argument: String) {
        let text = argument == "\\t" || argument == "tab" ? "\t" : argument
        guard text.utf8.count == 1, let character = text.first, character != "\"",
            !character.isNewline
        else { return nil }
        self.character = character
    }

    private init(_ character: Character) { self.character = character }

    static let comma = Delimiter(",")

    var defaultValueDescription: String { "\(character)" }
}

extension InputRow {
    /// The row as an item of a stream.
    func item(split: Wire.Split) -> Wire.IngestItem {
        var item = Wire.IngestItem()
        item.exampleID = id
        item.input = Wire.Tensor(data: bytes)
        item.split = split
        item.group = group
        if place.row > 0 || !place.file.isEmpty { item.place = place.text }
        if !label.isEmpty {
            item.label = Wire.ExampleLabel(
                classReference: Wire.ClassReference(reference: .name(label))
            )
        }
        return item
    }
}

extension InputSpecification {
    /// How many rows one message takes: at most `count`, and what fits 2 MiB, but one in any case.
    func rows(atMost count: Int) -> Int {
        max(1, min(count, Self.messageBytes / max(1, typicalBytes)))
    }

    /// Whether a message takes no more rows: `most`, or as many bytes as fit.
    func isFull(_ rows: [InputRow], most: Int) -> Bool {
        guard rows.count < most else { return true }
        return byteCount == nil && rows.reduce(0) { $0 + $1.bytes.count } >= Self.messageBytes
    }

    /// A message of 4 MiB has room for one more row of any kind.
    private static let messageBytes = 2 << 20
}

/// Makes the tensor of some rows.
func tensor(of rows: [InputRow], _ specification: InputSpecification) -> Wire.Tensor {
    let count = Int64(rows.count)
    let data = rows.flatMap(\.bytes)
    switch specification {
    case .image(let image):
        let shape = [count, Int64(image.height), Int64(image.width), Int64(image.channels)]
        return Wire.Tensor(dataType: .uint8, shape: shape, data: data)
    case .vector(let dimension):
        return Wire.Tensor(dataType: .float32, shape: [count, Int64(dimension)], data: data)
    case .text:
        return Wire.Tensor(dataType: .utf8, rows: rows.map(\.bytes))
    case .audio(let audio):
        return Wire.Tensor(
            dataType: .int16,
            rows: rows.map(\.bytes),
            sampleRate: UInt32(clamping: audio.sampleRate)
        )
    }
}
