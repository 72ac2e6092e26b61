import Files
import Testing

@Suite("What the system says about memory")
struct SystemMemoryTests {
    #if os(Linux)
    @Test("There is some, and less than the machine could have")
    func available() throws {
        let bytes = try #require(SystemMemory.availableBytes())
        #expect((1 << 20...1 << 45).contains(bytes), "\(bytes)")
    }

    @Test("Kills are counted")
    func kills() throws {
        let count = try #require(SystemMemory.killCount())
        #expect(count >= 0)
    }
    #endif
}
