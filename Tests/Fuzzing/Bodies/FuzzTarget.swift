/// What takes arbitrary bytes: each case is fuzzed by `Scripts/bench/fuzz`, and each input that was
/// worth keeping is replayed by FuzzTests.
package enum FuzzTarget: String, CaseIterable, Sendable {
    /// One HTTP/2 session, either side, with commands between the bytes.
    case session
    /// A connection of the gRPC server with its timers, up to the methods.
    case connection
    /// Calls with many messages, whose methods run in tasks.
    case streams
    /// Message framing, time-outs, percent encoding and base64.
    case framing
    /// Compressed messages.
    case inflating
    /// Tokens and traces.
    case credentials
    /// Every message type.
    case messages
    /// Delimited text.
    case delimited
    /// JSON Lines.
    case jsonLines
    /// NumPy arrays, with others of labels.
    case arrays
    /// IDX files, with others of labels.
    case idx
    /// Binaries of CIFAR and STL-10.
    case cifar
    /// NumPy arrays in ZIP archives.
    case npz
    /// MATLAB files.
    case mat
    /// PNG files.
    case png
    /// JPEG files.
    case jpeg
    /// Delimited text, JSON Lines, lines and objects of texts.
    case texts
    /// Sound files.
    case sounds
    /// Pickled clips.
    case pickles
    /// Argument lists of the command line.
    case arguments

    /// Runs one input.
    ///
    /// - Throws: ``FuzzFinding`` where a property does not hold.
    package func run(_ input: [UInt8]) throws {
        var reader = InputReader(input)
        switch self {
        case .session: try SessionBody.run(&reader)
        case .connection: try ConnectionBody.run(&reader)
        case .streams: try StreamsBody.run(&reader)
        case .framing: try FramingBody.run(&reader)
        case .inflating: try InflatingBody.run(&reader)
        case .credentials: try CredentialsBody.run(&reader)
        case .messages: try MessagesBody.run(&reader)
        case .delimited: try InputFilesBody.delimited(&reader)
        case .jsonLines: try InputFilesBody.jsonLines(&reader)
        case .arrays: try InputFilesBody.array(&reader)
        case .idx: try RecordsBody.idx(&reader)
        case .cifar: try RecordsBody.cifar(&reader)
        case .npz: try RecordsBody.npz(&reader)
        case .mat: try RecordsBody.mat(&reader)
        case .png: try ImagesBody.run(&reader, isPNG: true)
        case .jpeg: try ImagesBody.run(&reader, isPNG: false)
        case .texts: try TextsBody.run(&reader)
        case .sounds: try SoundsBody.file(&reader)
        case .pickles: try SoundsBody.records(&reader)
        case .arguments: try ArgumentsBody.run(&reader)
        }
    }

    /// The inputs that a corpus starts from; those of messages are the golden ones, those of images the
    /// files in Tests/InputFilesTests/Images.
    package var seeds: [[UInt8]] {
        switch self {
        case .session: SessionSeeds.all
        case .connection: ConnectionSeeds.all
        case .streams: StreamsBody.seeds
        case .framing: FramingBody.seeds
        case .inflating: InflatingBody.seeds
        case .credentials: CredentialsBody.seeds
        case .messages, .png, .jpeg: []
        case .delimited: InputFilesBody.delimitedSeeds
        case .jsonLines: InputFilesBody.jsonSeeds
        case .arrays: InputFilesBody.arraySeeds
        case .idx: RecordsBody.idxSeeds
        case .cifar: RecordsBody.cifarSeeds
        case .npz: RecordsBody.npzSeeds
        case .mat: RecordsBody.matSeeds
        case .texts: TextsBody.seeds
        case .sounds: SoundsBody.seeds
        case .pickles: SoundsBody.recordSeeds
        case .arguments: ArgumentsBody.seeds
        }
    }
}

/// A property that an input broke.
package struct FuzzFinding: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }

    /// Throws unless `holds`.
    static func unless(
        _ holds: Bool,
        _ description: @autoclosure () -> String
    ) throws(FuzzFinding) {
        if !holds { throw FuzzFinding(description()) }
    }
}

/// Takes an input apart from its start; past the end every number is zero.
struct InputReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position >= bytes.count }

    mutating func byte() -> UInt8 {
        guard position < bytes.count else { return 0 }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func number() -> Int { Int(byte()) << 8 | Int(byte()) }

    /// The next `count` bytes, or those that are left.
    mutating func take(_ count: Int) -> [UInt8] {
        let end = min(bytes.count, position + max(0, count))
        defer { position = end }
        return Array(bytes[position..<end])
    }

    mutating func rest() -> [UInt8] { take(bytes.count) }
}
