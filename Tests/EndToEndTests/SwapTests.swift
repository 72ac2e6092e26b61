import Foundation
import GRPC
import Messages
import Services
import Synchronization
import Testing

@Suite("Promotions and batches change no bit of an answer", .serialized)
struct SwapTests {
    @Test(
        "A promotion under load fails no call, and every reply is its version's",
        .timeLimit(.minutes(5))
    )
    func promotionUnderLoad() async throws {
        let server = try await TestServer()
        let client = try await server.connect()
        try await client.createDigits("swap")
        try await client.store(Digit.all[..<60].map { $0.item(split: .train) }, in: "swap")
        let first = try await client.train("swap", steps: 20, seed: 1).modelVersion
        let second = try await client.train("swap", steps: 20, seed: 2).modelVersion
        let rows = Digit.all[1000..<1016].map(\.pixels)
        let expected = [
            first: try await client.logits(rows, "swap", version: first).rows,
            second: try await client.logits(rows, "swap", version: second).rows,
        ]
        #expect(expected[first] != expected[second])

        // The versions change until the calls are over, and each caller goes on until it has seen both.
        let areOver = Flag()
        let swaps = Task {
            var turn = 0
            while turn < 30 || !areOver.isRaised {
                var request = Wire.PromoteRequest(
                    project: "swap",
                    modelVersion: turn % 2 == 0 ? first : second
                )
                request.gate = Wire.GatePolicy(rule: .always(.init()))
                let reply = try await client.unary(.promote, request)
                #expect(reply.promoted)
                turn += 1
            }
        }
        let answered = try await withThrowingTaskGroup(of: [Int64: Int].self) { group in
            for worker in 0..<8 {
                group.addTask {
                    var counts: [Int64: Int] = [:]
                    var call = 0
                    while call < 400 || counts.count < 2 {
                        let row = (worker + call) % rows.count
                        let reply = try await client.logits([rows[row]], "swap")
                        #expect(reply.rows[0] == expected[reply.version]?[row])
                        counts[reply.version, default: 0] += 1
                        call += 1
                    }
                    return counts
                }
            }
            return try await group.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
        }
        areOver.raise()
        try await swaps.value
        #expect(answered.values.reduce(0, +) >= 3200)
        #expect(Set(answered.keys) == [first, second])
        await client.close()
        #expect(await server.stop() == 0)
    }

    @Test("A row has the same bits in every batch, at every position, on every BLAS core")
    func sameBitsInEveryBatch() async throws {
        var perCore: [[[Float]]] = []
        var weights: Data?
        for core in ["", "Haswell"] {
            let server = try await TestServer(core.isEmpty ? [:] : ["OPENBLAS_CORETYPE": core])
            let client = try await server.connect()
            try await client.createDigits("bits")
            if let weights {
                try await Self.upload(weights, client)
            } else {
                let items = Digit.all[..<60].map { $0.item(split: .train) }
                try await client.store(items, in: "bits")
                _ = try await client.train("bits", steps: 30)
                weights = try await Self.download(client)
            }
            let rows = Digit.all[500..<564].map(\.pixels)
            var alone: [[Float]] = []
            for row in rows { alone += try await client.logits([row], "bits").rows }
            for count in 1...64 {
                for shift in Set([0, count / 2, count - 1]) {
                    let picked = (0..<count).map { ($0 + shift) % 64 }
                    let reply = try await client.logits(picked.map { rows[$0] }, "bits")
                    #expect(reply.rows == picked.map { alone[$0] }, "\(count) rows, \(core)")
                }
            }
            perCore.append(alone)
            await client.close()
            #expect(await server.stop() == 0)
        }
        #expect(perCore[0] == perCore[1])
    }

    private static func download(_ client: GRPCClient) async throws -> Data {
        var bytes = Data()
        let replies: ResponseStream<Wire.ExportModelReply> = client.serverStreaming(
            .exportModel,
            Wire.ExportModelRequest(project: "bits")
        )
        for try await reply in replies {
            if case .chunk(let chunk) = reply.part { bytes.append(contentsOf: chunk) }
        }
        return bytes
    }

    private static func upload(_ weights: Data, _ client: GRPCClient) async throws {
        var header = Wire.ImportModelHeader(project: "bits")
        header.network = Wire.NetworkSpecification(
            architecture: .smallConvolutional(.init(width: 16))
        )
        let model: Wire.Model = try await client.clientStreaming(.importModel) { [header] upload in
            try await upload.write(Wire.ImportModelRequest(part: .header(header)))
            try await upload.write(Wire.ImportModelRequest(part: .chunk(Array(weights))))
        }
        var request = Wire.PromoteRequest(project: "bits", modelVersion: model.version)
        request.gate = Wire.GatePolicy(rule: .always(.init()))
        #expect(try await client.unary(.promote, request).promoted)
    }
}

/// Tells a task that others have done what it waits for.
private final class Flag: Sendable {
    private let value = Atomic(false)

    var isRaised: Bool { value.load(ordering: .acquiring) }

    func raise() { value.store(true, ordering: .releasing) }
}
