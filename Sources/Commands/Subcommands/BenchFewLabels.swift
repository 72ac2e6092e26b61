import ArgumentParser
import Benchmarks
import Domain
import Files
import InputFiles
import Networks

/// `tutelage bench fewlabels`: accuracy with few labels of a data set of images.
struct BenchFewLabels: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fewlabels",
        abstract: "Train on the splits of a data set of images and test once, at the end.",
        discussion: """
            The data are a folder with the IDX files train-images-idx3-ubyte, train-labels-idx1-ubyte and those of \
            t10k, plain or of gzip, such as Debian's dataset-fashion-mnist installs. The protocol is JSON: \
            "schema": "few-label-protocol/1", a name, and for each of "seeds" and "tuning_seeds" the indices \
            "labeled", "unlabeled" and "test"; "known" names the classes that are known, "labeled_counts" the \
            labels of each class. Accuracies are in per cent.
            """
    )
    @Option(help: "The folder of the data set.") var data = "/usr/share/datasets/fashion-mnist"
    @Option(name: .customLong("protocol"), help: "The splits.") var protocolFile: String
    @Option(help: "What an image is, HEIGHTxWIDTHxCHANNELS.") var image = "28x28x1"
    @Option(help: "The number of classes.") var classes = 10
    @Flag(help: "A mirrored image still has its class, so that views may be flipped.")
    var flips = false
    @Option(help: "A name of `tutelage networks` with values, such as convolutional:16,32,64,64.")
    var network = "convolutional"
    @OptionGroup var options: FewLabelOptions

    func validate() throws {
        _ = try specification
        _ = try NetworkOption.preset(of: network)
        guard (2...10_000).contains(classes) else {
            throw ValidationError("--classes is 2 to 10000; got \(classes)")
        }
    }

    private var specification: ImageSpecification {
        get throws {
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
            return ImageSpecification(
                height: found[0],
                width: found[1],
                channels: found[2],
                flips: flips
            )
        }
    }

    func run() async throws {
        let specification = try specification
        let preset = try NetworkOption.preset(of: network).preset
        try options.run("bench fewlabels") { () throws(Failure) in
            try ImageProtocol(
                path: protocolFile,
                image: specification,
                classes: classes,
                train: try images("train", specification),
                test: try images("t10k", specification),
                preset: preset
            )
        }
    }

    /// The images of one of the two parts.
    private func images(
        _ part: String,
        _ specification: ImageSpecification
    ) throws(Failure) -> ImageSet {
        let plain = "\(data)/\(part)-images-idx3-ubyte"
        let path = FileSystem.exists(plain) ? plain : plain + ".gz"
        var file = try RecordExamples(
            path: path,
            options: RecordOptions(.idx),
            specification: .image(specification),
            classes: (0..<classes).map(String.init),
            resizing: nil
        )
        var set = ImageSet()
        while let outcome = try file.next() {
            switch outcome {
            case .row(let row):
                guard let label = Int(row.label) else {
                    throw .invalid("row \(set.labels.count + 1) of \(path) has no label")
                }
                set.pixels += row.bytes
                set.labels.append(label)
            case .refused(_, let reason):
                throw .invalid("row \(set.labels.count + 1) of \(path): \(reason)")
            }
        }
        return set
    }
}
