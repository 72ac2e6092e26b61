import ArgumentParser
import Benchmarks
import Domain

/// `tutelage bench digits`: accuracy under a fixed protocol.
struct BenchDigits: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "digits",
        abstract: "Train on 40 labels of each split and test once, at the end.",
        discussion: """
            Accuracies are in per cent. The seeds 100 to 102 are the protocol's tuning splits.
            """
    )
    @Option(help: "The digits: 64 pixels and a label a line.")
    var data = "Tests/Data/digits/digits.csv"
    @Option(name: .customLong("protocol"), help: "The splits.")
    var protocolFile = "Tests/Data/digits/digits-protocol.json"
    @Option(help: "The largest class over the smallest; accuracy is then the mean over classes.")
    var longTail: Int?
    @Option(help: "The classes that are known; accuracy is then over images of those.")
    var openSet: Int?
    @OptionGroup var options: FewLabelOptions

    func validate() throws {
        if let longTail, !(1...1000).contains(longTail) {
            throw ValidationError("--long-tail is 1 to 1000; got \(longTail)")
        }
        if let openSet, !(2...9).contains(openSet) {
            throw ValidationError("--open-set is 2 to 9; got \(openSet)")
        }
        guard longTail == nil || openSet == nil else {
            throw ValidationError("--long-tail and --open-set are two problems; name one")
        }
    }

    private var variant: DigitsVariant {
        if let longTail { return .longTail(ratio: longTail) }
        return openSet.map { .openSet(known: $0) } ?? .balanced
    }

    func run() async throws {
        try options.run("bench digits") { () throws(Failure) in
            try DigitsProtocol(dataPath: data, protocolPath: protocolFile, variant: variant)
        }
    }
}
