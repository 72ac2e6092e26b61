import Domain
import Files
import Foundation
import Networks
import SemiSupervised
import Testing
import Training

@Suite("A worker goes from files to files")
struct WorkerTests {
    /// Writes the blobs as a snapshot.
    private func snapshot(at path: String, reusing segments: [SnapshotSegment] = []) throws {
        let size = Blobs.input.mostBytes
        let header = SnapshotHeader(
            project: "blobs",
            sequence: 1,
            input: Blobs.input,
            classes: ["a", "b", "c"],
            seed: 1
        )
        var writer = try SnapshotWriter(path: path, header: header, reusing: segments)
        let labeled = Blobs.draw(9, seed: 1)
        for (index, label) in labeled.labels.enumerated() {
            let row = Array(labeled.bytes[index * size..<(index + 1) * size])
            try writer.appendLabeled(
                row,
                label: label,
                example: Int64(index),
                content: Digest(of: row)
            )
        }
        let unlabeled = Blobs.draw(150, seed: 101).bytes
        for index in 0..<150 {
            let row = Array(unlabeled[index * size..<(index + 1) * size])
            try writer.appendUnlabeled(row, example: Int64(100 + index), content: Digest(of: row))
        }
        _ = try writer.commit()
    }

    private func weights(_ path: String, of network: Graph) throws -> Parameters {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        return try Safetensors.decodeParameters(bytes, for: Network(network))
    }

    @Test("Its weights file is the run's result, also when it was killed and started again")
    func resumed() throws {
        let scratch = try ScratchFolder()
        try snapshot(at: scratch.file("snapshot"))
        let specification = SampleRun.all[5].specification
        var direct = try TrainingRun(specification, data: Blobs.data())
        let expected = try direct.finish().parameters

        let files = TrainingFiles(
            snapshotPath: scratch.file("snapshot"),
            checkpointPath: scratch.file("checkpoint"),
            weightsPath: scratch.file("weights")
        )
        var attempts = 0
        var finished = false
        while !finished, attempts < 20 {
            attempts += 1
            var steps = 0
            let outcome = try TrainingWorker.run(specification, files) { progress in
                steps += 1
                // Dies 19 steps on, nine steps after a checkpoint.
                if steps == 19 { return .cancel }
                return steps == 10 ? .checkpoint : .proceed
            }
            if case .finished = outcome { finished = true }
        }
        #expect(attempts > 5, "\(attempts) attempts")
        #expect(try weights(files.weightsPath, of: specification.network) == expected)
    }

    @Test("A teacher comes as a weights file")
    func teacher() throws {
        let scratch = try ScratchFolder()
        try snapshot(at: scratch.file("snapshot"))
        let teacher = try Blobs.teacher()
        let bytes = Safetensors.encode(teacher.parameters, of: try Network(teacher.network))
        try AtomicFile.write(bytes, to: scratch.file("teacher"))
        let specification = Blobs.specification(AlgorithmConfiguration(Distillation()))
        let files = TrainingFiles(
            snapshotPath: scratch.file("snapshot"),
            checkpointPath: scratch.file("checkpoint"),
            weightsPath: scratch.file("weights"),
            teacher: TrainingFiles.Teacher(
                network: teacher.network,
                weightsPath: scratch.file("teacher")
            )
        )
        _ = try TrainingWorker.run(specification, files) { _ in .proceed }
        var direct = try TrainingRun(specification, data: Blobs.data(), teacher: teacher)
        let expected = try direct.finish().parameters
        #expect(try weights(files.weightsPath, of: specification.network) == expected)
    }

    @Test("A missing snapshot, a damaged checkpoint, a teacher of another network are refused")
    func refusals() throws {
        let scratch = try ScratchFolder()
        let specification = Blobs.specification(AlgorithmConfiguration(Supervised()))
        var files = TrainingFiles(
            snapshotPath: scratch.file("snapshot"),
            checkpointPath: scratch.file("checkpoint"),
            weightsPath: scratch.file("weights")
        )
        let missing = #expect(throws: Failure.self) {
            try TrainingWorker.run(specification, files) { _ in .proceed }
        }
        #expect(missing?.kind == .notFound)
        try snapshot(at: files.snapshotPath)
        try AtomicFile.write([1, 2, 3], to: files.checkpointPath)
        let damaged = #expect(throws: Failure.self) {
            try TrainingWorker.run(specification, files) { _ in .proceed }
        }
        #expect(damaged?.kind == .dataLoss)
        let other = try Network(.linear(inputs: 6, classes: 3))
        let bytes = Safetensors.encode(other.initialParameters(seed: 1), of: other)
        try AtomicFile.write(bytes, to: scratch.file("teacher"))
        files.teacher = TrainingFiles.Teacher(
            network: Blobs.network(),
            weightsPath: scratch.file("teacher")
        )
        let wrong = #expect(throws: Failure.self) {
            try TrainingWorker.run(specification, files) { _ in .proceed }
        }
        #expect(wrong?.kind == .invalidArgument)
    }

    @Test("A mapped snapshot and arrays give the same rows, in segments of its own and in others'")
    func sameRows() throws {
        let scratch = try ScratchFolder()
        try snapshot(at: scratch.file("snapshot"))
        let own = try SnapshotFile(path: scratch.file("snapshot"))
        try snapshot(at: scratch.file("again"), reusing: own.segments)
        try snapshot(at: scratch.file("half"), reusing: Array(own.segments.suffix(1)))
        for name in ["snapshot", "again", "half"] { try checkRows(scratch.file(name)) }
    }

    private func checkRows(_ path: String) throws {
        let mapped = try TrainingData(SnapshotFile(path: path))
        let arrays = try Blobs.data()
        #expect(mapped.labels == arrays.labels)
        #expect(mapped.unlabeledCount == arrays.unlabeledCount)
        var rows: ([Float], [Float]) = ([], [])
        for index in 0..<9 {
            mapped.appendLabeled(index, to: &rows.0)
            arrays.appendLabeled(index, to: &rows.1)
        }
        for index in 0..<150 {
            mapped.appendUnlabeled(index, to: &rows.0)
            arrays.appendUnlabeled(index, to: &rows.1)
        }
        #expect(rows.0 == rows.1)
        #expect(mapped.valueRange() == arrays.valueRange())
    }
}
