import Domain
import Files
import Foundation
import SemiSupervised
import Testing
import Training

@Suite("A run's bits depend on its specification and data alone")
struct ResumeTests {
    @Test(
        "The same run again, and with two threads, ends with the same bits",
        arguments: SampleRun.all
    )
    func determinism(recipe: SampleRun) throws {
        let data = try Blobs.data()
        let teacher = recipe.needsTeacher ? try Blobs.teacher() : nil
        var models: [TrainedModel] = []
        for threads in [1, 1, 2] {
            var run = try TrainingRun(
                recipe.specification,
                data: data,
                teacher: teacher,
                threads: threads
            )
            models.append(try run.finish())
        }
        #expect(models[0] == models[1])
        #expect(models[0] == models[2], "one thread against two")
        var other = recipe.specification
        other.seed += 1
        var run = try TrainingRun(other, data: data, teacher: teacher)
        #expect(try run.finish() != models[0], "another seed")
    }

    @Test("Stopped anywhere and resumed it ends with the same bits", arguments: SampleRun.all)
    func resume(recipe: SampleRun) throws {
        let scratch = try ScratchFolder()
        let data = try Blobs.data()
        let teacher = recipe.needsTeacher ? try Blobs.teacher() : nil
        var whole = try TrainingRun(recipe.specification, data: data, teacher: teacher)
        let expected = try whole.finish()
        let total = whole.phases.reduce(0) { $0 + $1.steps }
        // In the middle of phases, at the last step of each and at the first of the next.
        let cuts = [1, 7, 39, 40, 41, 66, 80, 81, 119].filter { $0 < total }
        for cut in cuts {
            let path = scratch.file("checkpoint-\(cut)")
            var run = try TrainingRun(recipe.specification, data: data, teacher: teacher)
            let outcome = try run.run(checkpointPath: path) { progress in
                progress.overallStep == cut ? .checkpointAndStop : .proceed
            }
            guard case .stopped = outcome else {
                Issue.record("cut at \(cut): \(outcome)")
                continue
            }
            var resumed = try TrainingRun(
                recipe.specification,
                data: data,
                teacher: teacher,
                resuming: Checkpoint.read(from: path)
            )
            #expect(try resumed.finish() == expected, "cut at \(cut)")
        }
    }

    @Test("Images through convolutions, weak and strong views: any threads, stopped and resumed")
    func images() throws {
        let data = try NoiseImages.data(channels: 1, values: 17, scale: 1 / 16)
        var algorithm = FixMatch()
        algorithm.threshold = 0.3
        let specification = NoiseImages.specification(algorithm, for: data)
        var models: [TrainedModel] = []
        for threads in [1, 2, 3] {
            var run = try TrainingRun(specification, data: data, threads: threads)
            models.append(try run.finish())
        }
        #expect(models[0] == models[1] && models[0] == models[2])
        for cut in [1, 5, 11] {
            let resumed = try specification.resumed(after: cut, data, threads: 2)
            #expect(resumed == models[0], "cut at \(cut)")
        }
    }

    @Test("A checkpoint on the way changes nothing; a cancelled run leaves nothing")
    func directives() throws {
        let scratch = try ScratchFolder()
        let path = scratch.file("checkpoint")
        let data = try Blobs.data()
        let specification = SampleRun.all[3].specification
        var plain = try TrainingRun(specification, data: data)
        let expected = try plain.finish()

        var cancelled = try TrainingRun(specification, data: data)
        var steps = 0
        let outcome = try cancelled.run(checkpointPath: path) { _ in
            steps += 1
            return steps == 10 ? .cancel : .proceed
        }
        guard case .cancelled = outcome else {
            Issue.record("expected a cancelled run: \(outcome)")
            return
        }
        #expect(steps == 10, "no step after the cancel")
        #expect(!FileManager.default.fileExists(atPath: path))

        var saving = try TrainingRun(specification, data: data)
        let saved = try saving.run(checkpointPath: path) { progress in
            progress.step % 10 == 0 ? .checkpoint : .proceed
        }
        guard case .finished(let model) = saved else {
            Issue.record("expected a finished run: \(saved)")
            return
        }
        #expect(model == expected)
        #expect(FileManager.default.fileExists(atPath: path))
    }
}

@Suite("A checkpoint is taken by its own run only")
struct CheckpointRefusalTests {
    private static let specification = SampleRun.all[3].specification

    private static func checkpoint() throws -> Checkpoint {
        var run = try TrainingRun(specification, data: Blobs.data())
        for _ in 0..<5 { _ = try run.advance() }
        return try run.checkpoint()
    }

    private func refusal(
        _ checkpoint: Checkpoint,
        specification: TrainingJobSpecification = Self.specification,
        data: TrainingData,
        teacher: TrainedModel? = nil,
        allowingOtherHardware: Bool = false
    ) -> Failure? {
        do {
            _ = try TrainingRun(
                specification,
                data: data,
                teacher: teacher,
                resuming: checkpoint,
                allowingOtherHardware: allowingOtherHardware
            )
            return nil
        } catch {
            return error
        }
    }

    @Test("Another specification, other data, another teacher")
    func otherRun() throws {
        let checkpoint = try Self.checkpoint()
        let data = try Blobs.data()
        #expect(refusal(checkpoint, data: data) == nil)
        var other = Self.specification
        other.optimization.learningRate = 0.2
        #expect(refusal(checkpoint, specification: other, data: data)?.kind == .dataLoss)
        #expect(refusal(checkpoint, data: try Blobs.data(seed: 2))?.kind == .dataLoss)
        #expect(refusal(checkpoint, data: data, teacher: try Blobs.teacher())?.kind == .dataLoss)
    }

    @Test("Other hardware, unless asked for")
    func otherHardware() throws {
        let bytes = try Self.checkpoint().encoded()
        let text = Array(#"\"blasCore\":\""#.utf8)
        var changed = Array(bytes.dropLast(32))
        let place = try #require(
            changed.indices.first { changed[$0...].starts(with: text) }
        )
        changed[place + text.count] = UInt8(ascii: "?")
        let other = try Checkpoint.decode(changed + Digest(of: changed).bytes)
        let data = try Blobs.data()
        let failure = refusal(other, data: data)
        #expect(failure?.kind == .failedPrecondition)
        #expect(failure?.message.contains("BLAS core ?") == true)
        #expect(refusal(other, data: data, allowingOtherHardware: true) == nil)
    }

    @Test("A changed byte, wherever it is, and a file cut short are data loss")
    func damage() throws {
        let bytes = try Self.checkpoint().encoded()
        for place in stride(from: 0, to: bytes.count, by: 97) {
            var changed = bytes
            changed[place] ^= 0x10
            let failure = #expect(throws: Failure.self) { try Checkpoint.decode(changed) }
            #expect(failure?.kind == .dataLoss, "byte \(place)")
        }
        for length in stride(from: 0, to: bytes.count, by: 311) {
            let failure = #expect(throws: Failure.self) {
                try Checkpoint.decode(Array(bytes[..<length]))
            }
            #expect(failure?.kind == .dataLoss, "\(length) bytes")
        }
    }
}
