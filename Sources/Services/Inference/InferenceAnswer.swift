internal import Domain
internal import Messages
internal import Serving

/// The form in which a request wants its answer.
struct InferenceAnswer: Sendable {
    /// The request's own name for itself.
    let id: String
    /// What is answered, in this order.
    let outputs: [RequestedOutput]
    /// Whether the elements come as raw bytes, little-endian, or else as typed contents.
    let isBinary: Bool

    /// The rows of a prediction in that form.
    func response(_ prediction: Serving.Prediction) -> Wire.ModelInferResponse {
        var response = Wire.ModelInferResponse(
            modelName: prediction.release.project.text,
            modelVersion: prediction.release.versionText,
            id: id
        )
        response.outputs.reserveCapacity(outputs.count)
        for request in outputs {
            let elements = prediction.elements(of: request)
            let columns = request.columns(classes: prediction.release.classes.count)
            response.outputs.append(
                .init(
                    name: request.output.rawValue,
                    datatype: elements.datatype.rawValue,
                    shape: [prediction.rows, columns].compactMap { $0.map { Int64($0) } },
                    contents: isBinary ? nil : elements.contents
                )
            )
            guard isBinary else { continue }
            var bytes: [UInt8] = []
            bytes.reserveCapacity(elements.byteCount)
            elements.append(to: &bytes)
            response.rawOutputContents.append(bytes)
        }
        return response
    }
}

extension InferenceAnswer: HotAnswer {
    /// Appends the wire format of ``response(_:)``; of raw numbers nothing is allocated for it.
    func encode(_ prediction: borrowing Serving.Prediction, into message: inout [UInt8]) {
        guard isBinary else { return response(copy prediction).encode(into: &message) }
        Wire.ModelInferResponse.appendHead(
            prediction.release.project.text,
            version: prediction.release.versionText,
            id: id,
            to: &message
        )
        for request in outputs {
            Wire.ModelInferResponse.appendOutput(
                request.output.rawValue,
                request.datatype.rawValue,
                rows: prediction.rows,
                columns: request.columns(classes: prediction.release.classes.count),
                to: &message
            )
        }
        for request in outputs {
            let elements = prediction.elements(of: request)
            Wire.ModelInferResponse.appendRawContents(elements.byteCount, to: &message) {
                elements.append(to: &$0)
            }
        }
    }
}

/// The elements of an output, row after row.
private enum OutputElements {
    case floats(ArraySlice<Float>)
    case integers(ArraySlice<Int>)
    case texts([String])

    var datatype: InferenceDatatype {
        switch self {
        case .floats: .fp32
        case .integers: .int64
        case .texts: .bytes
        }
    }

    /// The bytes that ``append(to:)`` appends.
    var byteCount: Int {
        switch self {
        case .floats(let values): 4 * values.count
        case .integers(let values): 8 * values.count
        case .texts(let texts): texts.reduce(0) { $0 + 4 + $1.utf8.count }
        }
    }

    /// Appends them raw, little-endian; a text has its length before it, in four bytes.
    func append(to bytes: inout [UInt8]) {
        switch self {
        case .floats(let values):
            bytes.append(littleEndian: values)
        case .integers(let values):
            for value in values { bytes.append(littleEndian: UInt64(bitPattern: Int64(value))) }
        case .texts(let texts):
            for text in texts {
                bytes.append(littleEndian: UInt32(clamping: text.utf8.count))
                bytes.append(contentsOf: text.utf8)
            }
        }
    }

    /// In the field that belongs to the datatype.
    var contents: Wire.InferTensorContents {
        switch self {
        case .floats(let values): Wire.InferTensorContents(fp32Contents: Array(values))
        case .integers(let values): Wire.InferTensorContents(int64Contents: values.map(Int64.init))
        case .texts(let texts):
            Wire.InferTensorContents(bytesContents: texts.map { Array($0.utf8) })
        }
    }
}

extension Serving.Prediction {
    fileprivate func elements(of request: RequestedOutput) -> OutputElements {
        let count = min(request.classification, release.classes.count)
        if count > 0 { return ranked(request.output, count) }
        return switch request.output {
        case .probabilities: .floats(allProbabilities)
        case .logits: .floats(allLogits)
        case .confidence: .floats((0..<rows).map { confidence($0) }[...])
        case .label: .integers(allLabels)
        case .className: .texts(allLabels.map { release.classes[$0] })
        }
    }

    /// The `count` largest values of each row as `value:index:name`, falling; of equal values the
    /// first comes first.
    fileprivate func ranked(_ output: InferenceOutput, _ count: Int) -> OutputElements {
        var texts: [String] = []
        texts.reserveCapacity(rows * count)
        for row in 0..<rows {
            let values = output == .logits ? logits(row) : probabilities(row)
            let order = values.indices.sorted { a, b in
                values[a] != values[b] ? values[a] > values[b] : a < b
            }
            for index in order.prefix(count) {
                let place = index - values.startIndex
                texts.append("\(values[index]):\(place):\(release.classes[place])")
            }
        }
        return .texts(texts)
    }
}
