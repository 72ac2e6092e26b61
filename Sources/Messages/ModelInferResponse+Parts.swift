/// The parts of a response, so that none of them need be gathered first.
///
/// A message is the sum of its parts, in any order: a head, then the outputs and then their raw contents
/// are the bytes of the response that has them.
extension Wire.ModelInferResponse {
    /// Appends the wire format of a response without outputs.
    package static func appendHead(
        _ modelName: String,
        version: String,
        id: String,
        to buffer: inout [UInt8]
    ) {
        appendText(modelName, tag: 0x0A, to: &buffer)
        appendText(version, tag: 0x12, to: &buffer)
        appendText(id, tag: 0x1A, to: &buffer)
    }

    private static func appendText(_ text: String, tag: UInt8, to buffer: inout [UInt8]) {
        guard !text.isEmpty else { return }
        buffer.append(tag)
        Packing.string(text, &buffer)
    }

    /// Appends the wire format of one more output, whose elements are raw.
    ///
    /// - Parameters:
    ///   - name: of the output.
    ///   - datatype: of its elements.
    ///   - rows: the first dimension.
    ///   - columns: the second; nil where there is none.
    ///   - buffer: what is appended to.
    package static func appendOutput(
        _ name: String,
        _ datatype: String,
        rows: Int,
        columns: Int?,
        to buffer: inout [UInt8]
    ) {
        let (rows, columns) = (UInt64(rows), columns.map { UInt64($0) })
        let shape = Packing.varintSize(rows) + (columns.map { Packing.varintSize($0) } ?? 0)
        let count =
            1 + Packing.lengthDelimitedSize(name.utf8.count)
            + 1 + Packing.lengthDelimitedSize(datatype.utf8.count)
            + 1 + Packing.lengthDelimitedSize(shape)
        Packing.reserve(1 + Packing.lengthDelimitedSize(count), in: &buffer)
        buffer.append(0x2A)
        Packing.varint(UInt64(count), &buffer)
        buffer.append(0x0A)
        Packing.string(name, &buffer)
        buffer.append(0x12)
        Packing.string(datatype, &buffer)
        buffer.append(0x1A)
        Packing.varint(UInt64(shape), &buffer)
        Packing.varint(rows, &buffer)
        if let columns { Packing.varint(columns, &buffer) }
    }

    /// Appends the wire format of the raw contents of one more output: `count` bytes, which `write`
    /// appends.
    package static func appendRawContents(
        _ count: Int,
        to buffer: inout [UInt8],
        _ write: (inout [UInt8]) -> Void
    ) {
        Packing.reserve(1 + Packing.lengthDelimitedSize(count), in: &buffer)
        buffer.append(0x32)
        Packing.varint(UInt64(count), &buffer)
        let start = buffer.count
        write(&buffer)
        precondition(
            buffer.count == start + count,
            "raw contents are not as long as they were said to be"
        )
    }
}
