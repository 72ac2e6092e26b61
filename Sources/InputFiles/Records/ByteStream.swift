internal import Compression
internal import Domain

/// The bytes of a part of a file in their order, inflated where they are compressed; what is in memory does
/// not grow with them.
final class ByteStream {
    /// How the part is kept.
    enum Packing {
        /// As it is.
        case plain
        /// One or more members of gzip.
        case gzip
        /// One stream of zlib.
        case zlib
        /// One stream of DEFLATE, with nothing around it.
        case deflate

        fileprivate var wrapping: InflatingStream.Wrapping? {
            switch self {
            case .plain: nil
            case .gzip: .gzip
            case .zlib: .zlib
            case .deflate: .raw
            }
        }
    }

    private static let pieceBytes = 1 << 16

    /// What messages call it.
    let name: String
    private let file: BinaryFile
    private let inflater: InflatingStream?
    private let isGzip: Bool
    /// The checksum of all bytes; nil: none is known.
    private let checksum: UInt32?
    private var running: UInt32 = 0
    /// Where the next bytes of the file are, and where the part ends.
    private var place: Int
    private let end: Int
    /// What was read of the file and is not inflated yet, from `used` on.
    private var packed: [UInt8] = []
    private var used = 0
    /// What can be taken, from `taken` on.
    private var ready: [UInt8] = []
    private var taken = 0

    /// Begins at the start of a part, of which nothing has been checked.
    ///
    /// - Throws: ``Failure``: memory is short.
    init(
        _ file: BinaryFile,
        _ part: Range<Int>,
        _ packing: Packing,
        name: String,
        checksum: UInt32? = nil
    ) throws(Failure) {
        self.file = file
        self.name = name
        self.checksum = checksum
        (place, end) = (part.lowerBound, part.upperBound)
        isGzip = packing == .gzip
        do {
            inflater = try packing.wrapping.map { wrapping throws(CompressionError) in
                try InflatingStream(wrapping)
            }
        } catch {
            throw Self.failure(error, name)
        }
    }

    /// The next bytes, at most `count`; fewer only where the part ends.
    ///
    /// - Throws: ``Failure``: it cannot be read, or is damaged.
    func read(upTo count: Int) throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            guard try fill() else { break }
            let next = min(ready.count, taken + count - bytes.count)
            bytes += ready[taken..<next]
            taken = next
        }
        return bytes
    }

    /// The next `count` bytes.
    ///
    /// - Throws: ``Failure``: it ends in them, is damaged or cannot be read.
    func read(_ count: Int, of what: @autoclosure () -> String) throws(Failure) -> [UInt8] {
        let bytes = try read(upTo: count)
        guard bytes.count == count else {
            throw .invalid("\(name) ends in \(what()): \(bytes.count) bytes where \(count) must be")
        }
        return bytes
    }

    /// Whether everything is read, and is what was written where there is a checksum.
    ///
    /// - Throws: ``Failure``: it is damaged or cannot be read.
    func isAtEnd() throws(Failure) -> Bool {
        guard try !fill() else { return false }
        guard let checksum, checksum != running else { return true }
        throw .invalid(
            "\(name) is damaged: its checksum is \(running), and \(checksum) was written; do not use "
                + "the rows that were read of it"
        )
    }

    /// Makes bytes ready where none are; false: there are no more.
    private func fill() throws(Failure) -> Bool {
        while taken == ready.count {
            // What was inflated to a full piece may go on without more bytes.
            let mayGoOn = inflater != nil && ready.count == Self.pieceBytes
            taken = 0
            if used == packed.count, !mayGoOn {
                packed = try file.bytes(at: place, upTo: min(Self.pieceBytes, end - place))
                used = 0
                place += packed.count
            }
            guard used < packed.count || mayGoOn else {
                ready = []
                guard place == end, inflater?.isAtEnd ?? true else {
                    throw .invalid("\(name) is not whole: it ends before its last byte")
                }
                return false
            }
            try unpack()
            if checksum != nil { running = Compression.checksum(ready, after: running) }
        }
        return true
    }

    private func unpack() throws(Failure) {
        guard let inflater else {
            (ready, packed, used) = (packed, [], 0)
            return
        }
        do throws(CompressionError) {
            if inflater.isAtEnd, used < packed.count {
                guard isGzip else { throw .damaged }
                try inflater.restart()
            }
            let (output, count) = try inflater.inflate(packed, from: used, upTo: Self.pieceBytes)
            ready = output
            used += count
        } catch {
            throw Self.failure(error, name)
        }
    }

    private static func failure(_ error: CompressionError, _ name: String) -> Failure {
        switch error {
        case .damaged, .overLimit:
            .invalid("\(name) is damaged: its compressed bytes do not unpack")
        case .outOfMemory: Failure(.resourceExhausted, "memory is short for \(name)")
        }
    }
}

extension ByteStream {
    /// A whole file, unpacked where it begins as gzip does.
    ///
    /// - Throws: ``Failure`` where it cannot be read.
    static func ofGzipOrPlain(_ file: BinaryFile) throws(Failure) -> ByteStream {
        let isGzip = try file.bytes(at: 0, upTo: 2) == [0x1F, 0x8B]
        return try ByteStream(file, 0..<file.count, isGzip ? .gzip : .plain, name: file.shown)
    }
}

extension Collection<UInt8> {
    /// The unsigned number of these bytes, the lowest first.
    var littleEndianNumber: Int { reversed().reduce(0) { $0 << 8 | Int($1) } }

    /// The unsigned number of these bytes, the highest first.
    var bigEndianNumber: Int { reduce(0) { $0 << 8 | Int($1) } }
}
