/// Something whose state a checkpoint holds, as tensors and scalars by name.
package protocol Stateful {
    /// Shows each part of the state to `visitor`, which reads it or sets it.
    mutating func visit(_ visitor: inout some StateVisitor)
}

extension Stateful {
    package mutating func visit(_ visitor: inout some StateVisitor) {}
}

/// Reads the parts of a state, or sets them.
package protocol StateVisitor {
    /// Values of any number, such as a queue's rows.
    mutating func tensor(_ name: String, _ values: inout [Float])
    /// Whole numbers of any number, such as a class for each example.
    mutating func integers(_ name: String, _ values: inout [Int])
    /// One number.
    mutating func scalar(_ name: String, _ value: inout Double)
}

extension StateVisitor {
    /// One whole number, up to 2^53.
    package mutating func integer(_ name: String, _ value: inout Int) {
        var number = Double(value)
        scalar(name, &number)
        value = Int(exactly: number) ?? value
    }

    /// Numbers in double precision, bit for bit.
    package mutating func numbers(_ name: String, _ values: inout [Double]) {
        var bits = values.map { Int(bitPattern: UInt($0.bitPattern)) }
        integers(name, &bits)
        values = bits.map { Double(bitPattern: UInt64(UInt(bitPattern: $0))) }
    }
}
