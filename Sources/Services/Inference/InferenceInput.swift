internal import Domain
internal import Messages
internal import Serving

/// The rows of a request as the project's input: bytes of an image, little-endian Float32 of a
/// vector.
///
/// An image takes whole numbers from 0 to 255 in every datatype: the server scales them. A vector
/// takes every number: whole ones that Float32 holds exactly, and FP64 rounded to the nearest. Texts and clips are
/// packed (``RaggedTensor``).
struct InferenceInput: Sendable {
    /// The name of every model's one input.
    static let name = "input"

    /// The number of rows, at least 1.
    let rows: Int
    /// The bytes of the rows, one after the other; nil: they were lent as they are.
    let converted: [UInt8]?

    /// Checks the tensors of a request and converts its elements.
    ///
    /// Elements that come raw in the project's own datatype are used as they are, without a copy.
    ///
    /// - Parameters:
    ///   - request: what came.
    ///   - lent: its one input, where it was lent; the request has none then.
    ///   - shape: that of the input.
    ///   - raw: its raw elements, where they were lent; the request has none then.
    ///   - release: what answers.
    ///   - batcher: what says how many rows there may be, and counts what is refused.
    /// - Throws: ``Failure`` (invalid argument), naming the tensor, what was expected and what came.
    init(
        _ request: Wire.ModelInferRequest,
        input lent: Wire.ModelInferRequest.InferInputTensor?,
        shape: Span<Int64>,
        raw: Span<UInt8>,
        of release: Release,
        _ batcher: Batcher
    ) throws(Failure) {
        let input = release.input
        guard input.byteCount != nil else {
            let tensor = try RaggedTensor(
                request,
                input: lent,
                shape: shape,
                raw: raw,
                of: release,
                batcher
            )
            rows = tensor.rows
            converted = tensor.packed
            return
        }
        let tensor = try CheckedTensor(
            request,
            input: lent,
            shape: shape,
            raw: raw,
            of: release,
            batcher
        )
        rows = tensor.rows
        let own = request.rawInputContents.first
        if tensor.isRaw, tensor.datatype == input.datatype {
            converted = raw.isEmpty ? own : nil
        } else {
            converted = try tensor.converted(input, raw: raw.isEmpty ? own : Array(copying: raw))
        }
        do {
            if let converted {
                try input.requireFinite(converted.span, rows: rows, field: tensor.field)
            } else {
                try input.requireFinite(raw, rows: rows, field: tensor.field)
            }
        } catch {
            throw tensor.failure(error.message)
        }
    }
}

extension InputSpecification {
    /// The dimensions of one input in a model's description; -1: of any length.
    var inferenceDimensions: [Int64] {
        switch self {
        case .image, .vector: shape.map { Int64($0) }
        case .text: [1]
        case .audio: [-1]
        }
    }

    /// The datatype that is used without conversion.
    var datatype: InferenceDatatype {
        switch self {
        case .image: .uint8
        case .vector: .fp32
        case .text: .bytes
        case .audio: .int16
        }
    }
}
