import Domain
import GRPC
import Testing

@Suite("A call as a state machine, on bytes")
struct CallStateMachineTests {
    private typealias Machine = CallStateMachine

    /// What a call was told to do, and the window that it gave back meanwhile.
    private struct Record: Equatable {
        var actions: [String] = []
        var credit = 0
    }

    /// A call that receives `body` in the parts that `cuts` say, as a connection would do it.
    private static func record(
        _ body: [UInt8],
        cuts: [Int],
        many: Bool,
        limit: Int = 1_000,
        fullAfter room: Int = .max
    ) -> Record {
        var machine = Machine()
        machine.begin()
        if many { machine.startWithoutRequest() }
        var record = Record()
        var waiting = 0
        func receive(_ bytes: [UInt8]) {
            var rest = bytes.indices
            while machine.isLive {
                switch machine.receive(bytes, &rest, limit: limit, isFull: { waiting >= room }) {
                case .deliver(let message, let credit):
                    waiting += 1
                    record.actions.append("deliver \(message.bytes)")
                    record.credit += credit
                case .refuse(let status):
                    record.actions.append("refuse \(status.code): \(status.message)")
                    record.credit += machine.takeCredit()
                    machine.dropRequests()
                    _ = machine.end()
                case .wait:
                    record.credit += machine.takeCredit()
                    return
                }
            }
            // What comes of a call that is over is dropped.
            record.credit += rest.count
        }
        var start = 0
        for cut in cuts + [body.count] {
            receive(Array(body[start..<cut]))
            start = cut
        }
        if let end = endAction(&machine) { record.actions.append(end) }
        // The method takes all that waits, again and again.
        while let stash = machine.takeStash() {
            waiting = 0
            receive(stash)
            if machine.endsNow, let end = endAction(&machine) { record.actions.append(end) }
        }
        return record
    }

    private static func endAction(_ machine: inout Machine) -> String? {
        switch machine.receiveEnd() {
        case .wait: return nil
        case .start(let message): return "start \(message.bytes)"
        case .finish: return "finish"
        case .refuse(let status):
            _ = machine.end()
            return "refuse \(status.code): \(status.message)"
        }
    }

    private static func framed(_ messages: [[UInt8]]) -> [UInt8] {
        messages.flatMap { [0, 0, 0, UInt8($0.count >> 8), UInt8($0.count & 0xFF)] + $0 }
    }

    /// Places to cut `count` bytes at, rising.
    private static func cuts(_ count: Int, _ random: inout SeededGenerator) -> [Int] {
        (0..<Int.random(in: 0...6, using: &random))
            .map { _ in Int.random(in: 0...count, using: &random) }.sorted()
    }

    @Test("Wherever the bytes are cut, the same is to be done, and all of the window comes back")
    func cutsDoNotMatter() {
        var random = SeededGenerator(seed: 7)
        for round in 0..<2_000 {
            let messages = (0..<Int.random(in: 0...4, using: &random)).map { _ in
                (0..<Int.random(in: 0...300, using: &random)).map { UInt8(truncatingIfNeeded: $0) }
            }
            var body = Self.framed(messages)
            // Some end within a message, some have flags that are refused, some are too long.
            if round % 5 == 0 { body = body.dropLast(Int.random(in: 0...9, using: &random)) }
            if round % 7 == 0, !body.isEmpty { body[0] = UInt8(round % 3) }
            let limit = round % 11 == 0 ? 200 : 1_000
            for many in [false, true] {
                let whole = Self.record(body, cuts: [], many: many, limit: limit)
                let parts = Self.record(
                    body,
                    cuts: Self.cuts(body.count, &random),
                    many: many,
                    limit: limit
                )
                #expect(parts == whole, "round \(round)")
                #expect(whole.credit == body.count, "round \(round)")
            }
        }
    }

    @Test("What finds no room waits as it came, and nothing of it is lost or changes its order")
    func stash() {
        var random = SeededGenerator(seed: 8)
        for _ in 0..<500 {
            let messages = (0..<12).map { [UInt8](repeating: UInt8($0), count: 5 * $0) }
            let body = Self.framed(messages)
            let cuts = Self.cuts(body.count, &random)
            let room = Int.random(in: 1...13, using: &random)
            let record = Self.record(body, cuts: cuts, many: true, fullAfter: room)
            #expect(record.actions == messages.map { "deliver \($0)" } + ["finish"])
            #expect(record.credit == body.count)
        }
    }

    @Test(
        "One request is one",
        arguments: [
            ([], "refuse unimplemented: expected one request, none came"),
            ([[1, 2]], "start [1, 2]"),
            ([[]], "start []"),
            ([[1], [2]], "refuse unimplemented: expected one request, more came"),
        ] as [([[UInt8]], String)]
    )
    func oneRequest(messages: [[UInt8]], action: String) {
        let record = Self.record(Self.framed(messages), cuts: [], many: false)
        #expect(record.actions == [action])
    }

    @Test("A whole plain message is used where it lies, and only that")
    func wholeMessage() {
        let body = Self.framed([[7, 8, 9]])
        var machine = Machine()
        func whole(_ bytes: Range<Int>, limit: Int = 10) -> Range<Int>? {
            machine.receiveWhole(body, bytes, limit: limit)
        }
        #expect(whole(0..<8) == nil, "before the call began")
        machine.begin()
        #expect(whole(0..<7) == nil)
        #expect(whole(0..<8, limit: 2) == nil)
        #expect(machine.state == .receiving)
        #expect(whole(0..<8) == 5..<8)
        #expect(machine.state == .running)
        #expect(whole(0..<8) == nil, "a second one")
        #expect(Self.endAction(&machine) == nil, "the end of the stream does not start it again")
    }

    @Test("An event that comes too late asks for nothing")
    func late() {
        var machine = Machine()
        machine.begin()
        let headers = { machine.takeHeaders() }
        #expect(!headers(), "there is no answer before the method works")
        machine.startWithoutRequest()
        #expect(headers())
        #expect(!headers(), "headers go once")
        let ending = machine.end()
        #expect(ending == .trailers)
        let end = Self.endAction(&machine)
        #expect(end == nil, "the end of the requests after the end of the call")
        #expect(!headers())
        let stash = machine.takeStash()
        #expect(stash == nil && !machine.isLive && !machine.endsNow)
        machine.free()
        machine.begin()
        let second = machine.end()
        #expect(second == .trailersOnly, "nothing of the call before is left")
    }

    @Test("What is unfinished is told: what will come, and what has")
    func unfinished() {
        let body = Self.framed([[UInt8](repeating: 1, count: 100)])
        var machine = Machine()
        machine.begin()
        var part = 0..<25
        guard case .wait = machine.receive(body, &part, limit: 100, isFull: { false }) else {
            Issue.record("a part of a message is waited for")
            return
        }
        #expect(machine.unfinished == (100, 20))
        let credit = machine.takeCredit()
        #expect(credit == 25)
        part = 25..<105
        _ = machine.receive(body, &part, limit: 100, isFull: { false })
        #expect(machine.unfinished == (100, 100), "it waits for the end of its stream")
        _ = machine.receiveEnd()
        #expect(machine.unfinished == (0, 0))
    }

    @Test("Compressed messages are known by their flag, where an encoding was named")
    func compressed() {
        let body: [UInt8] = [1, 0, 0, 0, 1, 42]
        var machine = Machine()
        machine.begin()
        machine.expect(.gzip)
        var rest = body.indices
        _ = machine.receive(body, &rest, limit: 10, isFull: { false })
        guard case .start(let message) = machine.receiveEnd() else {
            Issue.record("the request is whole")
            return
        }
        #expect(message.encoding == .gzip && message.bytes == [42])
        #expect(Self.record(body, cuts: [], many: false).actions.first?.hasPrefix("refuse") == true)
    }
}
