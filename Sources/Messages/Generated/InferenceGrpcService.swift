// Generated from Protos/inference/grpc_service.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

extension Wire {

    /// Asks whether the server runs.
    package struct ServerLiveRequest: TableMessage {
        package static let fullName = "inference.ServerLiveRequest"
        package static var table: MessageTable { unsafe MessageTable(inference_ServerLiveRequest_table()) }

        package init() {}

        package init(from _: inout any FieldSource) throws(MessageError) {}

        package func write(to _: inout FieldSink) {}
    }

    /// Whether the server runs.
    package struct ServerLiveResponse: TableMessage {
        package static let fullName = "inference.ServerLiveResponse"
        package static var table: MessageTable { unsafe MessageTable(inference_ServerLiveResponse_table()) }

        /// True.
        package var live: Bool

        package init() { self.init(live: false) }

        package init(
            live: Bool = false
        ) {
            self.live = live
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                live: try source.value(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, live)
        }
    }

    /// Asks whether the server takes calls.
    package struct ServerReadyRequest: TableMessage {
        package static let fullName = "inference.ServerReadyRequest"
        package static var table: MessageTable { unsafe MessageTable(inference_ServerReadyRequest_table()) }

        package init() {}

        package init(from _: inout any FieldSource) throws(MessageError) {}

        package func write(to _: inout FieldSink) {}
    }

    /// Whether the server takes calls.
    package struct ServerReadyResponse: TableMessage {
        package static let fullName = "inference.ServerReadyResponse"
        package static var table: MessageTable { unsafe MessageTable(inference_ServerReadyResponse_table()) }

        /// False while it shuts down.
        package var ready: Bool

        package init() { self.init(ready: false) }

        package init(
            ready: Bool = false
        ) {
            self.ready = ready
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                ready: try source.value(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, ready)
        }
    }

    /// Asks whether a model version is in memory.
    package struct ModelReadyRequest: TableMessage {
        package static let fullName = "inference.ModelReadyRequest"
        package static var table: MessageTable { unsafe MessageTable(inference_ModelReadyRequest_table()) }

        /// The project.
        package var name: String

        /// The version's number; empty: the champion.
        package var version: String

        package init() { self.init(name: "") }

        package init(
            name: String = "",
            version: String = ""
        ) {
            self.name = name
            self.version = version
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                name: try source.value(1),
                version: try source.value(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, name)
            sink.value(2, version)
        }
    }

    /// Whether a model version is in memory.
    package struct ModelReadyResponse: TableMessage {
        package static let fullName = "inference.ModelReadyResponse"
        package static var table: MessageTable { unsafe MessageTable(inference_ModelReadyResponse_table()) }

        /// Whether a call would be answered without loading anything.
        package var ready: Bool

        package init() { self.init(ready: false) }

        package init(
            ready: Bool = false
        ) {
            self.ready = ready
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                ready: try source.value(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, ready)
        }
    }

    /// Asks what the server is.
    package struct ServerMetadataRequest: TableMessage {
        package static let fullName = "inference.ServerMetadataRequest"
        package static var table: MessageTable { unsafe MessageTable(inference_ServerMetadataRequest_table()) }

        package init() {}

        package init(from _: inout any FieldSource) throws(MessageError) {}

        package func write(to _: inout FieldSink) {}
    }

    /// What the server is and can do.
    package struct ServerMetadataResponse: TableMessage {
        package static let fullName = "inference.ServerMetadataResponse"
        package static var table: MessageTable { unsafe MessageTable(inference_ServerMetadataResponse_table()) }

        /// Its name.
        package var name: String

        /// Its version.
        package var version: String

        /// What it has of Triton's extensions.
        package var extensions: [String]

        package init() { self.init(name: "") }

        package init(
            name: String = "",
            version: String = "",
            extensions: [String] = []
        ) {
            self.name = name
            self.version = version
            self.extensions = extensions
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                name: try source.value(1),
                version: try source.value(2),
                extensions: try source.list(3)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, name)
            sink.value(2, version)
            sink.list(3, extensions)
        }
    }

    /// Asks what a model takes and gives.
    package struct ModelMetadataRequest: TableMessage {
        package static let fullName = "inference.ModelMetadataRequest"
        package static var table: MessageTable { unsafe MessageTable(inference_ModelMetadataRequest_table()) }

        /// The project.
        package var name: String

        /// The version's number; empty: the champion.
        package var version: String

        package init() { self.init(name: "") }

        package init(
            name: String = "",
            version: String = ""
        ) {
            self.name = name
            self.version = version
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                name: try source.value(1),
                version: try source.value(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, name)
            sink.value(2, version)
        }
    }

    /// What a model takes and gives.
    package struct ModelMetadataResponse: TableMessage {
        package static let fullName = "inference.ModelMetadataResponse"
        package static var table: MessageTable { unsafe MessageTable(inference_ModelMetadataResponse_table()) }

        /// The project.
        package var name: String

        /// The versions in memory.
        package var versions: [String]

        /// What kind of model it is.
        package var platform: String

        /// The inputs.
        package var inputs: [ModelMetadataResponse.TensorMetadata]

        /// The outputs.
        package var outputs: [ModelMetadataResponse.TensorMetadata]

        /// The names of the classes and what an image's bytes become.
        package var properties: [String: String]

        package init() { self.init(name: "") }

        package init(
            name: String = "",
            versions: [String] = [],
            platform: String = "",
            inputs: [ModelMetadataResponse.TensorMetadata] = [],
            outputs: [ModelMetadataResponse.TensorMetadata] = [],
            properties: [String: String] = [:]
        ) {
            self.name = name
            self.versions = versions
            self.platform = platform
            self.inputs = inputs
            self.outputs = outputs
            self.properties = properties
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                name: try source.value(1),
                versions: try source.list(2),
                platform: try source.value(3),
                inputs: try source.list(4),
                outputs: try source.list(5),
                properties: try source.map(6)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, name)
            sink.list(2, versions)
            sink.value(3, platform)
            sink.list(4, inputs)
            sink.list(5, outputs)
            sink.map(6, properties)
        }

        /// A tensor.
        package struct TensorMetadata: TableMessage {
            package static let fullName = "inference.ModelMetadataResponse.TensorMetadata"
            package static var table: MessageTable { unsafe MessageTable(inference_ModelMetadataResponse_TensorMetadata_table()) }

            /// Its name.
            package var name: String

            /// The datatype that is used without conversion.
            package var datatype: String

            /// Its shape; -1: the number of rows.
            package var shape: [Int64]

            package init() { self.init(name: "") }

            package init(
                name: String = "",
                datatype: String = "",
                shape: [Int64] = []
            ) {
                self.name = name
                self.datatype = datatype
                self.shape = shape
            }

            package init(from source: inout any FieldSource) throws(MessageError) {
                self.init(
                    name: try source.value(1),
                    datatype: try source.value(2),
                    shape: try source.list(3)
                )
            }

            package func write(to sink: inout FieldSink) {
                sink.value(1, name)
                sink.value(2, datatype)
                sink.list(3, shape)
            }
        }
    }

    /// The value of a parameter.
    package struct InferParameter: GeneratedMessage {
        package static let fullName = "inference.InferParameter"
        package static var table: MessageTable { unsafe MessageTable(inference_InferParameter_table()) }

        /// The value.
        package var parameterChoice: ParameterChoice?

        package init() { self.init(parameterChoice: nil) }

        package init(
            parameterChoice: ParameterChoice? = nil
        ) {
            self.parameterChoice = parameterChoice
        }

        package init(unpacked message: UnpackedMessage) throws(MessageError) {
            let c = unsafe message.memory.assumingMemoryBound(to: inference_InferParameter.self)
            let parameterChoice: ParameterChoice?
            switch unsafe c.pointee.parameter_choice_case {
            case 1:
                parameterChoice = .boolParam(unsafe c.pointee.bool_param != 0)
            case 2:
                parameterChoice = .int64Param(unsafe c.pointee.int64_param)
            case 3:
                parameterChoice = .stringParam(try unsafe Unpacking.string(c.pointee.string_param, "inference.InferParameter", "string_param"))
            case 4:
                parameterChoice = .doubleParam(unsafe c.pointee.double_param)
            case 5:
                parameterChoice = .uint64Param(unsafe c.pointee.uint64_param)
            default: parameterChoice = nil
            }
            self.init(
                parameterChoice: parameterChoice
            )
        }

        package var encodedSize: Int {
            var size = 0
            switch parameterChoice {
            case .boolParam(let value):
                _ = value
                size += 1 + 1
            case .int64Param(let value):
                size += 1 + Packing.varintSize(value)
            case .stringParam(let value):
                size += 1 + Packing.lengthDelimitedSize(value.utf8.count)
            case .doubleParam(let value):
                _ = value
                size += 1 + 8
            case .uint64Param(let value):
                size += 1 + Packing.varintSize(value)
            case nil: break
            }
            return size
        }

        package func write(into buffer: inout [UInt8]) {
            switch parameterChoice {
            case .boolParam(let value):
                buffer.append(0x08)
                buffer.append(value ? 1 : 0)
            case .int64Param(let value):
                buffer.append(0x10)
                Packing.varint(value, &buffer)
            case .stringParam(let value):
                buffer.append(0x1a)
                Packing.string(value, &buffer)
            case .doubleParam(let value):
                buffer.append(0x21)
                Packing.fixed64(value.bitPattern, &buffer)
            case .uint64Param(let value):
                buffer.append(0x28)
                Packing.varint(value, &buffer)
            case nil: break
            }
        }

        /// Which one of the fields is set.
        package enum ParameterChoice: Sendable, Hashable {
            /// A truth value.
            case boolParam(Bool)
            /// A whole number.
            case int64Param(Int64)
            /// A text.
            case stringParam(String)
            /// A number.
            case doubleParam(Double)
            /// A whole number without sign.
            case uint64Param(UInt64)
        }
    }

    /// A tensor's elements, row after row, in the field of its datatype.
    package struct InferTensorContents: GeneratedMessage {
        package static let fullName = "inference.InferTensorContents"
        package static var table: MessageTable { unsafe MessageTable(inference_InferTensorContents_table()) }

        /// BOOL.
        package var boolContents: [Bool]

        /// INT8, INT16 and INT32.
        package var intContents: [Int32]

        /// INT64.
        package var int64Contents: [Int64]

        /// UINT8, UINT16 and UINT32.
        package var uintContents: [UInt32]

        /// UINT64.
        package var uint64Contents: [UInt64]

        /// FP32.
        package var fp32Contents: [Float]

        /// FP64.
        package var fp64Contents: [Double]

        /// BYTES.
        package var bytesContents: [[UInt8]]

        package init() { self.init(boolContents: []) }

        package init(
            boolContents: [Bool] = [],
            intContents: [Int32] = [],
            int64Contents: [Int64] = [],
            uintContents: [UInt32] = [],
            uint64Contents: [UInt64] = [],
            fp32Contents: [Float] = [],
            fp64Contents: [Double] = [],
            bytesContents: [[UInt8]] = []
        ) {
            self.boolContents = boolContents
            self.intContents = intContents
            self.int64Contents = int64Contents
            self.uintContents = uintContents
            self.uint64Contents = uint64Contents
            self.fp32Contents = fp32Contents
            self.fp64Contents = fp64Contents
            self.bytesContents = bytesContents
        }

        package init(unpacked message: UnpackedMessage) throws(MessageError) {
            let c = unsafe message.memory.assumingMemoryBound(to: inference_InferTensorContents.self)
            var boolContents: [Bool] = []
            if unsafe c.pointee.n_bool_contents > 0 {
                boolContents.reserveCapacity(unsafe c.pointee.n_bool_contents)
                for index in 0..<(unsafe c.pointee.n_bool_contents) {
                    boolContents.append(unsafe c.pointee.bool_contents[index] != 0)
                }
            }
            let intContents = unsafe Unpacking.array(c.pointee.int_contents, c.pointee.n_int_contents)
            let int64Contents = unsafe Unpacking.array(c.pointee.int64_contents, c.pointee.n_int64_contents)
            let uintContents = unsafe Unpacking.array(c.pointee.uint_contents, c.pointee.n_uint_contents)
            let uint64Contents = unsafe Unpacking.array(c.pointee.uint64_contents, c.pointee.n_uint64_contents)
            let fp32Contents = unsafe Unpacking.array(c.pointee.fp32_contents, c.pointee.n_fp32_contents)
            let fp64Contents = unsafe Unpacking.array(c.pointee.fp64_contents, c.pointee.n_fp64_contents)
            var bytesContents: [[UInt8]] = []
            if unsafe c.pointee.n_bytes_contents > 0 {
                bytesContents.reserveCapacity(unsafe c.pointee.n_bytes_contents)
                for index in 0..<(unsafe c.pointee.n_bytes_contents) {
                    bytesContents.append(unsafe Unpacking.bytes(c.pointee.bytes_contents[index]))
                }
            }
            self.init(
                boolContents: boolContents,
                intContents: intContents,
                int64Contents: int64Contents,
                uintContents: uintContents,
                uint64Contents: uint64Contents,
                fp32Contents: fp32Contents,
                fp64Contents: fp64Contents,
                bytesContents: bytesContents
            )
        }

        package var encodedSize: Int {
            var size = 0
            if !boolContents.isEmpty {
                size += 1 + Packing.lengthDelimitedSize(1 * boolContents.count)
            }
            if !intContents.isEmpty {
                size += 1 + Packing.lengthDelimitedSize(intContents.reduce(0) { $0 + Packing.varintSize(Int64($1)) })
            }
            if !int64Contents.isEmpty {
                size += 1 + Packing.lengthDelimitedSize(int64Contents.reduce(0) { $0 + Packing.varintSize($1) })
            }
            if !uintContents.isEmpty {
                size += 1 + Packing.lengthDelimitedSize(uintContents.reduce(0) { $0 + Packing.varintSize(UInt64($1)) })
            }
            if !uint64Contents.isEmpty {
                size += 1 + Packing.lengthDelimitedSize(uint64Contents.reduce(0) { $0 + Packing.varintSize($1) })
            }
            if !fp32Contents.isEmpty {
                size += 1 + Packing.lengthDelimitedSize(4 * fp32Contents.count)
            }
            if !fp64Contents.isEmpty {
                size += 1 + Packing.lengthDelimitedSize(8 * fp64Contents.count)
            }
            for item in bytesContents { size += 1 + Packing.lengthDelimitedSize(item.count) }
            return size
        }

        package func write(into buffer: inout [UInt8]) {
            if !boolContents.isEmpty {
                buffer.append(0x0a)
                Packing.varint(UInt64(1 * boolContents.count), &buffer)
                for item in boolContents { buffer.append(item ? 1 : 0) }
            }
            if !intContents.isEmpty {
                buffer.append(0x12)
                Packing.varint(UInt64(intContents.reduce(0) { $0 + Packing.varintSize(Int64($1)) }), &buffer)
                for item in intContents { Packing.varint(Int64(item), &buffer) }
            }
            if !int64Contents.isEmpty {
                buffer.append(0x1a)
                Packing.varint(UInt64(int64Contents.reduce(0) { $0 + Packing.varintSize($1) }), &buffer)
                for item in int64Contents { Packing.varint(item, &buffer) }
            }
            if !uintContents.isEmpty {
                buffer.append(0x22)
                Packing.varint(UInt64(uintContents.reduce(0) { $0 + Packing.varintSize(UInt64($1)) }), &buffer)
                for item in uintContents { Packing.varint(UInt64(item), &buffer) }
            }
            if !uint64Contents.isEmpty {
                buffer.append(0x2a)
                Packing.varint(UInt64(uint64Contents.reduce(0) { $0 + Packing.varintSize($1) }), &buffer)
                for item in uint64Contents { Packing.varint(item, &buffer) }
            }
            if !fp32Contents.isEmpty {
                buffer.append(0x32)
                Packing.varint(UInt64(4 * fp32Contents.count), &buffer)
                Packing.elements(fp32Contents, &buffer)
            }
            if !fp64Contents.isEmpty {
                buffer.append(0x3a)
                Packing.varint(UInt64(8 * fp64Contents.count), &buffer)
                Packing.elements(fp64Contents, &buffer)
            }
            for item in bytesContents {
                buffer.append(0x42)
                Packing.bytes(item, &buffer)
            }
        }
    }

    /// Rows to classify.
    package struct ModelInferRequest: GeneratedMessage {
        package static let fullName = "inference.ModelInferRequest"
        package static var table: MessageTable { unsafe MessageTable(inference_ModelInferRequest_table()) }

        /// The project.
        package var modelName: String

        /// The version's number; empty: the champion, or what the traffic says.
        package var modelVersion: String

        /// Comes back in the response.
        package var id: String

        /// `timeout`: how many microseconds the request may wait. `priority`: 1, the most urgent,
        /// to 8; 0 is the standard level, 4.
        package var parameters: [String: InferParameter]

        /// The input.
        package var inputs: [ModelInferRequest.InferInputTensor]

        /// The outputs that are asked for; none: all.
        package var outputs: [ModelInferRequest.InferRequestedOutputTensor]

        /// The elements of each input, little-endian, row after row.
        package var rawInputContents: [[UInt8]]

        package init() { self.init(modelName: "") }

        package init(
            modelName: String = "",
            modelVersion: String = "",
            id: String = "",
            parameters: [String: InferParameter] = [:],
            inputs: [ModelInferRequest.InferInputTensor] = [],
            outputs: [ModelInferRequest.InferRequestedOutputTensor] = [],
            rawInputContents: [[UInt8]] = []
        ) {
            self.modelName = modelName
            self.modelVersion = modelVersion
            self.id = id
            self.parameters = parameters
            self.inputs = inputs
            self.outputs = outputs
            self.rawInputContents = rawInputContents
        }

        package init(unpacked message: UnpackedMessage) throws(MessageError) {
            let c = unsafe message.memory.assumingMemoryBound(to: inference_ModelInferRequest.self)
            let modelName = try unsafe Unpacking.string(c.pointee.model_name, "inference.ModelInferRequest", "model_name")
            let modelVersion = try unsafe Unpacking.string(c.pointee.model_version, "inference.ModelInferRequest", "model_version")
            let id = try unsafe Unpacking.string(c.pointee.id, "inference.ModelInferRequest", "id")
            var parameters: [String: InferParameter] = [:]
            for index in 0..<(unsafe c.pointee.n_parameters) {
                guard let entry = unsafe c.pointee.parameters[index] else { continue }
                let value = try unsafe entry.pointee.value.map { found throws(MessageError) in
                    try InferParameter(unpacked: unsafe UnpackedMessage(found))
                }
                parameters[try unsafe Unpacking.string(entry.pointee.key, "inference.ModelInferRequest", "key")] = value ?? InferParameter()
            }
            var inputs: [ModelInferRequest.InferInputTensor] = []
            if unsafe c.pointee.n_inputs > 0 {
                inputs.reserveCapacity(unsafe c.pointee.n_inputs)
                for index in 0..<(unsafe c.pointee.n_inputs) {
                    guard let item = unsafe c.pointee.inputs[index] else { continue }
                    inputs.append(try ModelInferRequest.InferInputTensor(unpacked: unsafe UnpackedMessage(item)))
                }
            }
            var outputs: [ModelInferRequest.InferRequestedOutputTensor] = []
            if unsafe c.pointee.n_outputs > 0 {
                outputs.reserveCapacity(unsafe c.pointee.n_outputs)
                for index in 0..<(unsafe c.pointee.n_outputs) {
                    guard let item = unsafe c.pointee.outputs[index] else { continue }
                    outputs.append(try ModelInferRequest.InferRequestedOutputTensor(unpacked: unsafe UnpackedMessage(item)))
                }
            }
            var rawInputContents: [[UInt8]] = []
            if unsafe c.pointee.n_raw_input_contents > 0 {
                rawInputContents.reserveCapacity(unsafe c.pointee.n_raw_input_contents)
                for index in 0..<(unsafe c.pointee.n_raw_input_contents) {
                    rawInputContents.append(unsafe Unpacking.bytes(c.pointee.raw_input_contents[index]))
                }
            }
            self.init(
                modelName: modelName,
                modelVersion: modelVersion,
                id: id,
                parameters: parameters,
                inputs: inputs,
                outputs: outputs,
                rawInputContents: rawInputContents
            )
        }

        package var encodedSize: Int {
            var size = 0
            if !modelName.isEmpty {
                size += 1 + Packing.lengthDelimitedSize(modelName.utf8.count)
            }
            if !modelVersion.isEmpty {
                size += 1 + Packing.lengthDelimitedSize(modelVersion.utf8.count)
            }
            if !id.isEmpty {
                size += 1 + Packing.lengthDelimitedSize(id.utf8.count)
            }
            for (key, value) in parameters {
                size += 1 + Packing.lengthDelimitedSize(1 + Packing.lengthDelimitedSize(key.utf8.count) + 1 + Packing.lengthDelimitedSize(value.encodedSize))
            }
            for place in inputs.indices { size += 1 + Packing.lengthDelimitedSize(inputs.span[place].encodedSize) }
            for place in outputs.indices { size += 1 + Packing.lengthDelimitedSize(outputs.span[place].encodedSize) }
            for item in rawInputContents { size += 1 + Packing.lengthDelimitedSize(item.count) }
            return size
        }

        package func write(into buffer: inout [UInt8]) {
            if !modelName.isEmpty {
                buffer.append(0x0a)
                Packing.string(modelName, &buffer)
            }
            if !modelVersion.isEmpty {
                buffer.append(0x12)
                Packing.string(modelVersion, &buffer)
            }
            if !id.isEmpty {
                buffer.append(0x1a)
                Packing.string(id, &buffer)
            }
            for (key, value) in parameters.sorted(by: { $0.key < $1.key }) {
                buffer.append(0x22)
                Packing.varint(UInt64(1 + Packing.lengthDelimitedSize(key.utf8.count) + 1 + Packing.lengthDelimitedSize(value.encodedSize)), &buffer)
                buffer.append(0x0a)
                Packing.string(key, &buffer)
                buffer.append(0x12)
                Packing.message(value, &buffer)
            }
            for place in inputs.indices {
                buffer.append(0x2a)
                Packing.message(inputs.span[place], &buffer)
            }
            for place in outputs.indices {
                buffer.append(0x32)
                Packing.message(outputs.span[place], &buffer)
            }
            for item in rawInputContents {
                buffer.append(0x3a)
                Packing.bytes(item, &buffer)
            }
        }

        /// A tensor of the caller.
        package struct InferInputTensor: GeneratedMessage {
            package static let fullName = "inference.ModelInferRequest.InferInputTensor"
            package static var table: MessageTable { unsafe MessageTable(inference_ModelInferRequest_InferInputTensor_table()) }

            /// The name of one of the model's inputs.
            package var name: String

            /// The type of the elements, such as FP32.
            package var datatype: String

            /// `[rows, ...]`.
            package var shape: [Int64]

            /// Nothing of them has a meaning but the shared memory's, which are refused.
            package var parameters: [String: InferParameter]

            /// The elements, where they are not in `raw_input_contents`.
            package var contents: InferTensorContents?

            package init() { self.init(name: "") }

            package init(
                name: String = "",
                datatype: String = "",
                shape: [Int64] = [],
                parameters: [String: InferParameter] = [:],
                contents: InferTensorContents? = nil
            ) {
                self.name = name
                self.datatype = datatype
                self.shape = shape
                self.parameters = parameters
                self.contents = contents
            }

            package init(unpacked message: UnpackedMessage) throws(MessageError) {
                let c = unsafe message.memory.assumingMemoryBound(to: inference_ModelInferRequest_InferInputTensor.self)
                let name = try unsafe Unpacking.string(c.pointee.name, "inference.ModelInferRequest.InferInputTensor", "name")
                let datatype = try unsafe Unpacking.string(c.pointee.datatype, "inference.ModelInferRequest.InferInputTensor", "datatype")
                let shape = unsafe Unpacking.array(c.pointee.shape, c.pointee.n_shape)
                var parameters: [String: InferParameter] = [:]
                for index in 0..<(unsafe c.pointee.n_parameters) {
                    guard let entry = unsafe c.pointee.parameters[index] else { continue }
                    let value = try unsafe entry.pointee.value.map { found throws(MessageError) in
                        try InferParameter(unpacked: unsafe UnpackedMessage(found))
                    }
                    parameters[try unsafe Unpacking.string(entry.pointee.key, "inference.ModelInferRequest.InferInputTensor", "key")] = value ?? InferParameter()
                }
                let contents: InferTensorContents?
                if let found = unsafe c.pointee.contents {
                    contents = try InferTensorContents(unpacked: unsafe UnpackedMessage(found))
                } else {
                    contents = nil
                }
                self.init(
                    name: name,
                    datatype: datatype,
                    shape: shape,
                    parameters: parameters,
                    contents: contents
                )
            }

            package var encodedSize: Int {
                var size = 0
                if !name.isEmpty {
                    size += 1 + Packing.lengthDelimitedSize(name.utf8.count)
                }
                if !datatype.isEmpty {
                    size += 1 + Packing.lengthDelimitedSize(datatype.utf8.count)
                }
                if !shape.isEmpty {
                    size += 1 + Packing.lengthDelimitedSize(shape.reduce(0) { $0 + Packing.varintSize($1) })
                }
                for (key, value) in parameters {
                    size += 1 + Packing.lengthDelimitedSize(1 + Packing.lengthDelimitedSize(key.utf8.count) + 1 + Packing.lengthDelimitedSize(value.encodedSize))
                }
                if let value = contents {
                    size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
                }
                return size
            }

            package func write(into buffer: inout [UInt8]) {
                if !name.isEmpty {
                    buffer.append(0x0a)
                    Packing.string(name, &buffer)
                }
                if !datatype.isEmpty {
                    buffer.append(0x12)
                    Packing.string(datatype, &buffer)
                }
                if !shape.isEmpty {
                    buffer.append(0x1a)
                    Packing.varint(UInt64(shape.reduce(0) { $0 + Packing.varintSize($1) }), &buffer)
                    for item in shape { Packing.varint(item, &buffer) }
                }
                for (key, value) in parameters.sorted(by: { $0.key < $1.key }) {
                    buffer.append(0x22)
                    Packing.varint(UInt64(1 + Packing.lengthDelimitedSize(key.utf8.count) + 1 + Packing.lengthDelimitedSize(value.encodedSize)), &buffer)
                    buffer.append(0x0a)
                    Packing.string(key, &buffer)
                    buffer.append(0x12)
                    Packing.message(value, &buffer)
                }
                if let value = contents {
                    buffer.append(0x2a)
                    Packing.message(value, &buffer)
                }
            }
        }

        /// An output that is asked for.
        package struct InferRequestedOutputTensor: GeneratedMessage {
            package static let fullName = "inference.ModelInferRequest.InferRequestedOutputTensor"
            package static var table: MessageTable { unsafe MessageTable(inference_ModelInferRequest_InferRequestedOutputTensor_table()) }

            /// The name of one of the model's outputs.
            package var name: String

            /// `classification`: for each row the so many largest values, as texts
            /// `value:index:name of the class`.
            package var parameters: [String: InferParameter]

            package init() { self.init(name: "") }

            package init(
                name: String = "",
                parameters: [String: InferParameter] = [:]
            ) {
                self.name = name
                self.parameters = parameters
            }

            package init(unpacked message: UnpackedMessage) throws(MessageError) {
                let c = unsafe message.memory.assumingMemoryBound(to: inference_ModelInferRequest_InferRequestedOutputTensor.self)
                let name = try unsafe Unpacking.string(c.pointee.name, "inference.ModelInferRequest.InferRequestedOutputTensor", "name")
                var parameters: [String: InferParameter] = [:]
                for index in 0..<(unsafe c.pointee.n_parameters) {
                    guard let entry = unsafe c.pointee.parameters[index] else { continue }
                    let value = try unsafe entry.pointee.value.map { found throws(MessageError) in
                        try InferParameter(unpacked: unsafe UnpackedMessage(found))
                    }
                    parameters[try unsafe Unpacking.string(entry.pointee.key, "inference.ModelInferRequest.InferRequestedOutputTensor", "key")] = value ?? InferParameter()
                }
                self.init(
                    name: name,
                    parameters: parameters
                )
            }

            package var encodedSize: Int {
                var size = 0
                if !name.isEmpty {
                    size += 1 + Packing.lengthDelimitedSize(name.utf8.count)
                }
                for (key, value) in parameters {
                    size += 1 + Packing.lengthDelimitedSize(1 + Packing.lengthDelimitedSize(key.utf8.count) + 1 + Packing.lengthDelimitedSize(value.encodedSize))
                }
                return size
            }

            package func write(into buffer: inout [UInt8]) {
                if !name.isEmpty {
                    buffer.append(0x0a)
                    Packing.string(name, &buffer)
                }
                for (key, value) in parameters.sorted(by: { $0.key < $1.key }) {
                    buffer.append(0x12)
                    Packing.varint(UInt64(1 + Packing.lengthDelimitedSize(key.utf8.count) + 1 + Packing.lengthDelimitedSize(value.encodedSize)), &buffer)
                    buffer.append(0x0a)
                    Packing.string(key, &buffer)
                    buffer.append(0x12)
                    Packing.message(value, &buffer)
                }
            }
        }
    }

    /// The rows' classes.
    package struct ModelInferResponse: GeneratedMessage {
        package static let fullName = "inference.ModelInferResponse"
        package static var table: MessageTable { unsafe MessageTable(inference_ModelInferResponse_table()) }

        /// The project.
        package var modelName: String

        /// The number of the version that answered.
        package var modelVersion: String

        /// The request's.
        package var id: String

        /// `triton_final_response` in a stream: true.
        package var parameters: [String: InferParameter]

        /// The outputs, in the order in which they were asked for.
        package var outputs: [ModelInferResponse.InferOutputTensor]

        /// The elements of each output, little-endian, row after row.
        package var rawOutputContents: [[UInt8]]

        package init() { self.init(modelName: "") }

        package init(
            modelName: String = "",
            modelVersion: String = "",
            id: String = "",
            parameters: [String: InferParameter] = [:],
            outputs: [ModelInferResponse.InferOutputTensor] = [],
            rawOutputContents: [[UInt8]] = []
        ) {
            self.modelName = modelName
            self.modelVersion = modelVersion
            self.id = id
            self.parameters = parameters
            self.outputs = outputs
            self.rawOutputContents = rawOutputContents
        }

        package init(unpacked message: UnpackedMessage) throws(MessageError) {
            let c = unsafe message.memory.assumingMemoryBound(to: inference_ModelInferResponse.self)
            let modelName = try unsafe Unpacking.string(c.pointee.model_name, "inference.ModelInferResponse", "model_name")
            let modelVersion = try unsafe Unpacking.string(c.pointee.model_version, "inference.ModelInferResponse", "model_version")
            let id = try unsafe Unpacking.string(c.pointee.id, "inference.ModelInferResponse", "id")
            var parameters: [String: InferParameter] = [:]
            for index in 0..<(unsafe c.pointee.n_parameters) {
                guard let entry = unsafe c.pointee.parameters[index] else { continue }
                let value = try unsafe entry.pointee.value.map { found throws(MessageError) in
                    try InferParameter(unpacked: unsafe UnpackedMessage(found))
                }
                parameters[try unsafe Unpacking.string(entry.pointee.key, "inference.ModelInferResponse", "key")] = value ?? InferParameter()
            }
            var outputs: [ModelInferResponse.InferOutputTensor] = []
            if unsafe c.pointee.n_outputs > 0 {
                outputs.reserveCapacity(unsafe c.pointee.n_outputs)
                for index in 0..<(unsafe c.pointee.n_outputs) {
                    guard let item = unsafe c.pointee.outputs[index] else { continue }
                    outputs.append(try ModelInferResponse.InferOutputTensor(unpacked: unsafe UnpackedMessage(item)))
                }
            }
            var rawOutputContents: [[UInt8]] = []
            if unsafe c.pointee.n_raw_output_contents > 0 {
                rawOutputContents.reserveCapacity(unsafe c.pointee.n_raw_output_contents)
                for index in 0..<(unsafe c.pointee.n_raw_output_contents) {
                    rawOutputContents.append(unsafe Unpacking.bytes(c.pointee.raw_output_contents[index]))
                }
            }
            self.init(
                modelName: modelName,
                modelVersion: modelVersion,
                id: id,
                parameters: parameters,
                outputs: outputs,
                rawOutputContents: rawOutputContents
            )
        }

        package var encodedSize: Int {
            var size = 0
            if !modelName.isEmpty {
                size += 1 + Packing.lengthDelimitedSize(modelName.utf8.count)
            }
            if !modelVersion.isEmpty {
                size += 1 + Packing.lengthDelimitedSize(modelVersion.utf8.count)
            }
            if !id.isEmpty {
                size += 1 + Packing.lengthDelimitedSize(id.utf8.count)
            }
            for (key, value) in parameters {
                size += 1 + Packing.lengthDelimitedSize(1 + Packing.lengthDelimitedSize(key.utf8.count) + 1 + Packing.lengthDelimitedSize(value.encodedSize))
            }
            for place in outputs.indices { size += 1 + Packing.lengthDelimitedSize(outputs.span[place].encodedSize) }
            for item in rawOutputContents { size += 1 + Packing.lengthDelimitedSize(item.count) }
            return size
        }

        package func write(into buffer: inout [UInt8]) {
            if !modelName.isEmpty {
                buffer.append(0x0a)
                Packing.string(modelName, &buffer)
            }
            if !modelVersion.isEmpty {
                buffer.append(0x12)
                Packing.string(modelVersion, &buffer)
            }
            if !id.isEmpty {
                buffer.append(0x1a)
                Packing.string(id, &buffer)
            }
            for (key, value) in parameters.sorted(by: { $0.key < $1.key }) {
                buffer.append(0x22)
                Packing.varint(UInt64(1 + Packing.lengthDelimitedSize(key.utf8.count) + 1 + Packing.lengthDelimitedSize(value.encodedSize)), &buffer)
                buffer.append(0x0a)
                Packing.string(key, &buffer)
                buffer.append(0x12)
                Packing.message(value, &buffer)
            }
            for place in outputs.indices {
                buffer.append(0x2a)
                Packing.message(outputs.span[place], &buffer)
            }
            for item in rawOutputContents {
                buffer.append(0x32)
                Packing.bytes(item, &buffer)
            }
        }

        /// An output.
        package struct InferOutputTensor: GeneratedMessage {
            package static let fullName = "inference.ModelInferResponse.InferOutputTensor"
            package static var table: MessageTable { unsafe MessageTable(inference_ModelInferResponse_InferOutputTensor_table()) }

            /// Its name.
            package var name: String

            /// The type of its elements.
            package var datatype: String

            /// `[rows, ...]`.
            package var shape: [Int64]

            /// None.
            package var parameters: [String: InferParameter]

            /// Unset: the elements are in `raw_output_contents`.
            package var contents: InferTensorContents?

            package init() { self.init(name: "") }

            package init(
                name: String = "",
                datatype: String = "",
                shape: [Int64] = [],
                parameters: [String: InferParameter] = [:],
                contents: InferTensorContents? = nil
            ) {
                self.name = name
                self.datatype = datatype
                self.shape = shape
                self.parameters = parameters
                self.contents = contents
            }

            package init(unpacked message: UnpackedMessage) throws(MessageError) {
                let c = unsafe message.memory.assumingMemoryBound(to: inference_ModelInferResponse_InferOutputTensor.self)
                let name = try unsafe Unpacking.string(c.pointee.name, "inference.ModelInferResponse.InferOutputTensor", "name")
                let datatype = try unsafe Unpacking.string(c.pointee.datatype, "inference.ModelInferResponse.InferOutputTensor", "datatype")
                let shape = unsafe Unpacking.array(c.pointee.shape, c.pointee.n_shape)
                var parameters: [String: InferParameter] = [:]
                for index in 0..<(unsafe c.pointee.n_parameters) {
                    guard let entry = unsafe c.pointee.parameters[index] else { continue }
                    let value = try unsafe entry.pointee.value.map { found throws(MessageError) in
                        try InferParameter(unpacked: unsafe UnpackedMessage(found))
                    }
                    parameters[try unsafe Unpacking.string(entry.pointee.key, "inference.ModelInferResponse.InferOutputTensor", "key")] = value ?? InferParameter()
                }
                let contents: InferTensorContents?
                if let found = unsafe c.pointee.contents {
                    contents = try InferTensorContents(unpacked: unsafe UnpackedMessage(found))
                } else {
                    contents = nil
                }
                self.init(
                    name: name,
                    datatype: datatype,
                    shape: shape,
                    parameters: parameters,
                    contents: contents
                )
            }

            package var encodedSize: Int {
                var size = 0
                if !name.isEmpty {
                    size += 1 + Packing.lengthDelimitedSize(name.utf8.count)
                }
                if !datatype.isEmpty {
                    size += 1 + Packing.lengthDelimitedSize(datatype.utf8.count)
                }
                if !shape.isEmpty {
                    size += 1 + Packing.lengthDelimitedSize(shape.reduce(0) { $0 + Packing.varintSize($1) })
                }
                for (key, value) in parameters {
                    size += 1 + Packing.lengthDelimitedSize(1 + Packing.lengthDelimitedSize(key.utf8.count) + 1 + Packing.lengthDelimitedSize(value.encodedSize))
                }
                if let value = contents {
                    size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
                }
                return size
            }

            package func write(into buffer: inout [UInt8]) {
                if !name.isEmpty {
                    buffer.append(0x0a)
                    Packing.string(name, &buffer)
                }
                if !datatype.isEmpty {
                    buffer.append(0x12)
                    Packing.string(datatype, &buffer)
                }
                if !shape.isEmpty {
                    buffer.append(0x1a)
                    Packing.varint(UInt64(shape.reduce(0) { $0 + Packing.varintSize($1) }), &buffer)
                    for item in shape { Packing.varint(item, &buffer) }
                }
                for (key, value) in parameters.sorted(by: { $0.key < $1.key }) {
                    buffer.append(0x22)
                    Packing.varint(UInt64(1 + Packing.lengthDelimitedSize(key.utf8.count) + 1 + Packing.lengthDelimitedSize(value.encodedSize)), &buffer)
                    buffer.append(0x0a)
                    Packing.string(key, &buffer)
                    buffer.append(0x12)
                    Packing.message(value, &buffer)
                }
                if let value = contents {
                    buffer.append(0x2a)
                    Packing.message(value, &buffer)
                }
            }
        }
    }

    /// The answer to one request of a stream.
    package struct ModelStreamInferResponse: TableMessage {
        package static let fullName = "inference.ModelStreamInferResponse"
        package static var table: MessageTable { unsafe MessageTable(inference_ModelStreamInferResponse_table()) }

        /// What went wrong; empty: nothing.
        package var errorMessage: String

        /// The response; with an error only its id and model are set.
        package var inferResponse: ModelInferResponse?

        package init() { self.init(errorMessage: "") }

        package init(
            errorMessage: String = "",
            inferResponse: ModelInferResponse? = nil
        ) {
            self.errorMessage = errorMessage
            self.inferResponse = inferResponse
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                errorMessage: try source.value(1),
                inferResponse: try source.optional(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, errorMessage)
            sink.optional(2, inferResponse)
        }
    }

    /// Asks how a model is served.
    package struct ModelConfigRequest: TableMessage {
        package static let fullName = "inference.ModelConfigRequest"
        package static var table: MessageTable { unsafe MessageTable(inference_ModelConfigRequest_table()) }

        /// The project.
        package var name: String

        /// The version's number; empty: the champion.
        package var version: String

        package init() { self.init(name: "") }

        package init(
            name: String = "",
            version: String = ""
        ) {
            self.name = name
            self.version = version
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                name: try source.value(1),
                version: try source.value(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, name)
            sink.value(2, version)
        }
    }

    /// How a model is served.
    package struct ModelConfigResponse: TableMessage {
        package static let fullName = "inference.ModelConfigResponse"
        package static var table: MessageTable { unsafe MessageTable(inference_ModelConfigResponse_table()) }

        /// The configuration.
        package var config: ModelConfig?

        package init() { self.init(config: nil) }

        package init(
            config: ModelConfig? = nil
        ) {
            self.config = config
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                config: try source.optional(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.optional(1, config)
        }
    }

    /// Asks what models have done.
    package struct ModelStatisticsRequest: TableMessage {
        package static let fullName = "inference.ModelStatisticsRequest"
        package static var table: MessageTable { unsafe MessageTable(inference_ModelStatisticsRequest_table()) }

        /// The project; empty: all.
        package var name: String

        /// The version's number; empty: all that are in memory or have done something.
        package var version: String

        package init() { self.init(name: "") }

        package init(
            name: String = "",
            version: String = ""
        ) {
            self.name = name
            self.version = version
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                name: try source.value(1),
                version: try source.value(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, name)
            sink.value(2, version)
        }
    }

    /// How often something was done, and how long it took together.
    package struct StatisticDuration: TableMessage {
        package static let fullName = "inference.StatisticDuration"
        package static var table: MessageTable { unsafe MessageTable(inference_StatisticDuration_table()) }

        /// How often.
        package var count: UInt64

        /// Nanoseconds.
        package var ns: UInt64

        package init() { self.init(count: 0) }

        package init(
            count: UInt64 = 0,
            ns: UInt64 = 0
        ) {
            self.count = count
            self.ns = ns
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                count: try source.value(1),
                ns: try source.value(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, count)
            sink.value(2, ns)
        }
    }

    /// What became of requests, and what took how long.
    package struct InferStatistics: TableMessage {
        package static let fullName = "inference.InferStatistics"
        package static var table: MessageTable { unsafe MessageTable(inference_InferStatistics_table()) }

        /// Requests that were answered: waiting and computing.
        package var success: StatisticDuration?

        /// Requests that ended without their rows; their time is not measured.
        package var fail: StatisticDuration?

        /// Waiting.
        package var queue: StatisticDuration?

        /// Preparing inputs.
        package var computeInput: StatisticDuration?

        /// Computing.
        package var computeInfer: StatisticDuration?

        /// Preparing outputs.
        package var computeOutput: StatisticDuration?

        /// Answers from a cache: none.
        package var cacheHit: StatisticDuration?

        /// Answers that were not in the cache: none.
        package var cacheMiss: StatisticDuration?

        package init() { self.init(success: nil) }

        package init(
            success: StatisticDuration? = nil,
            fail: StatisticDuration? = nil,
            queue: StatisticDuration? = nil,
            computeInput: StatisticDuration? = nil,
            computeInfer: StatisticDuration? = nil,
            computeOutput: StatisticDuration? = nil,
            cacheHit: StatisticDuration? = nil,
            cacheMiss: StatisticDuration? = nil
        ) {
            self.success = success
            self.fail = fail
            self.queue = queue
            self.computeInput = computeInput
            self.computeInfer = computeInfer
            self.computeOutput = computeOutput
            self.cacheHit = cacheHit
            self.cacheMiss = cacheMiss
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                success: try source.optional(1),
                fail: try source.optional(2),
                queue: try source.optional(3),
                computeInput: try source.optional(4),
                computeInfer: try source.optional(5),
                computeOutput: try source.optional(6),
                cacheHit: try source.optional(7),
                cacheMiss: try source.optional(8)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.optional(1, success)
            sink.optional(2, fail)
            sink.optional(3, queue)
            sink.optional(4, computeInput)
            sink.optional(5, computeInfer)
            sink.optional(6, computeOutput)
            sink.optional(7, cacheHit)
            sink.optional(8, cacheMiss)
        }
    }

    /// Batches of one size.
    package struct InferBatchStatistics: TableMessage {
        package static let fullName = "inference.InferBatchStatistics"
        package static var table: MessageTable { unsafe MessageTable(inference_InferBatchStatistics_table()) }

        /// The size: rows.
        package var batchSize: UInt64

        /// Preparing inputs.
        package var computeInput: StatisticDuration?

        /// Computing.
        package var computeInfer: StatisticDuration?

        /// Preparing outputs.
        package var computeOutput: StatisticDuration?

        package init() { self.init(batchSize: 0) }

        package init(
            batchSize: UInt64 = 0,
            computeInput: StatisticDuration? = nil,
            computeInfer: StatisticDuration? = nil,
            computeOutput: StatisticDuration? = nil
        ) {
            self.batchSize = batchSize
            self.computeInput = computeInput
            self.computeInfer = computeInfer
            self.computeOutput = computeOutput
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                batchSize: try source.value(1),
                computeInput: try source.optional(2),
                computeInfer: try source.optional(3),
                computeOutput: try source.optional(4)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, batchSize)
            sink.optional(2, computeInput)
            sink.optional(3, computeInfer)
            sink.optional(4, computeOutput)
        }
    }

    /// What a model version has done since the server started.
    package struct ModelStatistics: TableMessage {
        package static let fullName = "inference.ModelStatistics"
        package static var table: MessageTable { unsafe MessageTable(inference_ModelStatistics_table()) }

        /// The project.
        package var name: String

        /// The version's number.
        package var version: String

        /// When it answered last, in milliseconds since 1970; 0: never.
        package var lastInference: UInt64

        /// Rows that were answered.
        package var inferenceCount: UInt64

        /// Batches that were computed.
        package var executionCount: UInt64

        /// What became of requests.
        package var inferenceStats: InferStatistics?

        /// Batches by their size.
        package var batchStats: [InferBatchStatistics]

        package init() { self.init(name: "") }

        package init(
            name: String = "",
            version: String = "",
            lastInference: UInt64 = 0,
            inferenceCount: UInt64 = 0,
            executionCount: UInt64 = 0,
            inferenceStats: InferStatistics? = nil,
            batchStats: [InferBatchStatistics] = []
        ) {
            self.name = name
            self.version = version
            self.lastInference = lastInference
            self.inferenceCount = inferenceCount
            self.executionCount = executionCount
            self.inferenceStats = inferenceStats
            self.batchStats = batchStats
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                name: try source.value(1),
                version: try source.value(2),
                lastInference: try source.value(3),
                inferenceCount: try source.value(4),
                executionCount: try source.value(5),
                inferenceStats: try source.optional(6),
                batchStats: try source.list(7)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, name)
            sink.value(2, version)
            sink.value(3, lastInference)
            sink.value(4, inferenceCount)
            sink.value(5, executionCount)
            sink.optional(6, inferenceStats)
            sink.list(7, batchStats)
        }
    }

    /// What models have done.
    package struct ModelStatisticsResponse: TableMessage {
        package static let fullName = "inference.ModelStatisticsResponse"
        package static var table: MessageTable { unsafe MessageTable(inference_ModelStatisticsResponse_table()) }

        /// An entry for each version.
        package var modelStats: [ModelStatistics]

        package init() { self.init(modelStats: []) }

        package init(
            modelStats: [ModelStatistics] = []
        ) {
            self.modelStats = modelStats
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                modelStats: try source.list(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.list(1, modelStats)
        }
    }

    /// The value of a parameter of loading.
    package struct ModelRepositoryParameter: TableMessage {
        package static let fullName = "inference.ModelRepositoryParameter"
        package static var table: MessageTable { unsafe MessageTable(inference_ModelRepositoryParameter_table()) }

        /// The value.
        package var parameterChoice: ParameterChoice?

        package init() { self.init(parameterChoice: nil) }

        package init(
            parameterChoice: ParameterChoice? = nil
        ) {
            self.parameterChoice = parameterChoice
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                parameterChoice: try ParameterChoice(from: &source)
            )
        }

        package func write(to sink: inout FieldSink) {
            parameterChoice?.write(to: &sink)
        }

        /// Which one of the fields is set.
        package enum ParameterChoice: Sendable, Hashable {
            /// A truth value.
            case boolParam(Bool)
            /// A whole number.
            case int64Param(Int64)
            /// A text.
            case stringParam(String)
            /// Bytes.
            case bytesParam([UInt8])

            init?(from source: inout any FieldSource) throws(MessageError) {
                switch source.choice(among: [1, 2, 3, 4]) {
                case 1: self = .boolParam(try source.value(1))
                case 2: self = .int64Param(try source.value(2))
                case 3: self = .stringParam(try source.value(3))
                case 4: self = .bytesParam(try source.value(4))
                default: return nil
                }
            }

            func write(to sink: inout FieldSink) {
                switch self {
                case .boolParam(let value): sink.set(1, value)
                case .int64Param(let value): sink.set(2, value)
                case .stringParam(let value): sink.set(3, value)
                case .bytesParam(let value): sink.set(4, value)
                }
            }
        }
    }

    /// Asks for the versions of all models.
    package struct RepositoryIndexRequest: TableMessage {
        package static let fullName = "inference.RepositoryIndexRequest"
        package static var table: MessageTable { unsafe MessageTable(inference_RepositoryIndexRequest_table()) }

        /// Empty: there is one repository.
        package var repositoryName: String

        /// Whether only versions in memory are listed.
        package var ready: Bool

        package init() { self.init(repositoryName: "") }

        package init(
            repositoryName: String = "",
            ready: Bool = false
        ) {
            self.repositoryName = repositoryName
            self.ready = ready
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                repositoryName: try source.value(1),
                ready: try source.value(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, repositoryName)
            sink.value(2, ready)
        }
    }

    /// The versions of all models.
    package struct RepositoryIndexResponse: TableMessage {
        package static let fullName = "inference.RepositoryIndexResponse"
        package static var table: MessageTable { unsafe MessageTable(inference_RepositoryIndexResponse_table()) }

        /// The versions.
        package var models: [RepositoryIndexResponse.ModelIndex]

        package init() { self.init(models: []) }

        package init(
            models: [RepositoryIndexResponse.ModelIndex] = []
        ) {
            self.models = models
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                models: try source.list(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.list(1, models)
        }

        /// A model version.
        package struct ModelIndex: TableMessage {
            package static let fullName = "inference.RepositoryIndexResponse.ModelIndex"
            package static var table: MessageTable { unsafe MessageTable(inference_RepositoryIndexResponse_ModelIndex_table()) }

            /// The project.
            package var name: String

            /// The version's number; empty where the project has none.
            package var version: String

            /// READY or UNAVAILABLE.
            package var state: String

            /// Why it is not ready.
            package var reason: String

            package init() { self.init(name: "") }

            package init(
                name: String = "",
                version: String = "",
                state: String = "",
                reason: String = ""
            ) {
                self.name = name
                self.version = version
                self.state = state
                self.reason = reason
            }

            package init(from source: inout any FieldSource) throws(MessageError) {
                self.init(
                    name: try source.value(1),
                    version: try source.value(2),
                    state: try source.value(3),
                    reason: try source.value(4)
                )
            }

            package func write(to sink: inout FieldSink) {
                sink.value(1, name)
                sink.value(2, version)
                sink.value(3, state)
                sink.value(4, reason)
            }
        }
    }

    /// Asks for a version to be loaded.
    package struct RepositoryModelLoadRequest: TableMessage {
        package static let fullName = "inference.RepositoryModelLoadRequest"
        package static var table: MessageTable { unsafe MessageTable(inference_RepositoryModelLoadRequest_table()) }

        /// Empty: there is one repository.
        package var repositoryName: String

        /// The project.
        package var modelName: String

        /// `version`: its number; or `config`, JSON with a version policy:
        /// `{"version_policy": {"specific": {"versions": [2]}}}`. Neither: the champion.
        package var parameters: [String: ModelRepositoryParameter]

        package init() { self.init(repositoryName: "") }

        package init(
            repositoryName: String = "",
            modelName: String = "",
            parameters: [String: ModelRepositoryParameter] = [:]
        ) {
            self.repositoryName = repositoryName
            self.modelName = modelName
            self.parameters = parameters
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                repositoryName: try source.value(1),
                modelName: try source.value(2),
                parameters: try source.map(3)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, repositoryName)
            sink.value(2, modelName)
            sink.map(3, parameters)
        }
    }

    /// The version is in memory.
    package struct RepositoryModelLoadResponse: TableMessage {
        package static let fullName = "inference.RepositoryModelLoadResponse"
        package static var table: MessageTable { unsafe MessageTable(inference_RepositoryModelLoadResponse_table()) }

        package init() {}

        package init(from _: inout any FieldSource) throws(MessageError) {}

        package func write(to _: inout FieldSink) {}
    }

    /// Asks for a version to be unloaded.
    package struct RepositoryModelUnloadRequest: TableMessage {
        package static let fullName = "inference.RepositoryModelUnloadRequest"
        package static var table: MessageTable { unsafe MessageTable(inference_RepositoryModelUnloadRequest_table()) }

        /// Empty: there is one repository.
        package var repositoryName: String

        /// The project.
        package var modelName: String

        /// `version`: its number; none: every version in memory but the champion.
        package var parameters: [String: ModelRepositoryParameter]

        package init() { self.init(repositoryName: "") }

        package init(
            repositoryName: String = "",
            modelName: String = "",
            parameters: [String: ModelRepositoryParameter] = [:]
        ) {
            self.repositoryName = repositoryName
            self.modelName = modelName
            self.parameters = parameters
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                repositoryName: try source.value(1),
                modelName: try source.value(2),
                parameters: try source.map(3)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, repositoryName)
            sink.value(2, modelName)
            sink.map(3, parameters)
        }
    }

    /// The version is out of memory when its last call is over.
    package struct RepositoryModelUnloadResponse: TableMessage {
        package static let fullName = "inference.RepositoryModelUnloadResponse"
        package static var table: MessageTable { unsafe MessageTable(inference_RepositoryModelUnloadResponse_table()) }

        package init() {}

        package init(from _: inout any FieldSource) throws(MessageError) {}

        package func write(to _: inout FieldSink) {}
    }

    /// Not served.
    package struct SystemSharedMemoryStatusRequest: TableMessage {
        package static let fullName = "inference.SystemSharedMemoryStatusRequest"
        package static var table: MessageTable { unsafe MessageTable(inference_SystemSharedMemoryStatusRequest_table()) }

        /// The region.
        package var name: String

        package init() { self.init(name: "") }

        package init(
            name: String = ""
        ) {
            self.name = name
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                name: try source.value(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, name)
        }
    }

    /// Not served.
    package struct SystemSharedMemoryStatusResponse: TableMessage {
        package static let fullName = "inference.SystemSharedMemoryStatusResponse"
        package static var table: MessageTable { unsafe MessageTable(inference_SystemSharedMemoryStatusResponse_table()) }

        /// The regions.
        package var regions: [String: SystemSharedMemoryStatusResponse.RegionStatus]

        package init() { self.init(regions: [:]) }

        package init(
            regions: [String: SystemSharedMemoryStatusResponse.RegionStatus] = [:]
        ) {
            self.regions = regions
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                regions: try source.map(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.map(1, regions)
        }

        /// A region.
        package struct RegionStatus: TableMessage {
            package static let fullName = "inference.SystemSharedMemoryStatusResponse.RegionStatus"
            package static var table: MessageTable { unsafe MessageTable(inference_SystemSharedMemoryStatusResponse_RegionStatus_table()) }

            /// Its name.
            package var name: String

            /// Its key.
            package var key: String

            /// Where it begins.
            package var offset: UInt64

            /// Its size.
            package var byteSize: UInt64

            package init() { self.init(name: "") }

            package init(
                name: String = "",
                key: String = "",
                offset: UInt64 = 0,
                byteSize: UInt64 = 0
            ) {
                self.name = name
                self.key = key
                self.offset = offset
                self.byteSize = byteSize
            }

            package init(from source: inout any FieldSource) throws(MessageError) {
                self.init(
                    name: try source.value(1),
                    key: try source.value(2),
                    offset: try source.value(3),
                    byteSize: try source.value(4)
                )
            }

            package func write(to sink: inout FieldSink) {
                sink.value(1, name)
                sink.value(2, key)
                sink.value(3, offset)
                sink.value(4, byteSize)
            }
        }
    }

    /// Not served.
    package struct SystemSharedMemoryRegisterRequest: TableMessage {
        package static let fullName = "inference.SystemSharedMemoryRegisterRequest"
        package static var table: MessageTable { unsafe MessageTable(inference_SystemSharedMemoryRegisterRequest_table()) }

        /// The region's name.
        package var name: String

        /// Its key.
        package var key: String

        /// Where it begins.
        package var offset: UInt64

        /// Its size.
        package var byteSize: UInt64

        package init() { self.init(name: "") }

        package init(
            name: String = "",
            key: String = "",
            offset: UInt64 = 0,
            byteSize: UInt64 = 0
        ) {
            self.name = name
            self.key = key
            self.offset = offset
            self.byteSize = byteSize
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                name: try source.value(1),
                key: try source.value(2),
                offset: try source.value(3),
                byteSize: try source.value(4)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, name)
            sink.value(2, key)
            sink.value(3, offset)
            sink.value(4, byteSize)
        }
    }

    /// Not served.
    package struct SystemSharedMemoryRegisterResponse: TableMessage {
        package static let fullName = "inference.SystemSharedMemoryRegisterResponse"
        package static var table: MessageTable { unsafe MessageTable(inference_SystemSharedMemoryRegisterResponse_table()) }

        package init() {}

        package init(from _: inout any FieldSource) throws(MessageError) {}

        package func write(to _: inout FieldSink) {}
    }

    /// Not served.
    package struct SystemSharedMemoryUnregisterRequest: TableMessage {
        package static let fullName = "inference.SystemSharedMemoryUnregisterRequest"
        package static var table: MessageTable { unsafe MessageTable(inference_SystemSharedMemoryUnregisterRequest_table()) }

        /// The region.
        package var name: String

        package init() { self.init(name: "") }

        package init(
            name: String = ""
        ) {
            self.name = name
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                name: try source.value(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, name)
        }
    }

    /// Not served.
    package struct SystemSharedMemoryUnregisterResponse: TableMessage {
        package static let fullName = "inference.SystemSharedMemoryUnregisterResponse"
        package static var table: MessageTable { unsafe MessageTable(inference_SystemSharedMemoryUnregisterResponse_table()) }

        package init() {}

        package init(from _: inout any FieldSource) throws(MessageError) {}

        package func write(to _: inout FieldSink) {}
    }

    /// Not served.
    package struct CudaSharedMemoryStatusRequest: TableMessage {
        package static let fullName = "inference.CudaSharedMemoryStatusRequest"
        package static var table: MessageTable { unsafe MessageTable(inference_CudaSharedMemoryStatusRequest_table()) }

        /// The region.
        package var name: String

        package init() { self.init(name: "") }

        package init(
            name: String = ""
        ) {
            self.name = name
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                name: try source.value(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, name)
        }
    }

    /// Not served.
    package struct CudaSharedMemoryStatusResponse: TableMessage {
        package static let fullName = "inference.CudaSharedMemoryStatusResponse"
        package static var table: MessageTable { unsafe MessageTable(inference_CudaSharedMemoryStatusResponse_table()) }

        /// The regions.
        package var regions: [String: CudaSharedMemoryStatusResponse.RegionStatus]

        package init() { self.init(regions: [:]) }

        package init(
            regions: [String: CudaSharedMemoryStatusResponse.RegionStatus] = [:]
        ) {
            self.regions = regions
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                regions: try source.map(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.map(1, regions)
        }

        /// A region.
        package struct RegionStatus: TableMessage {
            package static let fullName = "inference.CudaSharedMemoryStatusResponse.RegionStatus"
            package static var table: MessageTable { unsafe MessageTable(inference_CudaSharedMemoryStatusResponse_RegionStatus_table()) }

            /// Its name.
            package var name: String

            /// The device.
            package var deviceID: UInt64

            /// Its size.
            package var byteSize: UInt64

            package init() { self.init(name: "") }

            package init(
                name: String = "",
                deviceID: UInt64 = 0,
                byteSize: UInt64 = 0
            ) {
                self.name = name
                self.deviceID = deviceID
                self.byteSize = byteSize
            }

            package init(from source: inout any FieldSource) throws(MessageError) {
                self.init(
                    name: try source.value(1),
                    deviceID: try source.value(2),
                    byteSize: try source.value(3)
                )
            }

            package func write(to sink: inout FieldSink) {
                sink.value(1, name)
                sink.value(2, deviceID)
                sink.value(3, byteSize)
            }
        }
    }

    /// Not served.
    package struct CudaSharedMemoryRegisterRequest: TableMessage {
        package static let fullName = "inference.CudaSharedMemoryRegisterRequest"
        package static var table: MessageTable { unsafe MessageTable(inference_CudaSharedMemoryRegisterRequest_table()) }

        /// The region's name.
        package var name: String

        /// Its handle.
        package var rawHandle: [UInt8]

        /// The device.
        package var deviceID: Int64

        /// Its size.
        package var byteSize: UInt64

        package init() { self.init(name: "") }

        package init(
            name: String = "",
            rawHandle: [UInt8] = [],
            deviceID: Int64 = 0,
            byteSize: UInt64 = 0
        ) {
            self.name = name
            self.rawHandle = rawHandle
            self.deviceID = deviceID
            self.byteSize = byteSize
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                name: try source.value(1),
                rawHandle: try source.value(2),
                deviceID: try source.value(3),
                byteSize: try source.value(4)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, name)
            sink.value(2, rawHandle)
            sink.value(3, deviceID)
            sink.value(4, byteSize)
        }
    }

    /// Not served.
    package struct CudaSharedMemoryRegisterResponse: TableMessage {
        package static let fullName = "inference.CudaSharedMemoryRegisterResponse"
        package static var table: MessageTable { unsafe MessageTable(inference_CudaSharedMemoryRegisterResponse_table()) }

        package init() {}

        package init(from _: inout any FieldSource) throws(MessageError) {}

        package func write(to _: inout FieldSink) {}
    }

    /// Not served.
    package struct CudaSharedMemoryUnregisterRequest: TableMessage {
        package static let fullName = "inference.CudaSharedMemoryUnregisterRequest"
        package static var table: MessageTable { unsafe MessageTable(inference_CudaSharedMemoryUnregisterRequest_table()) }

        /// The region.
        package var name: String

        package init() { self.init(name: "") }

        package init(
            name: String = ""
        ) {
            self.name = name
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                name: try source.value(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, name)
        }
    }

    /// Not served.
    package struct CudaSharedMemoryUnregisterResponse: TableMessage {
        package static let fullName = "inference.CudaSharedMemoryUnregisterResponse"
        package static var table: MessageTable { unsafe MessageTable(inference_CudaSharedMemoryUnregisterResponse_table()) }

        package init() {}

        package init(from _: inout any FieldSource) throws(MessageError) {}

        package func write(to _: inout FieldSink) {}
    }

    /// Not served.
    package struct TraceSettingRequest: TableMessage {
        package static let fullName = "inference.TraceSettingRequest"
        package static var table: MessageTable { unsafe MessageTable(inference_TraceSettingRequest_table()) }

        /// The settings.
        package var settings: [String: TraceSettingRequest.SettingValue]

        /// The model.
        package var modelName: String

        package init() { self.init(settings: [:]) }

        package init(
            settings: [String: TraceSettingRequest.SettingValue] = [:],
            modelName: String = ""
        ) {
            self.settings = settings
            self.modelName = modelName
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                settings: try source.map(1),
                modelName: try source.value(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.map(1, settings)
            sink.value(2, modelName)
        }

        /// A setting.
        package struct SettingValue: TableMessage {
            package static let fullName = "inference.TraceSettingRequest.SettingValue"
            package static var table: MessageTable { unsafe MessageTable(inference_TraceSettingRequest_SettingValue_table()) }

            /// Its values.
            package var value: [String]

            package init() { self.init(value: []) }

            package init(
                value: [String] = []
            ) {
                self.value = value
            }

            package init(from source: inout any FieldSource) throws(MessageError) {
                self.init(
                    value: try source.list(1)
                )
            }

            package func write(to sink: inout FieldSink) {
                sink.list(1, value)
            }
        }
    }

    /// Not served.
    package struct TraceSettingResponse: TableMessage {
        package static let fullName = "inference.TraceSettingResponse"
        package static var table: MessageTable { unsafe MessageTable(inference_TraceSettingResponse_table()) }

        /// The settings.
        package var settings: [String: TraceSettingResponse.SettingValue]

        package init() { self.init(settings: [:]) }

        package init(
            settings: [String: TraceSettingResponse.SettingValue] = [:]
        ) {
            self.settings = settings
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                settings: try source.map(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.map(1, settings)
        }

        /// A setting.
        package struct SettingValue: TableMessage {
            package static let fullName = "inference.TraceSettingResponse.SettingValue"
            package static var table: MessageTable { unsafe MessageTable(inference_TraceSettingResponse_SettingValue_table()) }

            /// Its values.
            package var value: [String]

            package init() { self.init(value: []) }

            package init(
                value: [String] = []
            ) {
                self.value = value
            }

            package init(from source: inout any FieldSource) throws(MessageError) {
                self.init(
                    value: try source.list(1)
                )
            }

            package func write(to sink: inout FieldSink) {
                sink.list(1, value)
            }
        }
    }

    /// Not served.
    package struct LogSettingsRequest: TableMessage {
        package static let fullName = "inference.LogSettingsRequest"
        package static var table: MessageTable { unsafe MessageTable(inference_LogSettingsRequest_table()) }

        /// The settings.
        package var settings: [String: LogSettingsRequest.SettingValue]

        package init() { self.init(settings: [:]) }

        package init(
            settings: [String: LogSettingsRequest.SettingValue] = [:]
        ) {
            self.settings = settings
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                settings: try source.map(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.map(1, settings)
        }

        /// A setting.
        package struct SettingValue: TableMessage {
            package static let fullName = "inference.LogSettingsRequest.SettingValue"
            package static var table: MessageTable { unsafe MessageTable(inference_LogSettingsRequest_SettingValue_table()) }

            /// Its value.
            package var parameterChoice: ParameterChoice?

            package init() { self.init(parameterChoice: nil) }

            package init(
                parameterChoice: ParameterChoice? = nil
            ) {
                self.parameterChoice = parameterChoice
            }

            package init(from source: inout any FieldSource) throws(MessageError) {
                self.init(
                    parameterChoice: try ParameterChoice(from: &source)
                )
            }

            package func write(to sink: inout FieldSink) {
                parameterChoice?.write(to: &sink)
            }

            /// Which one of the fields is set.
            package enum ParameterChoice: Sendable, Hashable {
                /// A truth value.
                case boolParam(Bool)
                /// A whole number.
                case uint32Param(UInt32)
                /// A text.
                case stringParam(String)

                init?(from source: inout any FieldSource) throws(MessageError) {
                    switch source.choice(among: [1, 2, 3]) {
                    case 1: self = .boolParam(try source.value(1))
                    case 2: self = .uint32Param(try source.value(2))
                    case 3: self = .stringParam(try source.value(3))
                    default: return nil
                    }
                }

                func write(to sink: inout FieldSink) {
                    switch self {
                    case .boolParam(let value): sink.set(1, value)
                    case .uint32Param(let value): sink.set(2, value)
                    case .stringParam(let value): sink.set(3, value)
                    }
                }
            }
        }
    }

    /// Not served.
    package struct LogSettingsResponse: TableMessage {
        package static let fullName = "inference.LogSettingsResponse"
        package static var table: MessageTable { unsafe MessageTable(inference_LogSettingsResponse_table()) }

        /// The settings.
        package var settings: [String: LogSettingsResponse.SettingValue]

        package init() { self.init(settings: [:]) }

        package init(
            settings: [String: LogSettingsResponse.SettingValue] = [:]
        ) {
            self.settings = settings
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                settings: try source.map(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.map(1, settings)
        }

        /// A setting.
        package struct SettingValue: TableMessage {
            package static let fullName = "inference.LogSettingsResponse.SettingValue"
            package static var table: MessageTable { unsafe MessageTable(inference_LogSettingsResponse_SettingValue_table()) }

            /// Its value.
            package var parameterChoice: ParameterChoice?

            package init() { self.init(parameterChoice: nil) }

            package init(
                parameterChoice: ParameterChoice? = nil
            ) {
                self.parameterChoice = parameterChoice
            }

            package init(from source: inout any FieldSource) throws(MessageError) {
                self.init(
                    parameterChoice: try ParameterChoice(from: &source)
                )
            }

            package func write(to sink: inout FieldSink) {
                parameterChoice?.write(to: &sink)
            }

            /// Which one of the fields is set.
            package enum ParameterChoice: Sendable, Hashable {
                /// A truth value.
                case boolParam(Bool)
                /// A whole number.
                case uint32Param(UInt32)
                /// A text.
                case stringParam(String)

                init?(from source: inout any FieldSource) throws(MessageError) {
                    switch source.choice(among: [1, 2, 3]) {
                    case 1: self = .boolParam(try source.value(1))
                    case 2: self = .uint32Param(try source.value(2))
                    case 3: self = .stringParam(try source.value(3))
                    default: return nil
                    }
                }

                func write(to sink: inout FieldSink) {
                    switch self {
                    case .boolParam(let value): sink.set(1, value)
                    case .uint32Param(let value): sink.set(2, value)
                    case .stringParam(let value): sink.set(3, value)
                    }
                }
            }
        }
    }
}
