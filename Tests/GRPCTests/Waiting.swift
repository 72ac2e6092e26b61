import GRPC
import Synchronization

/// Hot calls that wait for their answer.
final class Waiting: Sendable {
    let tally = Tally()
    private let replies = Mutex<[(HotReply<Blob>, Result<Blob, GRPCStatus>)]>([])

    func add(_ reply: HotReply<Blob>, _ answer: Blob) {
        replies.withLock { $0.append((reply, .success(answer))) }
        tally.add()
    }

    func completeAll() {
        let all = replies.withLock { replies in
            defer { replies = [] }
            return replies
        }
        var batch = HotReplyBatch(count: all.count)
        for (reply, result) in all { batch.append(reply, result) }
        batch.send()
    }
}
