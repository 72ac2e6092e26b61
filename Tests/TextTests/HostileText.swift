import Domain

/// A line that nobody means well with: any bytes, any scalars, marks without end, words without end.
func hostileText(_ generator: inout SeededGenerator) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0...generator.below(6) {
        let count = generator.below(40)
        switch generator.below(8) {
        case 0: for _ in 0..<count { bytes.append(UInt8(generator.below(256))) }
        case 1: for _ in 0..<count { append(UInt32(generator.below(0x110000)), &bytes) }
        case 2: for _ in 0..<count { append(UInt32(0x300 + generator.below(0x70)), &bytes) }
        case 3: for _ in 0..<count { append(UInt32(0x302E + generator.below(2)), &bytes) }
        case 4: bytes += [UInt8](repeating: UInt8(97 + generator.below(26)), count: 10 * count)
        case 5: bytes += Array(["[CLS]", "[SEP]", "[[PAD]", "[MASK", "[UNK]]"][count % 5].utf8)
        case 6: for _ in 0..<count { append(UInt32(generator.below(0x3000)), &bytes) }
        // The beginning of a scalar whose rest does not come.
        default: bytes += [[0xF0, 0x9F], [0xE2, 0x82], [0xC3], [0xED, 0xA0, 0x80]][count % 4]
        }
    }
    return bytes
}

private func append(_ value: UInt32, _ bytes: inout [UInt8]) {
    guard let scalar = Unicode.Scalar(value) else { return }
    bytes += Array(String(Character(scalar)).utf8)
}
