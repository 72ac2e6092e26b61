import Domain
import Files
import Foundation
import GRPC
import InputFiles
import Messages
import Synchronization

/// Which rows of which files an `Ingest` stream was sent, and what became of them.
///
/// Only what waits for its acknowledgement is held, so the memory does not grow with the files.
final class IngestLedger: Sendable {
    /// A row that the server refused.
    struct Refusal: Sendable {
        var index: UInt64
        var code: Int32
        var message: String
        var field: String
        var place: InputPlace
    }

    /// What became of the rows so far.
    struct Result: Sendable {
        /// The rows that are stored or refused.
        var durable: UInt64 = 0
        /// The first refused ones.
        var refused: [Refusal] = []
        /// All of them.
        var refusedCount = 0
        var stored: UInt64 { durable - UInt64(refusedCount) }
        /// The stored ones in words.
        var storedText: String {
            stored == 1 ? "1 example is durable" : "\(stored) examples are durable"
        }
    }

    private struct State {
        var result = Result()
        /// Rows that wait, from number `result.durable` on.
        var waiting: [(place: InputPlace, id: String)] = []
        var made: [UInt64: String] = [:]
        var output: FileHandle?
        /// Whether the output has its first line.
        var hasBegun = false
        /// Why the output has no more lines; the acknowledgements are taken all the same.
        var outputFailure: String?
    }

    private static let refusalLimit = 10_000
    private let state: Mutex<State>
    private let path: String

    /// Follows a stream; with `idsOut` a file of places and ids is written once rows are durable.
    ///
    /// - Throws: ``Failure`` when it cannot be written, or is one of the `inputs`.
    init(idsOut: String?, inputs: [String]) throws {
        var start = State()
        if let idsOut {
            if let input = inputs.first(where: { OutputFile.isSame($0, idsOut) }) {
                throw Failure.invalid(
                    "\(shownPath(idsOut)) is the file \(shownPath(input)) that is read; name another"
                )
            }
            start.output = try OutputFile.open(idsOut)
        }
        path = idsOut ?? ""
        state = Mutex(start)
    }

    /// A row was put into a message.
    func sent(_ row: InputRow) {
        state.withLock { $0.waiting.append((row.place, row.id)) }
    }

    /// What became of the rows so far.
    var result: Result { state.withLock(\.result) }

    /// Why not all ids of durable rows are in the file; nil: they are.
    var outputFailure: String? { state.withLock(\.outputFailure) }

    /// What is said where the stream ends early; nil: nothing was sent.
    var interrupted: String? {
        let (result, isWaiting) = state.withLock { ($0.result, !$0.waiting.isEmpty) }
        guard isWaiting || result.durable > 0 else { return nil }
        return
            "\(result.storedText), \(result.refusedCount) refused; what was sent after "
            + "them may be stored too. Sending all again stores nothing twice where rows have ids "
            + "(--id-column, --ids file-row)"
    }

    /// Takes all acknowledgements of the stream.
    ///
    /// - Throws: how it ended, if not well.
    func follow(_ exchange: BidirectionalCall<Wire.IngestRequest, Wire.IngestReply>) async throws {
        for try await reply in exchange.responses { take(reply) }
    }

    private func take(_ reply: Wire.IngestReply) {
        state.withLock { state in
            for made in reply.madeIDs { state.made[made.index] = made.exampleID }
            var refused: Set<UInt64> = []
            let first = state.result.durable
            for item in reply.refused {
                refused.insert(item.index)
                state.result.refusedCount += 1
                guard state.result.refused.count < Self.refusalLimit, item.index >= first,
                    item.index - first < state.waiting.count
                else { continue }
                state.result.refused.append(
                    Refusal(
                        index: item.index,
                        code: Int32(item.code),
                        message: item.message,
                        field: item.field,
                        place: state.waiting[Int(item.index - first)].place
                    )
                )
            }
            let count = Int(min(reply.durableCount - first, UInt64(state.waiting.count)))
            writeIDs(&state, first, count, but: refused)
            for offset in 0..<count { state.made[first + UInt64(offset)] = nil }
            state.waiting.removeFirst(count)
            state.result.durable = reply.durableCount
        }
    }

    /// Writes the ids of the rows that have become durable.
    private func writeIDs(
        _ state: inout State,
        _ first: UInt64,
        _ count: Int,
        but refused: Set<UInt64>
    ) {
        guard let output = state.output, state.outputFailure == nil else { return }
        var text = state.hasBegun ? "" : "file,row,id\n"
        for offset in 0..<count where !refused.contains(first + UInt64(offset)) {
            let row = state.waiting[offset]
            let id = row.id.isEmpty ? state.made[first + UInt64(offset)] ?? "" : row.id
            let number = row.place.unit == .file ? "" : "\(row.place.row)"
            text += "\(Self.field(row.place.file)),\(number),\(Self.field(id))\n"
        }
        do {
            if !state.hasBegun, OutputFile.isPlain(path) { try output.truncate(atOffset: 0) }
            state.hasBegun = true
            try output.write(contentsOf: Data(text.utf8))
        } catch {
            state.outputFailure =
                "\(shownPath(path)) has not all ids: \(OutputFile.words(of: error)); `tutelage export` has them"
        }
    }

    /// A field of RFC 4180.
    private static func field(_ text: String) -> String {
        guard text.contains(where: { ",\"\r\n".contains($0) }) else { return text }
        return "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }
}
