import AllocationCount
import Sound
import Testing

@Suite("Memory is kept from clip to clip")
struct MemoryTests {
    @Test(
        "After the first clip nothing is allocated, for however many rows",
        .enabled(if: allocation_is_counted() != 0),
        arguments: ["peers", "magnitude_db", "torchaudio_log", "mfcc", "waveform_standard"]
    )
    func nothingIsAllocated(name: String) throws {
        let record = try #require(Fixtures.all.cases.first { $0.name == name })
        let front = try SoundFrontEnd(record.features)
        let clips = [noise(100_000), noise(1), noise(40_000)]
        for (index, clip) in clips.enumerated() {
            let rows = try front.rows(samples: clip.count)
            var values = [Float](repeating: 0, count: rows * record.features.columns)
            var span = values.mutableSpan
            let before = allocation_take_count().blocks
            try front.write(clip.span, to: &span)
            let blocks = allocation_take_count().blocks - before
            #expect(blocks == 0 || (index == 0 && blocks < 4), "clip \(index): \(blocks) blocks")
        }
    }
}
