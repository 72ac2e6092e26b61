import Commands

/// Argument lists of the command line: each is a command, or is refused with words and a code.
enum ArgumentsBody {
    /// The first byte is 0 to 3 for arguments of the program, or else says of which command they are.
    ///
    /// From 0xC0 on what follows is one value of an option. Of every 32nd list the words are looked at too.
    ///
    /// Bytes below 0x80 are words of this list, of at most 128; others say how many bytes of text follow.
    private static let words = [
        "serve", "worker", "demo", "project", "create", "list", "show", "delete", "ingest", "label",
        "predict", "sample", "review", "answer", "relabel", "train", "self-train", "distill",
        "jobs",
        "watch", "cancel", "models", "promote", "traffic", "algorithms", "policies",
        "set",
        "export", "token", "bench", "digits", "load", "guarantee", "help", "--help", "-h",
        "--version",
        "--", "-", "", "p", "a.csv", "b.npy", "photos/", "x.jsonl", "--server", "127.0.0.1:8600",
        "[::1]:1", "https://h:2", "--json", "--classes", "cat,dog", "a,\"b,c\"", "--class",
        "--image",
        "8x8x1", "2x2x3x4", "--vector", "4", "-1", "0", "1e999", "99999999999999999999",
        "--scale", "0.0625", "--no-header", "--label-column", "--id-column", "--group-column", "y",
        "--labels", "--delimiter", "tab", ";", "--resize", "fit", "crop", "--split", "gate",
        "--split-shares", "train=.2,gate=.8", "--split-seed", "--ids", "file-row", "--ids-out",
        "--algorithm", "fix_match", "--steps", "300", "--network", "perceptron:64,64",
        "small_convolutional:16", "--dropout", "--threshold", "--unlabeled-ratio", "--gate",
        "non_inferior:0.05", "--auto-label", "guarantee:0.05,0.05,9", "--retrain", "--for",
        "--count",
        "--pool", "--claim", "--draw", "--annotator", "--listen", "--http", "off", "--data-dir",
        "--tls-certificate", "--tls-key", "--tls-client-ca", "--insecure", "--scope", "--expires",
        "90d",
        "--top-k", "--summary", "--store", "--yes", "--threads", "--weight", "--shadow",
        "--model-version", "--after", "--source", "human",
    ]

    private static let lists = [
        "serve --data-dir data", "serve --listen [::1]:1 --http off --threads 2", "--help",
        "help ingest",
        "project create p --classes cat,dog --image 8x8x1 --scale 0.0625",
        "project create p --class cat --class dog --vector 4", "project delete p --yes",
        "ingest p a.csv --no-header --label-column y --split gate",
        "predict p b.npy --labels b.npy",
        "ingest p photos/ --resize crop --ids file-row --split-shares train=.2,gate=.8",
        "label p x.jsonl --store --json", "train p --algorithm fix_match --steps 300",
        "models list p --server https://h:2", "models promote p 4", "jobs watch 4",
        "token create p",
        "review answer p a.csv y --annotator y", "export p --after 0 --source human",
        "policies set p --auto-label guarantee:0.05,0.05,9", "sample p --for gate --count 4",
        "bench digits --algorithm fix_match", "--version", "serve --delimiter", "ingest",
    ]

    private static let values = [
        "90d", "tab", "3=10%", "non_inferior:0.05", "threshold=0.9", "[::1]:1",
        "train=.2,gate=.8", "wide_resnet:depth=28,width=2", "guarantee:0.05,0.05,9",
    ]

    /// The parser makes the table of a subcommand anew for each word that is its name, so that long lists of the
    /// program would take nearly all of the time.
    private static let longestOfProgram = 5

    /// Of the program, of any command, and values of each form.
    static let seeds: [[UInt8]] =
        lists.enumerated().flatMap { number, list in
            [[0] + bytes(of: list), [UInt8(4 + number)] + bytes(of: list)]
        } + values.enumerated().map { [UInt8(0xC0 + $0.offset)] + Array($0.element.utf8) }

    private static func bytes(of list: String) -> [UInt8] {
        list.split(separator: " ").flatMap { word -> [UInt8] in
            if let index = words.firstIndex(of: String(word)) { return [UInt8(index)] }
            return [UInt8(0x80 | word.utf8.count)] + Array(word.utf8)
        }
    }

    static func run(_ reader: inout InputReader) throws {
        let first = Int(reader.isAtEnd ? 0 : reader.byte())
        guard first < 0xC0 else {
            let text = String(decoding: reader.rest(), as: UTF8.self)
            _ = ArgumentList.isValue(text, ofForm: first - 0xC0)
            return
        }
        let command = first < 4 ? nil : first - 4
        var arguments: [String] = []
        var sum = 0
        while !reader.isAtEnd, arguments.count < (command == nil ? longestOfProgram : 64) {
            let byte = Int(reader.byte())
            sum += byte
            if byte < 0x80 {
                arguments.append(words[byte % words.count])
            } else {
                arguments.append(String(decoding: reader.take(byte & 0x7F), as: UTF8.self))
            }
        }
        guard let refusal = ArgumentList.refusal(arguments, ofCommand: command), sum % 32 == 0
        else { return }
        let (code, text) = refusal.words
        // 0: help or a version; 64: what is typed wrong.
        try FuzzFinding.unless([0, 64].contains(code), "\(arguments) ends with \(code)")
        try FuzzFinding.unless(!text.isEmpty, "\(arguments) is refused without words")
    }
}
