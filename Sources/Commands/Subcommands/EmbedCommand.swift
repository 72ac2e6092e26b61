import ArgumentParser
import Domain
import Foundation
import GRPC
import InputFiles
import Messages
import Services

/// `tutelage embed`: what a node of a model yields for the rows of files.
struct EmbedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "embed",
        abstract: "Compute the features of rows, or what any node of a model yields."
    )
    @Argument(help: "The project.") var project: String
    @OptionGroup var input: InputFileOptions
    @Option(help: "The model version; 0 is the champion.") var modelVersion: Int64 = 0
    @Option(help: "A node of the model's graph. [default: the features before the last layer]")
    var node: String = ""
    @Option(
        name: [.customShort("o"), .customLong("out")],
        help: "A .npy file to write, one row for each row of the files. [default: print them]"
    )
    var out: String?
    @Flag(help: "Replace the file that is there.") var force = false
    @OptionGroup var options: ServerOptions

    /// The most bytes of values in a reply, below its limit.
    private static let replyBytes = 2 << 20

    func run() async throws {
        try await options.withConnection { connection in
            let shown = try await connection.unary(
                .getProject,
                Wire.GetProjectRequest(project: project)
            )
            let specification = try shown.specification()
            var found = Embeddings()
            var batch: [InputRow] = []
            // The first row alone: its answer tells how many fit into one.
            var limit = 1
            func send() async throws {
                guard !batch.isEmpty else { return }
                var request = Wire.EmbedRequest(project: project, modelVersion: modelVersion)
                request.inputs = tensor(of: batch, specification)
                request.node = node
                let reply = try await connection.unary(.embed, request)
                found.add(reply, batch.map(\.shownID))
                let most = Self.replyBytes / max(1, 4 * found.width)
                limit = max(1, min(specification.rows(atMost: 256), most))
                batch = []
            }
            let refused = try await input.forEachRow(of: specification, classes: shown.classes) {
                row in
                batch.append(row)
                if specification.isFull(batch, most: limit) { try await send() }
            }
            try await send()
            if let out { try OutputFile.write(found.npy, to: out, replacing: force) }
            show(found)
            if refused > 0 { throw ExitCode.failure }
        }
    }

    private func show(_ found: Embeddings) {
        var members: [(String, JSONValue)] = [
            ("model_version", .integer(found.version)), ("node", .string(found.node)),
            ("shape", .array(found.shape.map { .count($0) })), ("rows", .count(found.ids.count)),
        ]
        if out == nil {
            let rows = found.ids.indices.map { index in
                JSONValue.object([
                    ("id", .text(found.ids[index])),
                    ("values", .array(found.row(index).map { .float($0) })),
                ])
            }
            members.append(("embeddings", .array(rows)))
        }
        options.show(.object(members)) {
            let shape = found.shape.map { "\($0)" }.joined(separator: " x ")
            let place = out.map { ", written to \($0)" } ?? ""
            var lines: [String] = []
            if out == nil {
                lines = found.ids.indices.map { index in
                    found.ids[index] + " "
                        + found.row(index).map { "\($0)" }.joined(separator: " ")
                }
            }
            lines.append(
                "version \(found.version), node \(found.node): \(found.ids.count) rows of \(shape)\(place)"
            )
            return lines.joined(separator: "\n")
        }
    }
}

/// What a node yields for the rows so far.
private struct Embeddings {
    var version: Int64 = 0
    var node = ""
    var shape: [UInt32] = []
    var ids: [String] = []
    /// Little-endian floats, row after row.
    private var bytes: [UInt8] = []

    /// The values of a row.
    var width: Int { shape.reduce(1) { $0 * Int($1) } }

    mutating func add(_ reply: Wire.EmbedReply, _ ids: [String]) {
        version = reply.modelVersion
        node = reply.node
        shape = reply.shape
        self.ids += ids
        bytes += reply.values?.data ?? []
    }

    func row(_ index: Int) -> [Float] {
        (0..<width).map { column in
            let start = 4 * (index * width + column)
            let bits = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[start + $1]) << (8 * $1) }
            return Float(bitPattern: bits)
        }
    }

    /// The values as NumPy's `.npy`, version 1.0: `[rows, ...shape]`, float32.
    var npy: Data {
        let extents = [ids.count] + shape.map { Int($0) }
        var header =
            "{'descr': '<f4', 'fortran_order': False, 'shape': ("
            + extents.map { "\($0)" }.joined(separator: ", ") + "), }"
        // Magic, version and length are 10 bytes; the whole is a multiple of 64 and ends with a line.
        let padding = (64 - (header.utf8.count + 11) % 64) % 64
        header += String(repeating: " ", count: padding) + "\n"
        let length = header.utf8.count
        var data = Data(
            [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length & 255), UInt8(length >> 8)]
        )
        data.append(contentsOf: header.utf8)
        data.append(contentsOf: bytes)
        return data
    }
}
