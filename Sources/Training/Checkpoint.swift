internal import Domain
internal import Files
internal import Kernels
internal import Networks
internal import SemiSupervised

/// A run in progress, as a file.
///
/// The file is safetensors: weights, statistics, moments and the state of the objective as tensors by name,
/// what else there is as JSON in the metadata, and the SHA-256 of everything before it as the last tensor. It
/// is written and read piece by piece.
package struct Checkpoint: Sendable {
    /// Everything but tensors.
    struct Header: Sendable, Codable {
        var specification: TrainingJobSpecification
        var instructionSet: String
        var blasCore: String
        var data: Digest
        var teacher: Digest?
        var phase: Int
        var step: Int
        var source: BatchSource.State
        var optimizers: [Optimizer]
        var previousNetwork: Graph?
    }

    var header: Header
    let objective: StateTensors
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
                optimizers: header.optimizers,
                step: header.step
            ),
            source: header.source,
            objective: objective
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
