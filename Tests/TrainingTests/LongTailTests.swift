import Domain
import TestSupport
import Testing

@Suite("Golden: classes of unequal size, as CoSSL makes them")
struct LongTailTests {
    @Test("Counts")
    func counts() throws {
        var applied = 0
        try GoldenCases(reading: "others/cossl.json").forEach { record, place in
            guard try record.get("name").text() == "make_imb_data" else { return }
            let parameters = try record.get("params")
            let counts = LongTail.counts(
                most: try parameters.get("max_num").integer(),
                classes: try parameters.get("classes").integer(),
                ratio: try parameters.get("gamma").integer()
            )
            let expected = try record.get("outputs").get("counts").list().map { try $0.integer() }
            #expect(counts == expected, "\(place)")
            applied += 1
        }
        #expect(applied > 0)
    }

    @Test("The factor between two classes is rounded before its powers are taken, as in USB")
    func roundings() {
        #expect(LongTail.counts(most: 32, classes: 6, ratio: 32) == [32, 16, 8, 4, 2, 1])
        #expect(LongTail.counts(most: 1500, classes: 10, ratio: 27)[3] == 499)
        #expect(LongTail.counts(most: 1500, classes: 10, ratio: -27)[6] == 499)
        #expect(LongTail.counts(most: 7, classes: 1, ratio: 10) == [0])
    }
}
