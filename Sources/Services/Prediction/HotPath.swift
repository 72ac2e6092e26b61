internal import Domain
internal import GRPC
internal import NIOCore
internal import Serving

/// How a hot call is answered with its prediction.
protocol HotAnswer: Sendable {
    /// Appends the message of the reply.
    func encode(_ prediction: borrowing Serving.Prediction, into message: inout [UInt8])
}

/// What a hot call wants of the batcher, but for the bytes of its rows; all of it was checked.
struct HotWork {
    let route: RoutedRelease
    let rows: Int
    var options = PredictionOptions()
    var priority = RequestPriority.standard
    /// When the answer is of no more use, in nanoseconds of the batcher's clock.
    let deadline: UInt64
    /// How many classes of each row the answer puts in order and names.
    var rankedClasses = 0
    /// Whether the answer costs an event loop no more than the prediction does.
    var isCheapToAnswer = true
}

/// The way of calls that run on event loops to the batcher and back.
///
/// A call is answered once whatever happens: where it came, by a compute thread, by a task, or with what
/// was thrown. What handles a call returns ``Handled``, which only the functions here make.
struct HotPath: Sendable {
    /// The proof that a call is answered or will be.
    struct Handled { fileprivate init() {} }

    private let batcher: Batcher
    private let wake: WakeAfterReads
    private let status: @Sendable (any Error) -> GRPCStatus
    private let receiver: HotReceiver

    init(batcher: Batcher, status: @escaping @Sendable (any Error) -> GRPCStatus) {
        self.batcher = batcher
        wake = WakeAfterReads(batcher: batcher)
        self.status = status
        receiver = HotReceiver(status: status)
    }

    /// Handles a call; what `body` throws is its answer.
    func handle(_ reply: ReplyAddress, _ body: () throws(Failure) -> Handled) {
        do throws(Failure) {
            _ = try body()
        } catch {
            reply.fail(status(error))
        }
    }

    /// Answers a call with the message that `encode` appends.
    func answer(_ reply: ReplyAddress, _ encode: (inout [UInt8]) -> Void) -> Handled {
        reply.complete(encode)
        return Handled()
    }

    /// Does what cannot be done on an event loop, in a task that ends with its call.
    func leave(
        _ reply: ReplyAddress,
        _ body: @escaping @Sendable () async throws -> Handled
    ) -> Handled {
        let task = Task {
            do {
                _ = try await body()
            } catch {
                reply.fail(status(error))
            }
        }
        reply.onCancel { task.cancel() }
        return Handled()
    }

    /// Has rows computed: at once where they are few and the model is small, or else with others.
    ///
    /// - Parameters:
    ///   - work: what is computed.
    ///   - inputs: the bytes of the rows.
    ///   - kept: the same bytes where somebody owns them already, so that they need no copy.
    ///   - answer: how the prediction is told.
    ///   - call: when the call came.
    ///   - reply: who waits.
    /// - Returns: That the call is handled.
    /// - Throws: ``Failure`` as ``Batcher/submit(_:wakes:)`` does.
    func submit(
        _ work: HotWork,
        _ inputs: Span<UInt8>,
        kept: [UInt8]? = nil,
        _ answer: some HotAnswer,
        _ call: CallContext,
        _ reply: ReplyAddress
    ) throws(Failure) -> Handled {
        // What shadows compute too is handed to them by a compute thread, after the answer.
        if work.isCheapToAnswer, work.route.shadows == nil {
            let isDone = try batcher.computeHere(
                work.route.release,
                inputs: inputs,
                rows: work.rows,
                options: work.options,
                rankedClasses: work.rankedClasses,
                deadline: work.deadline,
                now: call.receivedAt.uptimeNanoseconds
            ) { prediction in
                reply.complete { answer.encode(prediction, into: &$0) }
            }
            if isDone { return Handled() }
        }
        let ticket = try batcher.submit(
            PredictionRequest(
                release: work.route.release,
                inputs: kept ?? Array(copying: inputs),
                rows: work.rows,
                options: work.options,
                priority: work.priority,
                shadows: work.route.shadows,
                deadline: work.deadline,
                receiver: receiver,
                context: HotCall(reply: reply, answer: answer)
            ),
            wakes: false
        )
        wake.schedule(reply)
        let batcher = batcher
        reply.onCancel { batcher.cancel(ticket) }
        return Handled()
    }
}

extension CallContext {
    /// When the answer is of no more use, in nanoseconds of the batcher's clock.
    var answerDeadline: UInt64 { deadline?.uptimeNanoseconds ?? PredictionRequest.noDeadline }
}

/// A call whose rows wait in the batcher.
private final class HotCall: Sendable {
    let reply: ReplyAddress
    let answer: any HotAnswer

    init(reply: ReplyAddress, answer: some HotAnswer) {
        self.reply = reply
        self.answer = answer
    }
}

/// Answers the calls of a finished batch together.
private final class HotReceiver: PredictionReceiver {
    private let status: @Sendable (any Error) -> GRPCStatus

    init(status: @escaping @Sendable (any Error) -> GRPCStatus) { self.status = status }

    func receive(_ answers: [PredictionAnswer]) {
        var batch = HotReplyBatch(count: answers.count)
        for answer in answers {
            // All requests of this receiver are made above.
            guard let call = answer.request.context as? HotCall else { continue }
            switch answer.result {
            case .success(let prediction):
                batch.append(call.reply) { call.answer.encode(prediction, into: &$0) }
            case .failure(let failure): batch.append(call.reply, status(failure))
            }
        }
        batch.send(freeing: answers)
    }
}
