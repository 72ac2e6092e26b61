import Foundation
import GRPC
import Messages
import Services
import TestSupport
import Testing

@Suite("A small message that inflates to a large one costs no memory")
struct BombTests {
    /// A message that claims to be compressed, whatever its bytes are.
    private struct Compressed: Message {
        static let fullName = "test.Compressed"
        var content: [UInt8] = []

        init() {}

        init(_ content: [UInt8]) { self.content = content }

        init(decoding bytes: RawSpan) throws(MessageError) {}

        var encodedSize: Int { content.count }

        func write(into buffer: inout [UInt8]) {
            // The first of the five bytes before a message holds its flags.
            buffer[buffer.count - 5] = 1
            buffer.append(contentsOf: content)
        }
    }

    /// A gibibyte of zeros, a mebibyte by gzip.
    private static func bomb() async throws -> [UInt8] {
        let zeros = try Program("/bin/sh", ["-c", "head -c 1073741824 /dev/zero | gzip -n"])
        await zeros.end()
        let data = zeros.output
        try #require((1_000_000...1_100_000).contains(data.count))
        return Array(data)
    }

    /// The most memory that a process has had, in bytes.
    private static func peak(_ process: Int32) throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let match = try #require(status.firstMatch(of: /VmHWM:\s+(\d+) kB/))
        return try #require(Int(match.1)) * 1024
    }

    @Test("1 MiB that inflates to 1 GiB is refused at the limit, and its bytes are not held")
    func gibibyte() async throws {
        let bomb = Compressed(try await Self.bomb())
        let server = try await TestServer()
        let client = try await server.connect()
        var options = CallOptions()
        options.metadata.append("grpc-encoding", "gzip")
        _ = try await client.unary(.listProjects, Wire.ListProjectsRequest())
        let before = try Self.peak(server.processID)
        for path in ["Prediction/Predict", "Projects/GetProject", "Labeling/Ingest"] {
            let parts = path.split(separator: "/").map(String.init)
            let rpc = RPC<Compressed, Wire.HealthCheckResponse>("tutelage.v1.\(parts[0])", parts[1])
            for _ in 0..<4 {
                do {
                    _ = try await client.unary(rpc, bomb, options: options)
                    Issue.record("\(path) took the bomb")
                } catch let status as GRPCStatus {
                    #expect(status.code == .resourceExhausted)
                    #expect(
                        status.message
                            == "the message inflates to more than 4194304 bytes (--max-message-bytes)"
                    )
                }
                _ = try await client.unary(.listProjects, Wire.ListProjectsRequest())
            }
        }
        // The message as it came, twice at most while it grew, and what the sockets hold.
        let growth = try Self.peak(server.processID) - before
        #expect(growth < 8 << 20, "the server grew by \(growth) bytes")
        await client.close()
        #expect(await server.stop() == 0)
    }
}
