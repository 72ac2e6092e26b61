// Generated from Protos by Scripts/generate. Do not edit.
// swift-format-ignore-file

import Messages

extension Wire.InferParameter: Sampled {

    init(from source: inout any FieldSource) throws(MessageError) {
        self.init(
            parameterChoice: try ParameterChoice(from: &source)
        )
    }
}

extension Wire.InferParameter.ParameterChoice {

    init?(from source: inout any FieldSource) throws(MessageError) {
        switch source.choice(among: [1, 2, 3, 4, 5]) {
        case 1: self = .boolParam(try source.value(1))
        case 2: self = .int64Param(try source.value(2))
        case 3: self = .stringParam(try source.value(3))
        case 4: self = .doubleParam(try source.value(4))
        case 5: self = .uint64Param(try source.value(5))
        default: return nil
        }
    }
}

extension Wire.InferTensorContents: Sampled {

    init(from source: inout any FieldSource) throws(MessageError) {
        self.init(
            boolContents: try source.list(1),
            intContents: try source.list(2),
            int64Contents: try source.list(3),
            uintContents: try source.list(4),
            uint64Contents: try source.list(5),
            fp32Contents: try source.list(6),
            fp64Contents: try source.list(7),
            bytesContents: try source.list(8)
        )
    }
}

extension Wire.ModelInferRequest: Sampled {

    init(from source: inout any FieldSource) throws(MessageError) {
        self.init(
            modelName: try source.value(1),
            modelVersion: try source.value(2),
            id: try source.value(3),
            parameters: try source.map(4),
            inputs: try source.list(5),
            outputs: try source.list(6),
            rawInputContents: try source.list(7)
        )
    }
}

extension Wire.ModelInferRequest.InferInputTensor: Sampled {

    init(from source: inout any FieldSource) throws(MessageError) {
        self.init(
            name: try source.value(1),
            datatype: try source.value(2),
            shape: try source.list(3),
            parameters: try source.map(4),
            contents: try source.optional(5)
        )
    }
}

extension Wire.ModelInferRequest.InferRequestedOutputTensor: Sampled {

    init(from source: inout any FieldSource) throws(MessageError) {
        self.init(
            name: try source.value(1),
            parameters: try source.map(2)
        )
    }
}

extension Wire.ModelInferResponse: Sampled {

    init(from source: inout any FieldSource) throws(MessageError) {
        self.init(
            modelName: try source.value(1),
            modelVersion: try source.value(2),
            id: try source.value(3),
            parameters: try source.map(4),
            outputs: try source.list(5),
            rawOutputContents: try source.list(6)
        )
    }
}

extension Wire.ModelInferResponse.InferOutputTensor: Sampled {

    init(from source: inout any FieldSource) throws(MessageError) {
        self.init(
            name: try source.value(1),
            datatype: try source.value(2),
            shape: try source.list(3),
            parameters: try source.map(4),
            contents: try source.optional(5)
        )
    }
}

extension Wire.Tensor: Sampled {

    init(from source: inout any FieldSource) throws(MessageError) {
        self.init(
            dataType: try source.value(1),
            shape: try source.list(2),
            data: try source.value(3),
            rows: try source.list(4),
            sampleRate: try source.value(5)
        )
    }
}

extension Wire.ClassProbability: Sampled {

    init(from source: inout any FieldSource) throws(MessageError) {
        self.init(
            classIndex: try source.value(1),
            className: try source.value(2),
            probability: try source.value(3)
        )
    }
}

extension Wire.PredictRequest: Sampled {

    init(from source: inout any FieldSource) throws(MessageError) {
        self.init(
            project: try source.value(1),
            modelVersion: try source.value(2),
            inputs: try source.optional(3),
            options: try source.optional(4),
            priority: try source.value(5)
        )
    }
}

extension Wire.PredictOptions: Sampled {

    init(from source: inout any FieldSource) throws(MessageError) {
        self.init(
            topK: try source.value(1),
            probabilities: try source.value(2),
            logits: try source.value(3),
            embedding: try source.value(4)
        )
    }
}

extension Wire.PredictReply: Sampled {

    init(from source: inout any FieldSource) throws(MessageError) {
        self.init(
            modelVersion: try source.value(1),
            rows: try source.list(2)
        )
    }
}

extension Wire.RowPrediction: Sampled {

    init(from source: inout any FieldSource) throws(MessageError) {
        self.init(
            classIndex: try source.value(1),
            className: try source.value(2),
            confidence: try source.value(3),
            calibratedConfidence: try source.optional(4),
            probabilities: try source.list(5),
            topK: try source.list(6),
            logits: try source.list(7),
            embedding: try source.list(8)
        )
    }
}
