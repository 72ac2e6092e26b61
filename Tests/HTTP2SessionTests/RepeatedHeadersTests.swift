import HTTP2Session
import Testing

/// Header lists that are those of the request before: compared while they come, and not copied.
@Suite("Repeated header lists")
struct RepeatedHeadersTests {
    /// The lists that the requests of some reads have, and whether each has the range of the one before,
    /// in its batch or, for the first, in an earlier one.
    private struct Lists {
        let server: Side
        var number: Int32 = 1
        private(set) var lists: [[String]] = []
        private(set) var repeats: [Bool] = []

        init(limits: HTTP2Limits = HTTP2Limits()) throws {
            server = try Side(.server, limits: limits)
            try server.receive(Frame.magic + Frame.settings)
            _ = server.told()
        }

        /// The bytes of a request with `fields` as literals, cut into CONTINUATION frames of `piece`.
        mutating func request(_ fields: [(String, String)], piece: Int = .max) -> [UInt8] {
            defer { number += 2 }
            var block: [UInt8] = []
            for (name, value) in fields {
                block += [0, UInt8(name.utf8.count)] + Array(name.utf8)
                block += [UInt8(value.utf8.count)] + Array(value.utf8)
            }
            var bytes: [UInt8] = []
            var rest = block[...]
            repeat {
                let part = rest.prefix(piece)
                rest = rest.dropFirst(part.count)
                let flags: UInt8 = (rest.isEmpty ? 4 : 0) | (bytes.isEmpty ? 1 : 0)
                bytes += Frame.make(
                    bytes.isEmpty ? 1 : 9,
                    flags: flags,
                    stream: number,
                    Array(part)
                )
            } while !rest.isEmpty
            return bytes
        }

        /// Takes the events of what was received.
        mutating func take() {
            let batch = server.session.takeEvents()
            var last = batch.repeatedFields
            for event in batch.events {
                guard case .headers(_, let fields) = event else { continue }
                lists.append(
                    fields.map { "\(batch.headers.name($0)): \(batch.headers.value($0))" }
                )
                repeats.append(fields == last)
                last = fields
            }
            server.session.recycle(batch)
        }
    }

    private static func fields(_ extra: (String, String)...) -> [(String, String)] {
        [(":method", "POST"), (":scheme", "http"), (":path", "/s/M"), (":authority", "h")] + extra
    }

    private static func texts(_ fields: [(String, String)]) -> [String] {
        fields.map { "\($0): \($1)" }
    }

    @Test(
        "Every list is whole, whatever the one before; equal ones are told",
        arguments: [0, 1, 7]
    )
    func wholeLists(cut: Int) throws {
        let plain = Self.fields(("te", "trailers"))
        let requests = [
            plain, plain, plain,
            Self.fields(("te", "trailers"), ("x", "1")),
            Self.fields(("te", "trailers")),
            Self.fields(),
            Self.fields(("te", "trailers"), ("x", "2")),
            plain, plain,
            [(":method", "PUT")] + plain.dropFirst(),
            plain,
        ]
        var lists = try Lists()
        for (index, request) in requests.enumerated() {
            let bytes = lists.request(request, piece: cut == 7 ? 40 : .max)
            // One batch for each request, for each two, and reads that end anywhere within.
            if cut == 7 {
                for byte in bytes {
                    try lists.server.receive([byte])
                    lists.take()
                }
            } else {
                try lists.server.receive(bytes)
                if cut == 0 || index % 2 == 1 { lists.take() }
            }
        }
        lists.take()
        #expect(lists.lists == requests.map(Self.texts))
        let expected = requests.indices.map { index in
            index > 0 && Self.texts(requests[index]) == Self.texts(requests[index - 1])
        }
        #expect(lists.repeats == expected)
    }

    @Test("Refused, too large and long lists between equal ones change nothing")
    func listsBetween() throws {
        var limits = HTTP2Limits()
        limits.concurrentStreams = 2
        limits.headerListBytes = 6_000
        var lists = try Lists(limits: limits)
        let plain = Self.fields(("te", "trailers"))
        // Two are open; the third is refused with another list.
        try lists.server.receive(lists.request(plain) + lists.request(plain))
        try lists.server.receive(lists.request(Self.fields(("a", "b"))))
        lists.take()
        try lists.server.receive(Frame.reset(stream: 1) + Frame.reset(stream: 3))
        // Too large; then one that is too long to be kept, twice.
        let long =
            Self.fields() + (0..<40).map { ("name\($0)", String(repeating: "v", count: 100)) }
        let large = long + (0..<30).map { ("more\($0)", String(repeating: "v", count: 100)) }
        try lists.server.receive(lists.request(large))
        lists.take()
        for request in [plain, long] {
            for _ in 0..<2 {
                try lists.server.receive(lists.request(request))
                try lists.server.receive(Frame.reset(stream: lists.number - 2))
                lists.take()
            }
        }
        #expect(lists.lists == [plain, plain, plain, plain, long, long].map(Self.texts))
        #expect(lists.repeats == [false, true, true, true, false, false])
    }

    @Test("Slots keep their place while a table grows, and free what they hold")
    func slots() {
        final class Counted {
            let count: Counter
            init(_ count: Counter) {
                self.count = count
                count.value += 1
            }
            deinit { count.value -= 1 }
        }
        final class Counter { var value = 0 }
        let counter = Counter()
        func fill() {
            let table = SlotTable<Counted>()
            for _ in 0..<200 { table.append(Counted(counter)) }
            #expect(table.indices == 0..<200)
            #expect(counter.value == 200)
            table[17] = Counted(counter)
            #expect(counter.value == 200)
            #expect(table[199] !== table[198])
        }
        fill()
        #expect(counter.value == 0)
    }
}
