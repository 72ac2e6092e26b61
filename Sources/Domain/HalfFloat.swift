extension Float {
    /// The number of the 16 bits of an IEEE 754 half, exactly.
    ///
    /// By hand, because Swift has no `Float16` on every machine that we build for.
    package init(halfBits bits: UInt16) {
        let magnitude: Float
        let fraction = Float(bits & 0x3FF)
        switch bits >> 10 & 0x1F {
        case 0: magnitude = fraction * 0x1p-24
        case 31: magnitude = fraction == 0 ? .infinity : .nan
        case let exponent:
            magnitude = Float(
                sign: .plus,
                exponent: Int(exponent) - 15,
                significand: 1 + fraction / 1024
            )
        }
        self = bits & 0x8000 == 0 ? magnitude : -magnitude
    }
}
