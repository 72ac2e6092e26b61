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
    func response(_ prediction: Serving.Prediction) -> ModelInferResponse {
        var response = ModelInferResponse(
            modelName: prediction.release.project.text,
            modelVersion: String(prediction.modelVersion),
            id: id
        )
        response.outputs.reserveCapacity(outputs.count)
        if isBinary { response.rawOutputContents.reserveCapacity(outputs.count) }
        let rows = Int64(prediction.rows)
        let classes = prediction.release.classes.count
        for request in outputs {
            let (output, count) = (request.output, min(request.classification, classes))
            let elements =
                count > 0
                ? prediction.ranked(output, count) : prediction.elements(of: output)
            response.outputs.append(
                .init(
                    name: output.rawValue,
                    datatype: elements.datatype.rawValue,
                    shape: count > 0
                        ? [rows, Int64(count)] : [rows] + output.dimensions(classes: classes),
                    contents: isBinary ? nil : elements.contents
                )
            )
            if isBinary { response.rawOutputContents.append(elements.bytes) }
        }
        return response
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

    /// Raw, little-endian; a text has its length before it, in four bytes.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        switch self {
        case .floats(let values):
            bytes.append(littleEndian: values)
        case .integers(let values):
            bytes.reserveCapacity(8 * values.count)
            for value in values { bytes.append(littleEndian: UInt64(bitPattern: Int64(value))) }
        case .texts(let texts):
            bytes.reserveCapacity(texts.reduce(0) { $0 + 4 + $1.utf8.count })
            for text in texts {
                bytes.append(littleEndian: UInt32(clamping: text.utf8.count))
                bytes.append(contentsOf: text.utf8)
            }
        }
        return bytes
    }

    /// In the field that belongs to the datatype.
    var contents: InferTensorContents {
        switch self {
        case .floats(let values): InferTensorContents(fp32Contents: Array(values))
        case .integers(let values): InferTensorContents(int64Contents: values.map(Int64.init))
        case .texts(let texts): InferTensorContents(bytesContents: texts.map { Array($0.utf8) })
        }
    }
}

extension Serving.Prediction {
    fileprivate func elements(of output: InferenceOutput) -> OutputElements {
        switch output {
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
