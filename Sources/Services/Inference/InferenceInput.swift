internal import Domain
internal import Messages
internal import Serving

/// The rows of a request as the project's input: bytes of an image, little-endian Float32 of a
/// vector.
///
/// An image takes whole numbers from 0 to 255 in every datatype: the server scales them. A vector
/// takes every number: whole ones that Float32 holds exactly, and FP64 rounded to the nearest.
struct InferenceInput: Sendable {
    /// The name of every model's one input.
    static let name = "input"

    /// The raw bytes of the rows, one after the other.
    let bytes: [UInt8]
    /// The number of rows, at least 1.
    let rows: Int

    /// Checks the tensors of a request and converts its elements.
    ///
    /// Elements that come raw in the project's own datatype are used as they are, without a copy.
    ///
    /// - Throws: ``Failure`` (invalid argument), naming the tensor, what was expected and what came.
    init(
        _ request: ModelInferRequest,
        of release: Serving.Release,
        _ batcher: Batcher
    ) throws(Failure) {
        let input = release.input
        let tensor = try CheckedTensor(request, of: release, batcher)
        rows = tensor.rows
        if let raw = tensor.raw, tensor.datatype == input.datatype {
            bytes = raw
        } else {
            bytes = try tensor.converted(input)
        }
        do {
            try input.requireFinite(bytes.span, rows: rows, field: tensor.field)
        } catch {
            throw tensor.failure(error.message)
        }
    }
}

extension Domain.InputSpecification {
    /// The datatype that is used without conversion.
    var datatype: InferenceDatatype {
        switch self {
        case .image: .uint8
        case .vector: .fp32
        }
    }
}
