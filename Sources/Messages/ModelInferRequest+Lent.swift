import CMessages

extension Wire.ModelInferRequest {
    /// Reads a request and lends its input where protobuf-c has put it, as
    /// ``Wire/PredictRequest/withLentInputs(decoding:_:)`` does.
    ///
    /// Where there is one input, the request that `body` gets has none: it is `input`, whose shape is
    /// `shape`. Where there is one entry of raw contents, and that is not empty, it has none either:
    /// they are `raw`. The spans live as long as `body` runs, which must not read another message.
    ///
    /// - Throws: ``MessageError`` as ``Message/init(decoding:)-(RawSpan)`` does.
    package static func withLentInput<Value>(
        decoding bytes: RawSpan,
        _ body: (
            _ request: Wire.ModelInferRequest, _ input: InferInputTensor?, _ shape: Span<Int64>,
            _ raw: Span<UInt8>
        ) -> Value
    ) throws(MessageError) -> Value {
        try unsafe Unpacking.decode(
            bytes,
            as: Self.self,
            convert: { memory throws(MessageError) in
                let message = unsafe memory.assumingMemoryBound(
                    to: inference_ModelInferRequest.self
                )
                var input: InferInputTensor?
                var shape = unsafe UnsafeBufferPointer<Int64>(start: nil, count: 0)
                if unsafe message.pointee.n_inputs == 1, let only = unsafe message.pointee.inputs[0]
                {
                    unsafe shape = UnsafeBufferPointer(
                        start: only.pointee.shape,
                        count: only.pointee.n_shape
                    )
                    // What is lent is not copied.
                    unsafe only.pointee.n_shape = 0
                    input = try unsafe InferInputTensor(unpacked: UnpackedMessage(only))
                    unsafe message.pointee.n_inputs = 0
                }
                var raw = unsafe UnsafeBufferPointer<UInt8>(start: nil, count: 0)
                if unsafe message.pointee.n_raw_input_contents == 1 {
                    let content = unsafe message.pointee.raw_input_contents[0]
                    unsafe raw = UnsafeBufferPointer(start: content.data, count: content.len)
                    if unsafe content.len > 0 { unsafe message.pointee.n_raw_input_contents = 0 }
                }
                return unsafe body(
                    try Wire.ModelInferRequest(unpacked: UnpackedMessage(memory)),
                    input,
                    shape.span,
                    raw.span
                )
            }
        )
    }
}
