import CMessages

extension Wire.PredictRequest {
    /// Reads a request and lends its inputs where protobuf-c has put them: to copy them, and to free
    /// the copies, costs as much as a small network.
    ///
    /// The tensor of the request that `body` gets has neither shape nor data: they are `shape` and
    /// `data`, as long as `body` runs. It must not read another message.
    ///
    /// - Throws: ``MessageError`` as ``Message/init(decoding:)-(RawSpan)`` does.
    package static func withLentInputs<Value>(
        decoding bytes: RawSpan,
        _ body: (_ request: Wire.PredictRequest, _ shape: Span<Int64>, _ data: Span<UInt8>) -> Value
    ) throws(MessageError) -> Value {
        try unsafe Unpacking.decode(
            bytes,
            as: Self.self,
            convert: { message throws(MessageError) in
                let inputs = unsafe message.assumingMemoryBound(
                    to: tutelage_v1_PredictRequest.self
                ).pointee.inputs
                let shape = unsafe UnsafeBufferPointer(
                    start: inputs?.pointee.shape,
                    count: inputs?.pointee.n_shape ?? 0
                )
                let data = unsafe UnsafeBufferPointer(
                    start: inputs?.pointee.data.data,
                    count: inputs?.pointee.data.len ?? 0
                )
                // What is lent is not copied.
                unsafe inputs?.pointee.n_shape = 0
                unsafe inputs?.pointee.data.len = 0
                let request = try unsafe Wire.PredictRequest(unpacked: UnpackedMessage(message))
                return unsafe body(request, shape.span, data.span)
            }
        )
    }
}
