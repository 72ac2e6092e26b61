package import Domain
internal import Files
internal import Foundation
internal import Networks
internal import SemiSupervised
internal import Training

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Writes and reads a checkpoint of a large network with Adam's moments, in turn with a plain file of the
/// same size.
package struct CheckpointBenchmark: Sendable {
    /// What was measured, once.
    package struct Round: Codable, Hashable, Sendable {
        /// Wall seconds of writing the checkpoint until it is durable.
        package var write: Double
        /// Of writing a plain file.
        package var plainWrite: Double
        /// Of reading the checkpoint, from the disk.
        package var read: Double
        /// Of reading the plain file, from the disk.
        package var plainRead: Double
        /// CPU seconds of writing the checkpoint.
        package var cpuWrite: Double
        /// CPU seconds of reading it.
        package var cpuRead: Double
    }

    /// What it found.
    package struct Report: Codable, Hashable, Sendable {
        /// Parameters of the network.
        package var parameters: Int
        /// Bytes of the file.
        package var bytes: Int
        /// Every round.
        package var rounds: [Round]

        /// One object, names in snake case.
        ///
        /// - Throws: ``Failure`` (internal) when a value is no number.
        package func json() throws(Failure) -> String { try ReportText.json(self) }
    }

    private let parameters: Int
    private let directory: String
    private static let piece = 8 << 20

    /// Creates a benchmark of so many parameters, or a few more, with files in `directory`.
    package init(parameters: Int, directory: String) {
        self.parameters = parameters
        self.directory = directory
    }

    /// Runs it; `report` is called after each round.
    ///
    /// - Throws: ``Failure`` of a training or of a file.
    package func run(
        rounds: Int,
        report: (Round) -> Void = { _ in }
    ) throws(Failure) -> Report {
        let checkpoint = try checkpoint()
        let (path, plain) = ("\(directory)/bench.checkpoint", "\(directory)/bench.plain")
        defer { for file in [path, plain] { try? FileManager.default.removeItem(atPath: file) } }
        var done: [Round] = []
        var bytes = 0
        for _ in 0..<rounds {
            let (write, cpuWrite) = try timed { () throws(Failure) in try checkpoint.write(to: path)
            }
            bytes = try MappedFile(path: path).byteCount
            let (plainWrite, _) = try timed { () throws(Failure) in
                try self.plainWrite(bytes, to: plain)
            }
            try forget(path)
            try forget(plain)
            let (read, cpuRead) = try timed { () throws(Failure) in
                _ = try Checkpoint.read(from: path)
            }
            let (plainRead, _) = try timed { () throws(Failure) in try self.plainRead(plain) }
            let round = Round(
                write: write,
                plainWrite: plainWrite,
                read: read,
                plainRead: plainRead,
                cpuWrite: cpuWrite,
                cpuRead: cpuRead
            )
            report(round)
            done.append(round)
        }
        return Report(parameters: parameters, bytes: bytes, rounds: done)
    }

    /// A run of a wide perceptron after its first step, which makes the moments.
    private func checkpoint() throws(Failure) -> Checkpoint {
        let (inputs, classes) = (1024, 10)
        let width = Int(Double(parameters).squareRoot())
        var specification = TrainingJobSpecification(
            algorithm: try AlgorithmConfiguration(Algorithms.standard(hasUnlabeled: false)),
            network: .perceptron(inputs: inputs, hidden: [width, width], classes: classes),
            seed: 1
        )
        specification.optimization.method = .adamW(beta1: 0.9, beta2: 0.999)
        specification.optimization.labeledBatch = 8
        specification.optimization.steps = 2
        let data = try TrainingData(
            input: .vector(dimension: inputs),
            classes: classes,
            labeled: [UInt8](repeating: 0, count: 4 * inputs * classes),
            labels: Array(0..<classes)
        )
        var run = try TrainingRun(specification, data: data)
        _ = try run.advance()
        return try run.checkpoint()
    }

    private func timed(
        _ body: () throws(Failure) -> Void
    ) throws(Failure) -> (wall: Double, cpu: Double) {
        let (start, cpuStart) = (ContinuousClock.now, clock())
        try body()
        return (
            (ContinuousClock.now - start) / .seconds(1),
            Double(clock() - cpuStart) / Double(CLOCKS_PER_SEC)
        )
    }

    private func plainWrite(_ count: Int, to path: String) throws(Failure) {
        do {
            try Data().write(to: URL(filePath: path))
            let file = try FileHandle(forWritingTo: URL(filePath: path))
            // Bytes that no disk makes smaller.
            var generator = SeededGenerator(seed: 1)
            var bytes: [UInt8] = []
            while bytes.count < Self.piece { bytes.append(littleEndian: generator.next()) }
            let piece = Data(bytes)
            for start in stride(from: 0, to: count, by: Self.piece) {
                try file.write(contentsOf: piece.prefix(count - start))
            }
            try file.synchronize()
            try file.close()
        } catch {
            throw Failure(.unavailable, "cannot write \(path): \(error)")
        }
    }

    private func plainRead(_ path: String) throws(Failure) {
        do {
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            while let piece = try file.read(upToCount: Self.piece), !piece.isEmpty {}
            try file.close()
        } catch {
            throw Failure(.unavailable, "cannot read \(path): \(error)")
        }
    }

    /// Lets the system forget what it has of a file, so that it is read from the disk.
    private func forget(_ path: String) throws(Failure) {
        #if os(Linux)
        do {
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            _ = posix_fadvise(file.fileDescriptor, 0, 0, POSIX_FADV_DONTNEED)
            try file.close()
        } catch {
            throw Failure(.unavailable, "cannot read \(path): \(error)")
        }
        #endif
    }
}
