extension Wire.PredictReply {
    /// Appends the wire format of one more row of a reply, so that rows need not be gathered first.
    ///
    /// A message is the sum of its parts, in any order: a reply that has no rows yet, and then its rows,
    /// are the bytes of the reply that has them.
    package static func append(_ row: Wire.RowPrediction, to buffer: inout [UInt8]) {
        let count = row.encodedSize
        Packing.reserve(1 + Packing.lengthDelimitedSize(count), in: &buffer)
        buffer.append(0x12)
        Packing.varint(UInt64(count), &buffer)
        row.write(into: &buffer)
    }
}
