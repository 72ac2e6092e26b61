import HTTP2Session
import Testing

@Suite("The session alone conforms: bytes in, frames out")
struct SessionTests {
    @Test("There are 146 cases, and one of strict mode; none twice")
    func count() {
        let cases = ConformanceCase.all
        #expect(cases.count { !$0.isStrict } == 146)
        #expect(cases.count { $0.isStrict } == 1)
        #expect(Set(cases.map(\.description)).count == 147)
    }

    @Test("A case", arguments: ConformanceCase.all)
    func conforms(test: ConformanceCase) throws {
        let server = try Server()
        if test.shakesHands {
            server.receive(Frames.magic + Frames.window(65_535) + Frames.frame(4, 1))
            #expect(server.settles(.settingsAcknowledged), "\(test): the handshake")
        }
        for step in test.steps {
            switch step {
            case .send(let bytes): server.receive(bytes)
            case .await(let verdict): #expect(server.settles(verdict), "\(test): \(server.seen)")
            }
        }
    }

    /// A session with an application that answers every request.
    final class Server {
        private let session: HTTP2Session
        private var bytes: [UInt8] = []
        private var frames: [Frame] = []
        private var isFirst = true
        private(set) var seen: [Frame] = []
        private var requests: [StreamID: Bool] = [:]

        init() throws { session = try HTTP2Session(role: .server, limits: HTTP2Limits()) { 1 } }

        func receive(_ input: [UInt8]) {
            try? session.receive(input.span)
            answer()
            while session.wantsToSend {
                try? session.takeOutput(limit: 1 << 20, into: &bytes)
            }
            frames += Frame.take(from: &bytes)
        }

        private func answer() {
            let batch = session.takeEvents()
            for event in batch.events {
                switch event {
                case .headers(let stream, let fields) where requests[stream] == nil:
                    let isHead = fields.contains { batch.headers.value($0, is: "HEAD") }
                    requests[stream] = isHead
                case .data(let stream, let range):
                    session.release(stream, bytes: range.count)
                case .endStream(let stream):
                    let isHead = requests[stream] ?? false
                    let list = StaticHeaders([(":status", "404")])
                    session.respond(stream, headers: list, endStream: isHead)
                    session.write(stream) { $0 += Array("nothing here\n".utf8) }
                    session.finish(stream)
                default: break
                }
            }
            session.recycle(batch)
        }

        func settles(_ verdict: Verdict) -> Bool {
            while !frames.isEmpty {
                let frame = frames.removeFirst()
                seen.append(frame)
                defer { isFirst = false }
                if let judgement = verdict.judge(frame, isFirst: isFirst) {
                    guard judgement, case .connectionError = verdict else { return judgement }
                    return session.isFinished
                }
            }
            return verdict.mayClose && session.isFinished
        }
    }
}
