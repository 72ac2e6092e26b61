package import Domain
internal import Files
internal import Kernels
internal import Networks
internal import SemiSupervised

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// A run in progress, as a file.
///
/// The file is: 8 bytes magic; the length of the header as little-endian UInt64; the header as JSON;
/// weights and statistics of student, average and previous phase and the optimizer's moments as
/// little-endian Float32; the SHA-256 of everything before it. Files of the first kind, `TUTCKPT1`,
/// which have the moments in the header, are read too.
package struct Checkpoint: Sendable {
    /// Everything but the weights.
    struct Header: Sendable, Codable {
        var specification: TrainingJobSpecification
        var instructionSet: String
        var blasCore: String
        var data: Digest
        var teacher: Digest?
        var phase: Int
        var step: Int
        var source: BatchSource.State
        var objective: ObjectiveCheckpoint
        var optimizer: Optimizer
        var previousNetwork: Graph?
    }

    private static let magic = Array("TUTCKPT2".utf8)
    private static let firstMagic = Array("TUTCKPT1".utf8)

    let header: Header
    let student: Parameters
    let average: Parameters
    let previousParameters: Parameters?

    /// The model of the phase before; nil in the first phase.
    var previous: TrainedModel? {
        guard let network = header.previousNetwork, let previousParameters else { return nil }
        return TrainedModel(network: network, parameters: previousParameters)
    }

    /// The phase's state.
    var state: PhaseRun.State {
        PhaseRun.State(
            trainer: Trainer.State(
                student: student,
                average: average,
                optimizer: header.optimizer,
                step: header.step
            ),
            source: header.source,
            objective: header.objective.objective
        )
    }

    /// Checks that this is a checkpoint of the run that is to be continued.
    ///
    /// - Throws: ``Failure``: failed precondition on another machine type, data loss on anything
    ///   else that differs.
    func check(
        _ specification: TrainingJobSpecification,
        _ data: TrainingData,
        _ teacher: TrainedModel?,
        phases: Int,
        allowingOtherHardware: Bool
    ) throws(Failure) {
        guard header.specification == specification else {
            throw .dataLoss("the checkpoint is of a run with another specification")
        }
        guard header.data == Self.fingerprint(of: data) else {
            throw .dataLoss("the checkpoint is of a run with other data")
        }
        guard header.teacher == teacher.map(Self.fingerprint(of:)) else {
            throw .dataLoss("the checkpoint is of a run with another teacher")
        }
        guard (0..<phases).contains(header.phase), header.step >= 0 else {
            throw .dataLoss("the checkpoint is of phase \(header.phase) of \(phases)")
        }
        let here = (InstructionSet.best.rawValue, BLAS.coreName)
        guard allowingOtherHardware || here == (header.instructionSet, header.blasCore) else {
            throw .precondition(
                "the checkpoint was made with \(header.instructionSet) and BLAS core "
                    + "\(header.blasCore), here are \(here.0) and \(here.1): the same bits cannot "
                    + "be promised; ask for a resume on other hardware to go on"
            )
        }
    }

    /// Writes the file; it appears whole or not at all.
    ///
    /// - Throws: ``Failure`` when it cannot be encoded or written.
    package func write(to path: String) throws(Failure) {
        try AtomicFile.write(encoded(), to: path)
    }

    /// Reads a file that ``write(to:)`` wrote.
    ///
    /// - Throws: ``Failure``: not found, or data loss when it is damaged.
    package static func read(from path: String) throws(Failure) -> Checkpoint {
        let file = try MappedFile(path: path)
        return try decode(file.bytes(0..<file.byteCount))
    }

    /// The bytes of the file.
    ///
    /// - Throws: ``Failure`` (internal) when a state is not encodable.
    package func encoded() throws(Failure) -> [UInt8] {
        var header = header
        let moments = header.optimizer.moments
        // As JSON they would take a hundred bytes a number on the way.
        header.optimizer.moments = moments.map { _ in [] }
        let json: Data
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            json = try encoder.encode(header)
        } catch {
            throw Failure(.internal, "the checkpoint cannot be encoded: \(error)")
        }
        let parts =
            [student, average, previousParameters].compactMap(\.self)
            .flatMap { [$0.values, $0.statistics] } + moments
        var bytes = Self.magic
        bytes.reserveCapacity(json.count + 64 + parts.reduce(0) { $0 + 8 + 4 * $1.count })
        bytes.append(littleEndian: UInt64(json.count))
        bytes += json
        for values in parts {
            bytes.append(littleEndian: UInt64(values.count))
            bytes.append(littleEndian: values)
        }
        bytes += Digest(of: bytes).bytes
        return bytes
    }

    /// Reads the bytes of a file.
    ///
    /// - Throws: ``Failure`` (data loss) when they are damaged.
    package static func decode(_ bytes: [UInt8]) throws(Failure) -> Checkpoint {
        let end = bytes.count - 32
        guard end > magic.count, [magic, firstMagic].contains(Array(bytes[..<magic.count])) else {
            throw .dataLoss("not a checkpoint: expected to begin with TUTCKPT2")
        }
        guard Digest(of: Array(bytes[..<end])).bytes == Array(bytes[end...]) else {
            throw .dataLoss("the checkpoint does not have the digest it ends with")
        }
        var reader = ByteReader(bytes, from: magic.count, to: end)
        let json = try reader.bytes(reader.count())
        var header: Header
        do {
            header = try JSONDecoder().decode(Header.self, from: Data(json))
        } catch {
            throw .dataLoss("the checkpoint's header is damaged: \(error)")
        }
        let student = try reader.parameters()
        let average = try reader.parameters()
        let previous = try header.previousNetwork == nil ? nil : reader.parameters()
        if Array(bytes[..<magic.count]) == magic {
            var moments: [[Float]] = []
            for _ in header.optimizer.moments { moments.append(try reader.floats()) }
            header.optimizer.moments = moments
        }
        return Checkpoint(
            header: header,
            student: student,
            average: average,
            previousParameters: previous
        )
    }

    /// The digest of what a run learns from: shapes, counts, labels and a sample of the rows.
    static func fingerprint(of data: TrainingData) -> Digest {
        var bytes = Array("\(data.input.summary), \(data.classes)".utf8)
        for label in data.labels { bytes.append(littleEndian: UInt64(label)) }
        bytes.append(littleEndian: UInt64(data.unlabeledCount))
        var result = RunningDigest()
        result.add(bytes)
        data.forEachRow(
            labeledStep: max(1, data.labeledCount / 256),
            unlabeledStep: max(1, data.unlabeledCount / 256)
        ) { row in
            bytes.removeAll(keepingCapacity: true)
            bytes.append(littleEndian: row)
            result.add(bytes)
        }
        return result.digest
    }

    /// The digest of a teacher's weights.
    static func fingerprint(of model: TrainedModel) -> Digest {
        var bytes: [UInt8] = []
        bytes.append(littleEndian: model.parameters.values)
        bytes.append(littleEndian: model.parameters.statistics)
        return Digest(of: bytes)
    }
}
