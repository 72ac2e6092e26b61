import ArgumentParser
import Domain
import Foundation
import GRPC
import Messages
import Services

/// `tutelage bench ingest`: durable examples a second, as the store grows.
struct BenchIngest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Stream small vectors into a server of its own and measure the rate.",
        discussion: """
            The store caches 256 MiB of pages and checkpoints its log at 64 MiB. The rate is that of acknowledged, durable examples, over windows of 50,000. The last \
            lines compare the windows around 250,000 rows and at the end.
            """
    )
    @Option(help: "Examples in all.") var rows = 1_000_000
    @Option(help: "Numbers of a vector.") var dimension: UInt32 = 16
    @Option(help: "Connections.") var clients = 8
    @Option(help: "Examples of a message.") var batch = 500
    @Flag(help: "Random 128-bit ids instead of rising ones.") var randomIds = false
    @Option(help: "An empty folder for the server. [default: a temporary one]")
    var dataDir: String?
    @Flag(help: "Print JSON for programs instead of a table for people.") var json = false

    func validate() throws {
        guard rows >= 1, dimension >= 1, (1...256).contains(clients), (1...10_000).contains(batch)
        else { throw ValidationError("rows, dimension, clients and batch are too small or large") }
    }

    func run() async throws {
        let directory =
            dataDir.map { URL(filePath: $0) }
            ?? FileManager.default.temporaryDirectory.appending(path: "tutelage-\(UUID())")
        let server = try ServerProcess(directory: directory)
        defer {
            server.stop()
            if dataDir == nil { try? FileManager.default.removeItem(at: directory) }
        }
        let counter = WindowCounter(window: 50_000)
        let address = try ServerOptions.address(server.address)
        let first = try await GRPCClient.connect(host: address.host, port: address.port)
        var create = Wire.CreateProjectRequest(name: "bench", classes: ["no", "yes"])
        create.input = .init(kind: .vector(Wire.VectorInput(dimension: dimension)))
        _ = try await first.unary(.createProject, create)
        await first.close()
        let begin = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<clients {
                let share = rows / clients + (number < rows % clients ? 1 : 0)
                group.addTask {
                    let client = try await GRPCClient.connect(
                        host: address.host,
                        port: address.port
                    )
                    try await send(share, from: number, over: client, counter)
                    await client.close()
                }
            }
            try await group.waitForAll()
        }
        let seconds = (ContinuousClock.now - begin) / .seconds(1)
        await show(seconds, cpu: server.cpuSeconds, windows: counter.rates)
    }

    private func send(
        _ count: Int,
        from number: Int,
        over client: GRPCClient,
        _ counter: WindowCounter
    ) async throws {
        let call = client.bidirectional(.ingest)
        async let received: Void = Self.receive(call, counter)
        var generator = SeededGenerator(seed: UInt64(number))
        for start in stride(from: 0, to: count, by: batch) {
            let items = (start..<min(start + batch, count)).map { index in
                var bytes: [UInt8] = []
                bytes.reserveCapacity(4 * Int(dimension))
                for _ in 0..<dimension {
                    bytes.append(littleEndian: generator.uniform().bitPattern)
                }
                let id =
                    randomIds
                    ? "\(generator.next())-\(generator.next())" : "c\(number)-\(index)"
                return Wire.IngestItem(exampleID: id, input: Wire.Tensor(data: bytes))
            }
            try await call.write(Wire.IngestRequest(project: "bench", items: items))
        }
        call.finish()
        try await received
    }

    private static func receive(
        _ call: BidirectionalCall<Wire.IngestRequest, Wire.IngestReply>,
        _ counter: WindowCounter
    ) async throws {
        var last: UInt64 = 0
        for try await reply in call.responses {
            if let refused = reply.refused.first {
                throw Failure(.internal, "row \(refused.index) was refused: \(refused.message)")
            }
            await counter.add(Int(reply.durableCount - last))
            last = reply.durableCount
        }
    }

    private func show(_ seconds: Double, cpu: Double, windows: [Double]) {
        let rate = Double(rows) / seconds
        let early = Self.mean(windows, around: 5)
        let late = Self.mean(windows, around: windows.count - 1)
        if json {
            let value = JSONValue.object([
                ("rows", .count(rows)), ("dimension", .count(dimension)),
                ("clients", .count(clients)), ("seconds", .number(seconds)),
                ("rate", .number(rate)), ("rate_at_250k", .number(early)),
                ("rate_at_end", .number(late)), ("ratio", .number(late / early)),
                ("server_cpu_microseconds_per_row", .number(cpu / Double(rows) * 1e6)),
                ("windows", .array(windows.map { .number($0) })),
            ])
            Console.write(line: value.text)
            return
        }
        var table = Table("rows", "durable a second")
        for (index, rate) in windows.enumerated() {
            table.append("\((index + 1) * 50_000)", decimal(rate, 0))
        }
        Console.show(table.text)
        Console.show(
            "\(rows) rows in \(decimal(seconds, 1)) s: \(decimal(rate, 0)) durable a second"
        )
        Console.show("server CPU a row: \(decimal(cpu / Double(rows) * 1e6, 1)) us")
        if windows.count > 6 {
            Console.show("at the end / around 250,000 rows: \(decimal(late / early, 2))")
        }
    }

    /// The mean of the window `index` and its neighbours.
    private static func mean(_ windows: [Double], around index: Int) -> Double {
        let near = windows.indices.filter { abs($0 - index) <= 1 }
        guard !near.isEmpty else { return windows.last ?? 0 }
        // Each window is the same number of rows: the mean of rates is harmonic.
        return Double(near.count) / near.reduce(0) { $0 + 1 / windows[$1] }
    }
}

/// Counts durable rows of all clients and times each window of them.
private actor WindowCounter {
    private let window: Int
    private var count = 0
    private var begin = ContinuousClock.now
    /// The rate of each full window, in rows a second.
    private(set) var rates: [Double] = []

    init(window: Int) { self.window = window }

    func add(_ rows: Int) {
        count += rows
        while count >= window {
            let now = ContinuousClock.now
            rates.append(Double(window) / ((now - begin) / .seconds(1)))
            begin = now
            count -= window
        }
    }
}
