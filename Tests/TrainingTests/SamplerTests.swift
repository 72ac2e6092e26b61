import Foundation
import Testing
import Training

@Suite("The sampler draws whole permutations")
struct SamplerTests {
    @Test("Each index comes once an epoch, whatever the batch", arguments: [1, 3, 7, 10, 25])
    func permutations(batch: Int) {
        var sampler = PermutationSampler(count: 10, seed: 4)
        var drawn: [Int] = []
        while drawn.count < 200 { drawn += sampler.next(batch) }
        var epochs = Set<[Int]>()
        for start in stride(from: 0, to: 200, by: 10) {
            let epoch = Array(drawn[start..<start + 10])
            #expect(epoch.sorted() == Array(0..<10), "epoch at \(start)")
            epochs.insert(epoch)
        }
        #expect(epochs.count == 20, "epochs have different orders")
    }

    @Test("Encoded at any place it continues the same")
    func resume() throws {
        for cut in 0..<25 {
            var sampler = PermutationSampler(count: 10, seed: 4)
            _ = sampler.next(cut)
            let encoded = try JSONEncoder().encode(sampler)
            var again = try JSONDecoder().decode(PermutationSampler.self, from: encoded)
            #expect(again.next(37) == sampler.next(37), "cut at \(cut)")
        }
    }

    @Test("An encoded sampler with impossible numbers is refused")
    func damage() {
        for text in [
            #"{"count":0,"seed":1,"epoch":0,"position":0}"#,
            #"{"count":5,"seed":1,"epoch":0,"position":6}"#,
            #"{"count":5,"seed":1,"epoch":-1,"position":0}"#,
        ] {
            #expect(throws: DecodingError.self) {
                try JSONDecoder().decode(PermutationSampler.self, from: Data(text.utf8))
            }
        }
    }
}
