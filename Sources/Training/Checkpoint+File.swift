package import Domain
internal import Files
internal import Networks

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

extension Checkpoint {
    private static let format = "tutelage-checkpoint-4"
    /// How files of earlier versions begin, and what those say that are safetensors.
    private static let earlier = "TUTCKPT"
    private static let earlierFormats = ["tutelage-checkpoint-3"]
    private static let digestName = "digest"
    /// Bytes that are written or read at a time: few enough to be in the cache when they are used again.
    private static let piece = 1 << 18

    /// Writes the file; it appears whole or not at all.
    ///
    /// - Throws: ``Failure`` when it cannot be encoded or written.
    package func write(to path: String) throws(Failure) {
        let tensors = tensors
        var lines = tensors.map { Safetensors.Line(name: $0.name, type: $0.type, shape: $0.shape) }
        lines.append(Safetensors.Line(name: Self.digestName, type: .uint8, shape: [32]))
        var file = try AtomicFile(path: path)
        var digest = RunningDigest()
        func append(_ bytes: Span<UInt8>) throws(Failure) {
            for start in stride(from: 0, to: bytes.count, by: Self.piece) {
                let piece = bytes.extracting(start..<min(start + Self.piece, bytes.count))
                digest.add(piece)
                try file.append(piece)
            }
        }
        let header = try Safetensors.header(
            lines,
            metadata: ["format": Self.format, "run": encodedHeader()]
        )
        try append(header.span)
        for tensor in tensors {
            switch tensor.values {
            case .floats(let values):
                // Numbers are written from where they lie: there may be gigabytes of them.
                try values.span.withLittleEndianBytes(append)
            case .integers(let values):
                var bytes: [UInt8] = []
                for value in values { bytes.append(littleEndian: value) }
                try append(bytes.span)
            case .scalar(let value):
                var bytes: [UInt8] = []
                bytes.append(littleEndian: value.bitPattern)
                try append(bytes.span)
            }
        }
        try file.append(digest.digest.bytes)
        try file.commit()
    }

    /// Reads a file that ``write(to:)`` wrote.
    ///
    /// - Throws: ``Failure``: not found, also for a file of an earlier version, from which a run begins
    ///   again; data loss when it is damaged.
    package static func read(from path: String) throws(Failure) -> Checkpoint {
        let file = try MappedFile(path: path)
        let start = file.bytes(0..<min(8, file.byteCount))
        guard !start.starts(with: earlier.utf8) else {
            throw Failure(.notFound, "\(path) is a checkpoint of an earlier version")
        }
        let length = start.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard start.count == 8, length <= UInt64(Safetensors.headerLimit),
            Int(length) + 8 + 32 <= file.byteCount
        else { throw .dataLoss("not a checkpoint: a file of \(file.byteCount) bytes") }
        let end = file.byteCount - 32
        var digest = RunningDigest()
        file.withBytes(0..<end) { digest.add($0) }
        guard digest.digest.bytes == file.bytes(end..<file.byteCount) else {
            throw .dataLoss("the checkpoint does not have the digest it ends with")
        }
        let first = 8 + Int(length)
        do throws(Failure) {
            return try Checkpoint(SafetensorsHeader(file.bytes(8..<first)), file, first)
        } catch {
            throw .dataLoss("the checkpoint is damaged: \(error.message)")
        }
    }

    // MARK: - Content

    private struct Tensor {
        var name: String
        var values: StateTensors.Values

        var type: Safetensors.ElementType {
            switch values {
            case .floats: .float32
            case .integers: .int64
            case .scalar: .float64
            }
        }

        var shape: [Int] {
            switch values {
            case .floats(let values): [values.count]
            case .integers(let values): [values.count]
            case .scalar: []
            }
        }
    }

    /// What is written, in order.
    private var tensors: [Tensor] {
        var tensors: [Tensor] = []
        func add(_ name: String, _ parameters: Parameters) {
            tensors.append(Tensor(name: name, values: .floats(parameters.values)))
            tensors.append(
                Tensor(name: "\(name).statistics", values: .floats(parameters.statistics))
            )
        }
        add("student", student)
        add("average", average)
        if let previousParameters { add("previous", previousParameters) }
        for (number, optimizer) in header.optimizers.enumerated() {
            for (index, values) in optimizer.moments.enumerated() {
                tensors.append(
                    Tensor(name: Self.momentName(number, index), values: .floats(values))
                )
            }
        }
        for (name, values) in objective.parts.sorted(by: { $0.key < $1.key }) {
            tensors.append(Tensor(name: "objective.\(name)", values: values))
        }
        return tensors
    }

    private static func momentName(_ optimizer: Int, _ moment: Int) -> String {
        "optimizer.\(optimizer).moment.\(moment)"
    }

    private func encodedHeader() throws(Failure) -> String {
        var header = header
        for index in header.optimizers.indices {
            header.optimizers[index].moments = header.optimizers[index].moments.map { _ in [] }
        }
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            return String(decoding: try encoder.encode(header), as: UTF8.self)
        } catch {
            throw Failure(.internal, "the checkpoint cannot be encoded: \(error)")
        }
    }

    private init(
        _ content: SafetensorsHeader,
        _ file: borrowing MappedFile,
        _ first: Int
    ) throws(Failure) {
        if let format = content.metadata["format"], Self.earlierFormats.contains(format) {
            throw Failure(.notFound, "a checkpoint of an earlier version")
        }
        guard content.metadata["format"] == Self.format, let run = content.metadata["run"] else {
            throw .dataLoss("expected the format \(Self.format)")
        }
        do {
            header = try JSONDecoder().decode(Header.self, from: Data(run.utf8))
        } catch {
            throw .dataLoss("the header is not that of a run: \(error)")
        }
        var parts: [String: StateTensors.Values] = [:]
        for entry in content.entries where entry.name != Self.digestName {
            parts[entry.name] = try Self.values(entry, file, first)
        }
        func floats(_ name: String) throws(Failure) -> [Float] {
            guard case .floats(let values)? = parts.removeValue(forKey: name) else {
                throw .dataLoss("there is no tensor '\(name)'")
            }
            return values
        }
        func parameters(_ name: String) throws(Failure) -> Parameters {
            Parameters(
                values: try floats(name),
                statistics: try floats("\(name).statistics")
            )
        }
        student = try parameters("student")
        average = try parameters("average")
        previousParameters = try header.previousNetwork == nil ? nil : parameters("previous")
        for number in header.optimizers.indices {
            var moments: [[Float]] = []
            for index in header.optimizers[number].moments.indices {
                moments.append(try floats(Self.momentName(number, index)))
            }
            header.optimizers[number].moments = moments
        }
        let prefix = "objective."
        objective = StateTensors(
            Dictionary(
                uniqueKeysWithValues: parts.filter { $0.key.hasPrefix(prefix) }
                    .map { (String($0.key.dropFirst(prefix.count)), $0.value) }
            )
        )
    }

    private static func values(
        _ entry: SafetensorsHeader.Entry,
        _ file: borrowing MappedFile,
        _ first: Int
    ) throws(Failure) -> StateTensors.Values {
        guard let type = Safetensors.ElementType(rawValue: entry.type),
            entry.begin <= entry.end, entry.end <= file.byteCount - first,
            (entry.end - entry.begin) % type.size == 0
        else { throw .dataLoss("the tensor '\(entry.name)' is not one of a checkpoint") }
        let range = first + entry.begin..<first + entry.end
        switch type {
        case .float32:
            return .floats(file.withBytes(range) { [Float](littleEndian: $0) })
        case .int64, .float64:
            let bytes = file.bytes(range)
            let numbers = stride(from: 0, to: bytes.count, by: 8).map { place in
                (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[place + $1]) << UInt64(8 * $1) }
            }
            if type == .int64 { return .integers(numbers.map { Int64(bitPattern: $0) }) }
            guard numbers.count == 1 else { throw .dataLoss("'\(entry.name)' is not one number") }
            return .scalar(Double(bitPattern: numbers[0]))
        case .uint8:
            throw .dataLoss("the tensor '\(entry.name)' is not one of a checkpoint")
        }
    }
}
