import ArgumentParser
import Benchmarks
import Domain
import Files
import Foundation

/// `tutelage bench load`: unary calls with bytes from files, at a closed or an open pace.
struct BenchLoad: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load",
        abstract: "Call one method of any gRPC server and measure how the calls end.",
        discussion: """
            A request file holds one message without its length prefix. FILE:A:B sends FILE and takes the replies to A and B, asked alone before, for right; \
            with --check FILE's own.
            """
    )
    @Option(help: "The server, HOST:PORT.") var server = "127.0.0.1:8600"
    @Option(help: "The method.") var path = "/tutelage.v1.Prediction/Predict"
    @Option(help: "A request, FILE or FILE:A:B; calls choose one at random.") var request: [String]
    @Option(help: "A header field, NAME:VALUE.") var header: [String] = []
    @Option(help: "Calls at a time.") var concurrency = 1
    @Option(help: "Calls a second, ended or not, in place of so many at a time.") var rate: Double?
    @Option(help: "Connections.") var connections = 1
    @Option(help: "Calls at a time on a connection with --rate.") var streams = 250
    @Option(help: "For how long calls start.") var seconds = 10.0
    @Option(help: "How many calls start. [default: as many as fit the time]") var calls: Int?
    @Option(help: "A file; once it exists no more calls start.") var stopFile: String?
    @Option(help: "For how long calls are not counted.") var warmup = 0.0
    @Option(help: "The share of calls with a deadline.") var deadlineShare = 0.0
    @Option(help: "The shortest deadline, in microseconds.") var deadlineMin = 1
    @Option(help: "The longest deadline, in microseconds.") var deadlineMax = 1_000_000
    @Option(help: "The share of calls that are cancelled.") var cancelShare = 0.0
    @Option(help: "The seed of what is random.") var seed: UInt64 = 0
    @Option(help: "Where to write a line a call: start ns, latency us, outcome.")
    var samples: String?
    @Flag(help: "Compare each reply with that of the request asked alone.") var check = false
    @Flag(help: "Open lost connections again.") var reconnect = false
    @Flag(help: "Print JSON for programs instead of a table for people.") var json = false

    func validate() throws {
        guard concurrency >= 1, connections >= 1, streams >= 1, seconds > 0, warmup >= 0,
            rate ?? 1 > 0, calls ?? 1 >= 1, !request.isEmpty, deadlineMin >= 1,
            deadlineMin <= deadlineMax, deadlineMax < 100_000_000
        else { throw ValidationError("a size is too small or too large, or no request is given") }
        _ = try ServerOptions.address(server)
    }

    func run() async throws {
        do {
            var plan = try plan()
            try await addReferences(to: &plan)
            let report = try await LoadRun.run(plan)
            if let samples { try write(report.samples, to: samples) }
            Console.write(line: json ? text(report) : table(report))
        } catch let failure as Failure {
            printError("error: \(failure.message)")
            throw ExitCode.failure
        }
    }

    private func plan() throws -> LoadPlan {
        let address = try ServerOptions.address(server)
        let requests = try request.map { text in
            LoadPlan.Request(body: try Self.frame(text.split(separator: ":").first ?? ""))
        }
        var plan = LoadPlan(
            host: address.host,
            port: address.port,
            path: path,
            requests: requests
        )
        plan.headers = try header.map { text in
            guard let colon = text.firstIndex(of: ":") else {
                throw Failure.invalid("a header is NAME:VALUE; got \(quoted(text))")
            }
            return (text[..<colon].lowercased(), String(text[text.index(after: colon)...]))
        }
        plan.pace = rate.map { .open($0) } ?? .closed(concurrency)
        plan.connections = rate == nil ? min(connections, concurrency) : connections
        plan.streams = streams
        plan.seconds = seconds + warmup
        plan.calls = calls
        if let stopFile { plan.isOver = { FileManager.default.fileExists(atPath: stopFile) } }
        plan.warmupSeconds = warmup
        if deadlineShare > 0 { plan.deadlines = (deadlineShare, deadlineMin...deadlineMax) }
        plan.cancelShare = cancelShare
        plan.reconnects = reconnect
        plan.keepsSamples = samples != nil
        plan.seed = seed
        return plan
    }

    /// Asks the references alone, before any load.
    private func addReferences(to plan: inout LoadPlan) async throws {
        for (index, text) in request.enumerated() {
            let parts = text.split(separator: ":")
            let references = parts.count > 1 ? parts.dropFirst() : check ? parts[...] : []
            guard !references.isEmpty else { continue }
            let bodies = try references.map { try Self.frame($0) }
            plan.requests[index].accepted = Set(try await LoadRun.ask(bodies, like: plan))
        }
    }

    /// The message of a file with its length prefix.
    private static func frame(_ path: Substring) throws -> [UInt8] {
        let message = try GivenFile.bytes(of: String(path))
        let count = UInt32(clamping: message.count)
        let prefix = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: count >> UInt32($0)) }
        return [0] + prefix + message
    }

    private func write(_ samples: [LoadReport.Sample], to path: String) throws {
        let lines = samples.map { "\($0.startNanoseconds) \($0.microseconds) \($0.outcome)\n" }
        try GivenFile.write(Array(lines.joined().utf8), to: path)
    }

    private func text(_ report: LoadReport) -> String {
        let outcomes = report.latencies.keys.sorted().map { outcome in
            (
                outcome,
                JSONValue.object([
                    ("count", .count(report.count(outcome))),
                    ("p50_us", .number(report.percentile(0.5, of: outcome))),
                    ("p99_us", .number(report.percentile(0.99, of: outcome))),
                    ("max_us", .number(report.percentile(1, of: outcome))),
                ])
            )
        }
        return JSONValue.object([
            ("seconds", .number(report.seconds)), ("goodput", .number(report.goodput)),
            ("reconnections", .count(report.reconnections)),
            ("client_cpu_seconds", .number(report.processSeconds)),
            ("outcomes", .object(outcomes)),
        ]).text
    }

    private func table(_ report: LoadReport) -> String {
        var table = Table("outcome", "calls", "a second", "p50 us", "p99 us", "max us")
        for outcome in report.latencies.keys.sorted() {
            table.append(
                outcome,
                "\(report.count(outcome))",
                decimal(Double(report.count(outcome)) / max(report.seconds, 1e-9), 0),
                decimal(report.percentile(0.5, of: outcome), 0),
                decimal(report.percentile(0.99, of: outcome), 0),
                decimal(report.percentile(1, of: outcome), 0)
            )
        }
        let cpu = decimal(report.processSeconds, 2)
        return table.text + "\n\(decimal(report.seconds, 2)) s, client CPU \(cpu) s, "
            + "\(report.reconnections) reconnections"
    }
}
