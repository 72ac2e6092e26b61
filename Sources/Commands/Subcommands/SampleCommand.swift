import ArgumentParser
import Foundation
import GRPC
import Messages
import Services

/// `tutelage sample`: draws examples by lot, to be asked of people.
struct SampleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample",
        abstract: "Draw examples by lot, to be asked of people; without --for, list the draws.",
        discussion: """
            certify-pool draws from what is unlabelled now, and closes a pool: its answers certify the
            labels of that pool. gate, certify and test draw from what came in that no version has
            seen and no person was shown. Drawn examples stand first in `review list`, without the
            model's guess; a sample counts when all of it is answered, and a skipped one as wrong.
              tutelage sample digits --for certify-pool --count 150
              tutelage review list digits --samples
            """
    )

    /// What a sample can be drawn for.
    enum Purpose: String, ExpressibleByArgument, CaseIterable {
        case certifyPool = "certify-pool"
        case gate, certify, test

        var split: Wire.Split {
            switch self {
            case .certifyPool: .certifyPool
            case .gate: .gate
            case .certify: .certify
            case .test: .test
            }
        }
    }

    @Argument(help: "The project.") var project: String
    @Option(name: .customLong("for"), help: "What the drawn examples are for.")
    var purpose: Purpose?
    @Option(help: "How many examples to draw.") var count: UInt32?
    @Option(help: "The pool to draw more of; without it a new one.") var pool: Int64 = 0
    @Option(help: "The seed of the lot, to repeat a draw. [default: made by the server]")
    var seed: UInt64?
    @OptionGroup var options: ServerOptions

    func validate() throws {
        guard purpose == nil || count != nil else {
            throw ValidationError("say how many to draw with --count")
        }
        guard purpose != nil || count == nil else {
            throw ValidationError("say what the sample is for with --for")
        }
    }

    func run() async throws {
        try await options.withConnection { connection in
            guard let purpose else { return try await list(connection) }
            var request = Wire.DrawSampleRequest(project: project, split: purpose.split)
            request.count = count ?? 0
            request.pool = pool
            request.seed = seed
            request.requestID = UUID().uuidString
            let draw = try await connection.unary(.drawSample, request)
            options.show(draw.json) {
                let source = draw.pool == 0 ? "what came in unseen" : "pool \(draw.pool)"
                return "\(draw.count) of \(draw.population) examples of \(source) are drawn for "
                    + "\(draw.split.word); they wait first in: tutelage review list \(project) --samples"
            }
        }
    }

    private func list(_ connection: GRPCClient) async throws {
        let reply = try await connection.unary(.listDraws, Wire.ListDrawsRequest(project: project))
        options.show(.array(reply.draws.map(\.json))) {
            var table = Table("draw", "for", "pool", "drawn", "of", "not answered", "seed")
            for draw in reply.draws {
                table.append(
                    "\(draw.id)",
                    draw.split.word,
                    draw.pool == 0 ? "-" : "\(draw.pool)",
                    "\(draw.count)",
                    "\(draw.population)",
                    "\(draw.open)",
                    "\(draw.seed)"
                )
            }
            return table.text
        }
    }
}

extension Wire.Draw {
    /// The draw.
    var json: JSONValue {
        .object([
            ("id", .integer(id)), ("split", .string(split.word)), ("pool", .id(pool)),
            ("first_sequence", .integer(firstSequence)), ("last_sequence", .integer(lastSequence)),
            ("seed", .string("\(seed)")), ("count", .count(count)),
            ("population", .count(population)), ("open", .count(open)),
            ("created_at", createdAt.map { .string($0.text) } ?? .null),
        ])
    }
}
