internal import Domain
internal import Messages

/// One element of a caller's tensor, with nothing lost.
enum TensorElement: Sendable, CustomStringConvertible {
    case signed(Int64)
    case unsigned(UInt64)
    case floating(Double)

    /// The number as a byte; nil where it is not a whole number from 0 to 255.
    var byte: UInt8? {
        switch self {
        case .signed(let value): UInt8(exactly: value)
        case .unsigned(let value): UInt8(exactly: value)
        case .floating(let value): UInt8(exactly: value)
        }
    }

    /// The number as Float32: whole numbers exactly or nil; others rounded to the nearest, nil where
    /// that is not finite.
    var float: Float? {
        switch self {
        case .signed(let value): return Float(exactly: value)
        case .unsigned(let value): return Float(exactly: value)
        case .floating(let value):
            let rounded = Float(value)
            return rounded.isFinite ? rounded : nil
        }
    }

    var description: String {
        switch self {
        case .signed(let value): "\(value)"
        case .unsigned(let value): "\(value)"
        case .floating(let value): "\(value)"
        }
    }
}

/// The elements of a caller's tensor, raw or typed, one by one.
struct TensorElements: Sendable {
    private enum Source: Sendable {
        case raw([UInt8])
        case int32([Int32])
        case uint32([UInt32])
        case int64([Int64])
        case uint64([UInt64])
        case fp32([Float])
        case fp64([Double])
    }

    private let source: Source
    private let datatype: InferenceDatatype

    /// Little-endian elements of a number's datatype.
    init(raw bytes: [UInt8], _ datatype: InferenceDatatype) {
        source = .raw(bytes)
        self.datatype = datatype
    }

    /// The elements in the field that belongs to the datatype; nil: there is no such field.
    init?(_ contents: Wire.InferTensorContents, _ datatype: InferenceDatatype) {
        switch datatype {
        case .int8, .int16, .int32: source = .int32(contents.intContents)
        case .uint8, .uint16, .uint32: source = .uint32(contents.uintContents)
        case .int64: source = .int64(contents.int64Contents)
        case .uint64: source = .uint64(contents.uint64Contents)
        case .fp32: source = .fp32(contents.fp32Contents)
        case .fp64: source = .fp64(contents.fp64Contents)
        case .fp16, .bf16, .bool, .bytes: return nil
        }
        self.datatype = datatype
    }

    /// The number of elements.
    var count: Int {
        switch source {
        case .raw(let bytes): bytes.count / (datatype.size ?? 1)
        case .int32(let values): values.count
        case .uint32(let values): values.count
        case .int64(let values): values.count
        case .uint64(let values): values.count
        case .fp32(let values): values.count
        case .fp64(let values): values.count
        }
    }

    /// Element `index`; nil where a typed element is outside its datatype, such as 300 in INT8.
    func element(_ index: Int) -> TensorElement? {
        switch source {
        case .raw(let bytes): Self.element(bytes, index, datatype)
        case .int32(let values): holds(values[index]) ? .signed(Int64(values[index])) : nil
        case .uint32(let values): holds(values[index]) ? .unsigned(UInt64(values[index])) : nil
        case .int64(let values): .signed(values[index])
        case .uint64(let values): .unsigned(values[index])
        case .fp32(let values): .floating(Double(values[index]))
        case .fp64(let values): .floating(values[index])
        }
    }

    /// Element `index` as it was sent, for a sentence.
    func text(_ index: Int) -> String {
        switch source {
        case .int32(let values): "\(values[index])"
        case .uint32(let values): "\(values[index])"
        case .raw, .int64, .uint64, .fp32, .fp64: element(index)?.description ?? ""
        }
    }

    private func holds(_ value: some FixedWidthInteger) -> Bool {
        switch datatype {
        case .int8: Int8(exactly: value) != nil
        case .int16: Int16(exactly: value) != nil
        case .uint8: UInt8(exactly: value) != nil
        case .uint16: UInt16(exactly: value) != nil
        default: true
        }
    }

    private static func element(
        _ bytes: [UInt8],
        _ index: Int,
        _ datatype: InferenceDatatype
    ) -> TensorElement {
        let size = datatype.size ?? 1
        var bits: UInt64 = 0
        for place in 0..<size { bits |= UInt64(bytes[index * size + place]) << UInt64(8 * place) }
        return switch datatype {
        case .int8: .signed(Int64(Int8(truncatingIfNeeded: bits)))
        case .int16: .signed(Int64(Int16(truncatingIfNeeded: bits)))
        case .int32: .signed(Int64(Int32(truncatingIfNeeded: bits)))
        case .int64: .signed(Int64(bitPattern: bits))
        case .fp16: .floating(Double(Float(halfBits: UInt16(truncatingIfNeeded: bits))))
        case .bf16: .floating(Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits) << 16)))
        case .fp32: .floating(Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits))))
        case .fp64: .floating(Double(bitPattern: bits))
        case .bool, .uint8, .uint16, .uint32, .uint64, .bytes: .unsigned(bits)
        }
    }
}
