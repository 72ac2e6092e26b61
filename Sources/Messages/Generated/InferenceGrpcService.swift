// Generated from Protos/inference/grpc_service.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

/// Asks whether the server runs.
package struct ServerLiveRequest: Message {
    /// The full protobuf name.
    package static let fullName = "inference.ServerLiveRequest"

    /// Creates a message whose fields all have their default values.
    package init() {}

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__server_live_request__unpack,
            convert: { message throws(MessageError) in try unsafe ServerLiveRequest(unpacked: message) }
        )
    }

    init(unpacked _: UnsafePointer<Inference__ServerLiveRequest>) throws(MessageError) {}

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        0
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
    }
}

/// Whether the server runs.
package struct ServerLiveResponse: Message {
    /// The full protobuf name.
    package static let fullName = "inference.ServerLiveResponse"

    /// True.
    package var live: Bool

    /// Creates a message whose fields all have their default values.
    package init() { self.init(live: false) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        live: Bool = false
    ) {
        self.live = live
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__server_live_response__unpack,
            convert: { message throws(MessageError) in try unsafe ServerLiveResponse(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__ServerLiveResponse>) throws(MessageError) {
        let live = unsafe c.pointee.live != 0
        self.init(
            live: live
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if live {
            size += 1 + 1
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if live {
            buffer.append(0x08)
            buffer.append(live ? 1 : 0)
        }
    }
}

/// Asks whether the server takes calls.
package struct ServerReadyRequest: Message {
    /// The full protobuf name.
    package static let fullName = "inference.ServerReadyRequest"

    /// Creates a message whose fields all have their default values.
    package init() {}

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__server_ready_request__unpack,
            convert: { message throws(MessageError) in try unsafe ServerReadyRequest(unpacked: message) }
        )
    }

    init(unpacked _: UnsafePointer<Inference__ServerReadyRequest>) throws(MessageError) {}

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        0
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
    }
}

/// Whether the server takes calls.
package struct ServerReadyResponse: Message {
    /// The full protobuf name.
    package static let fullName = "inference.ServerReadyResponse"

    /// False while it shuts down.
    package var ready: Bool

    /// Creates a message whose fields all have their default values.
    package init() { self.init(ready: false) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        ready: Bool = false
    ) {
        self.ready = ready
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__server_ready_response__unpack,
            convert: { message throws(MessageError) in try unsafe ServerReadyResponse(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__ServerReadyResponse>) throws(MessageError) {
        let ready = unsafe c.pointee.ready != 0
        self.init(
            ready: ready
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if ready {
            size += 1 + 1
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if ready {
            buffer.append(0x08)
            buffer.append(ready ? 1 : 0)
        }
    }
}

/// Asks whether a model version is in memory.
package struct ModelReadyRequest: Message {
    /// The full protobuf name.
    package static let fullName = "inference.ModelReadyRequest"

    /// The project.
    package var name: String

    /// The version's number; empty: the champion.
    package var version: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(name: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        name: String = "",
        version: String = ""
    ) {
        self.name = name
        self.version = version
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__model_ready_request__unpack,
            convert: { message throws(MessageError) in try unsafe ModelReadyRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__ModelReadyRequest>) throws(MessageError) {
        let name = try unsafe Unpacking.string(c.pointee.name, "inference.ModelReadyRequest", "name")
        let version = try unsafe Unpacking.string(c.pointee.version, "inference.ModelReadyRequest", "version")
        self.init(
            name: name,
            version: version
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !name.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(name.utf8.count)
        }
        if !version.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(version.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !name.isEmpty {
            buffer.append(0x0a)
            Packing.string(name, &buffer)
        }
        if !version.isEmpty {
            buffer.append(0x12)
            Packing.string(version, &buffer)
        }
    }
}

/// Whether a model version is in memory.
package struct ModelReadyResponse: Message {
    /// The full protobuf name.
    package static let fullName = "inference.ModelReadyResponse"

    /// Whether a call would be answered without loading anything.
    package var ready: Bool

    /// Creates a message whose fields all have their default values.
    package init() { self.init(ready: false) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        ready: Bool = false
    ) {
        self.ready = ready
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__model_ready_response__unpack,
            convert: { message throws(MessageError) in try unsafe ModelReadyResponse(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__ModelReadyResponse>) throws(MessageError) {
        let ready = unsafe c.pointee.ready != 0
        self.init(
            ready: ready
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if ready {
            size += 1 + 1
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if ready {
            buffer.append(0x08)
            buffer.append(ready ? 1 : 0)
        }
    }
}

/// Asks what the server is.
package struct ServerMetadataRequest: Message {
    /// The full protobuf name.
    package static let fullName = "inference.ServerMetadataRequest"

    /// Creates a message whose fields all have their default values.
    package init() {}

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__server_metadata_request__unpack,
            convert: { message throws(MessageError) in try unsafe ServerMetadataRequest(unpacked: message) }
        )
    }

    init(unpacked _: UnsafePointer<Inference__ServerMetadataRequest>) throws(MessageError) {}

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        0
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
    }
}

/// What the server is and can do.
package struct ServerMetadataResponse: Message {
    /// The full protobuf name.
    package static let fullName = "inference.ServerMetadataResponse"

    /// Its name.
    package var name: String

    /// Its version.
    package var version: String

    /// What it has of Triton's extensions.
    package var extensions: [String]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(name: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        name: String = "",
        version: String = "",
        extensions: [String] = []
    ) {
        self.name = name
        self.version = version
        self.extensions = extensions
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__server_metadata_response__unpack,
            convert: { message throws(MessageError) in try unsafe ServerMetadataResponse(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__ServerMetadataResponse>) throws(MessageError) {
        let name = try unsafe Unpacking.string(c.pointee.name, "inference.ServerMetadataResponse", "name")
        let version = try unsafe Unpacking.string(c.pointee.version, "inference.ServerMetadataResponse", "version")
        var extensions: [String] = []
        if unsafe c.pointee.n_extensions > 0 {
            extensions.reserveCapacity(unsafe c.pointee.n_extensions)
            for index in 0..<(unsafe c.pointee.n_extensions) {
                extensions.append(try unsafe Unpacking.string(c.pointee.extensions[index], "inference.ServerMetadataResponse", "extensions"))
            }
        }
        self.init(
            name: name,
            version: version,
            extensions: extensions
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !name.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(name.utf8.count)
        }
        if !version.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(version.utf8.count)
        }
        for item in extensions { size += 1 + Packing.lengthDelimitedSize(item.utf8.count) }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !name.isEmpty {
            buffer.append(0x0a)
            Packing.string(name, &buffer)
        }
        if !version.isEmpty {
            buffer.append(0x12)
            Packing.string(version, &buffer)
        }
        for item in extensions {
            buffer.append(0x1a)
            Packing.string(item, &buffer)
        }
    }
}

/// Asks what a model takes and gives.
package struct ModelMetadataRequest: Message {
    /// The full protobuf name.
    package static let fullName = "inference.ModelMetadataRequest"

    /// The project.
    package var name: String

    /// The version's number; empty: the champion.
    package var version: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(name: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        name: String = "",
        version: String = ""
    ) {
        self.name = name
        self.version = version
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__model_metadata_request__unpack,
            convert: { message throws(MessageError) in try unsafe ModelMetadataRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__ModelMetadataRequest>) throws(MessageError) {
        let name = try unsafe Unpacking.string(c.pointee.name, "inference.ModelMetadataRequest", "name")
        let version = try unsafe Unpacking.string(c.pointee.version, "inference.ModelMetadataRequest", "version")
        self.init(
            name: name,
            version: version
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !name.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(name.utf8.count)
        }
        if !version.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(version.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !name.isEmpty {
            buffer.append(0x0a)
            Packing.string(name, &buffer)
        }
        if !version.isEmpty {
            buffer.append(0x12)
            Packing.string(version, &buffer)
        }
    }
}

/// What a model takes and gives.
package struct ModelMetadataResponse: Message {
    /// The full protobuf name.
    package static let fullName = "inference.ModelMetadataResponse"

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

    /// Creates a message whose fields all have their default values.
    package init() { self.init(name: "") }

    /// Creates a message of the given fields; the others have their default values.
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

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__model_metadata_response__unpack,
            convert: { message throws(MessageError) in try unsafe ModelMetadataResponse(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__ModelMetadataResponse>) throws(MessageError) {
        let name = try unsafe Unpacking.string(c.pointee.name, "inference.ModelMetadataResponse", "name")
        var versions: [String] = []
        if unsafe c.pointee.n_versions > 0 {
            versions.reserveCapacity(unsafe c.pointee.n_versions)
            for index in 0..<(unsafe c.pointee.n_versions) {
                versions.append(try unsafe Unpacking.string(c.pointee.versions[index], "inference.ModelMetadataResponse", "versions"))
            }
        }
        let platform = try unsafe Unpacking.string(c.pointee.platform, "inference.ModelMetadataResponse", "platform")
        var inputs: [ModelMetadataResponse.TensorMetadata] = []
        if unsafe c.pointee.n_inputs > 0 {
            inputs.reserveCapacity(unsafe c.pointee.n_inputs)
            for index in 0..<(unsafe c.pointee.n_inputs) {
                guard let item = unsafe c.pointee.inputs[index] else { continue }
                inputs.append(try unsafe ModelMetadataResponse.TensorMetadata(unpacked: item))
            }
        }
        var outputs: [ModelMetadataResponse.TensorMetadata] = []
        if unsafe c.pointee.n_outputs > 0 {
            outputs.reserveCapacity(unsafe c.pointee.n_outputs)
            for index in 0..<(unsafe c.pointee.n_outputs) {
                guard let item = unsafe c.pointee.outputs[index] else { continue }
                outputs.append(try unsafe ModelMetadataResponse.TensorMetadata(unpacked: item))
            }
        }
        var properties: [String: String] = [:]
        for index in 0..<(unsafe c.pointee.n_properties) {
            guard let entry = unsafe c.pointee.properties[index] else { continue }
            properties[try unsafe Unpacking.string(entry.pointee.key, "inference.ModelMetadataResponse", "key")] = try unsafe Unpacking.string(entry.pointee.value, "inference.ModelMetadataResponse", "value")
        }
        self.init(
            name: name,
            versions: versions,
            platform: platform,
            inputs: inputs,
            outputs: outputs,
            properties: properties
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !name.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(name.utf8.count)
        }
        for item in versions { size += 1 + Packing.lengthDelimitedSize(item.utf8.count) }
        if !platform.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(platform.utf8.count)
        }
        for place in inputs.indices { size += 1 + Packing.lengthDelimitedSize(inputs.span[place].encodedSize) }
        for place in outputs.indices { size += 1 + Packing.lengthDelimitedSize(outputs.span[place].encodedSize) }
        for (key, value) in properties {
            size += 1 + Packing.lengthDelimitedSize(1 + Packing.lengthDelimitedSize(key.utf8.count) + 1 + Packing.lengthDelimitedSize(value.utf8.count))
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !name.isEmpty {
            buffer.append(0x0a)
            Packing.string(name, &buffer)
        }
        for item in versions {
            buffer.append(0x12)
            Packing.string(item, &buffer)
        }
        if !platform.isEmpty {
            buffer.append(0x1a)
            Packing.string(platform, &buffer)
        }
        for place in inputs.indices {
            buffer.append(0x22)
            Packing.message(inputs.span[place], &buffer)
        }
        for place in outputs.indices {
            buffer.append(0x2a)
            Packing.message(outputs.span[place], &buffer)
        }
        for (key, value) in properties.sorted(by: { $0.key < $1.key }) {
            buffer.append(0x32)
            Packing.varint(UInt64(1 + Packing.lengthDelimitedSize(key.utf8.count) + 1 + Packing.lengthDelimitedSize(value.utf8.count)), &buffer)
            buffer.append(0x0a)
            Packing.string(key, &buffer)
            buffer.append(0x12)
            Packing.string(value, &buffer)
        }
    }

    /// A tensor.
    package struct TensorMetadata: Message {
        /// The full protobuf name.
        package static let fullName = "inference.ModelMetadataResponse.TensorMetadata"

        /// Its name.
        package var name: String

        /// The datatype that is used without conversion.
        package var datatype: String

        /// Its shape; -1: the number of rows.
        package var shape: [Int64]

        /// Creates a message whose fields all have their default values.
        package init() { self.init(name: "") }

        /// Creates a message of the given fields; the others have their default values.
        package init(
            name: String = "",
            datatype: String = "",
            shape: [Int64] = []
        ) {
            self.name = name
            self.datatype = datatype
            self.shape = shape
        }

        /// Reads a message from its wire format.
        ///
        /// - Throws: ``MessageError`` as ``Message`` says.
        package init(decoding bytes: RawSpan) throws(MessageError) {
            self = try unsafe Unpacking.decode(
                bytes,
                as: Self.fullName,
                unpack: inference__model_metadata_response__tensor_metadata__unpack,
                convert: { message throws(MessageError) in try unsafe TensorMetadata(unpacked: message) }
            )
        }

        init(unpacked c: UnsafePointer<Inference__ModelMetadataResponse__TensorMetadata>) throws(MessageError) {
            let name = try unsafe Unpacking.string(c.pointee.name, "inference.ModelMetadataResponse.TensorMetadata", "name")
            let datatype = try unsafe Unpacking.string(c.pointee.datatype, "inference.ModelMetadataResponse.TensorMetadata", "datatype")
            let shape = unsafe Unpacking.array(c.pointee.shape, c.pointee.n_shape)
            self.init(
                name: name,
                datatype: datatype,
                shape: shape
            )
        }

        /// The number of bytes of the wire format.
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
            return size
        }

        /// Appends the wire format to `buffer`, which has room for it.
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
        }
    }
}

/// The value of a parameter.
package struct InferParameter: Message {
    /// The full protobuf name.
    package static let fullName = "inference.InferParameter"

    /// The value.
    package var parameterChoice: ParameterChoice?

    /// Creates a message whose fields all have their default values.
    package init() { self.init(parameterChoice: nil) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        parameterChoice: ParameterChoice? = nil
    ) {
        self.parameterChoice = parameterChoice
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__infer_parameter__unpack,
            convert: { message throws(MessageError) in try unsafe InferParameter(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__InferParameter>) throws(MessageError) {
        let parameterChoice: ParameterChoice?
        switch unsafe c.pointee.parameter_choice_case.rawValue {
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

    /// The number of bytes of the wire format.
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

    /// Appends the wire format to `buffer`, which has room for it.
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
package struct InferTensorContents: Message {
    /// The full protobuf name.
    package static let fullName = "inference.InferTensorContents"

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

    /// Creates a message whose fields all have their default values.
    package init() { self.init(boolContents: []) }

    /// Creates a message of the given fields; the others have their default values.
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

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__infer_tensor_contents__unpack,
            convert: { message throws(MessageError) in try unsafe InferTensorContents(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__InferTensorContents>) throws(MessageError) {
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

    /// The number of bytes of the wire format.
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

    /// Appends the wire format to `buffer`, which has room for it.
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
package struct ModelInferRequest: Message {
    /// The full protobuf name.
    package static let fullName = "inference.ModelInferRequest"

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

    /// Creates a message whose fields all have their default values.
    package init() { self.init(modelName: "") }

    /// Creates a message of the given fields; the others have their default values.
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

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__model_infer_request__unpack,
            convert: { message throws(MessageError) in try unsafe ModelInferRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__ModelInferRequest>) throws(MessageError) {
        let modelName = try unsafe Unpacking.string(c.pointee.model_name, "inference.ModelInferRequest", "model_name")
        let modelVersion = try unsafe Unpacking.string(c.pointee.model_version, "inference.ModelInferRequest", "model_version")
        let id = try unsafe Unpacking.string(c.pointee.id, "inference.ModelInferRequest", "id")
        var parameters: [String: InferParameter] = [:]
        for index in 0..<(unsafe c.pointee.n_parameters) {
            guard let entry = unsafe c.pointee.parameters[index] else { continue }
            let value = try unsafe entry.pointee.value.map { found throws(MessageError) in
                try unsafe InferParameter(unpacked: found)
            }
            parameters[try unsafe Unpacking.string(entry.pointee.key, "inference.ModelInferRequest", "key")] = value ?? InferParameter()
        }
        var inputs: [ModelInferRequest.InferInputTensor] = []
        if unsafe c.pointee.n_inputs > 0 {
            inputs.reserveCapacity(unsafe c.pointee.n_inputs)
            for index in 0..<(unsafe c.pointee.n_inputs) {
                guard let item = unsafe c.pointee.inputs[index] else { continue }
                inputs.append(try unsafe ModelInferRequest.InferInputTensor(unpacked: item))
            }
        }
        var outputs: [ModelInferRequest.InferRequestedOutputTensor] = []
        if unsafe c.pointee.n_outputs > 0 {
            outputs.reserveCapacity(unsafe c.pointee.n_outputs)
            for index in 0..<(unsafe c.pointee.n_outputs) {
                guard let item = unsafe c.pointee.outputs[index] else { continue }
                outputs.append(try unsafe ModelInferRequest.InferRequestedOutputTensor(unpacked: item))
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

    /// The number of bytes of the wire format.
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

    /// Appends the wire format to `buffer`, which has room for it.
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
    package struct InferInputTensor: Message {
        /// The full protobuf name.
        package static let fullName = "inference.ModelInferRequest.InferInputTensor"

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

        /// Creates a message whose fields all have their default values.
        package init() { self.init(name: "") }

        /// Creates a message of the given fields; the others have their default values.
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

        /// Reads a message from its wire format.
        ///
        /// - Throws: ``MessageError`` as ``Message`` says.
        package init(decoding bytes: RawSpan) throws(MessageError) {
            self = try unsafe Unpacking.decode(
                bytes,
                as: Self.fullName,
                unpack: inference__model_infer_request__infer_input_tensor__unpack,
                convert: { message throws(MessageError) in try unsafe InferInputTensor(unpacked: message) }
            )
        }

        init(unpacked c: UnsafePointer<Inference__ModelInferRequest__InferInputTensor>) throws(MessageError) {
            let name = try unsafe Unpacking.string(c.pointee.name, "inference.ModelInferRequest.InferInputTensor", "name")
            let datatype = try unsafe Unpacking.string(c.pointee.datatype, "inference.ModelInferRequest.InferInputTensor", "datatype")
            let shape = unsafe Unpacking.array(c.pointee.shape, c.pointee.n_shape)
            var parameters: [String: InferParameter] = [:]
            for index in 0..<(unsafe c.pointee.n_parameters) {
                guard let entry = unsafe c.pointee.parameters[index] else { continue }
                let value = try unsafe entry.pointee.value.map { found throws(MessageError) in
                    try unsafe InferParameter(unpacked: found)
                }
                parameters[try unsafe Unpacking.string(entry.pointee.key, "inference.ModelInferRequest.InferInputTensor", "key")] = value ?? InferParameter()
            }
            let contents: InferTensorContents?
            if let found = unsafe c.pointee.contents {
                contents = try unsafe InferTensorContents(unpacked: found)
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

        /// The number of bytes of the wire format.
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

        /// Appends the wire format to `buffer`, which has room for it.
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
    package struct InferRequestedOutputTensor: Message {
        /// The full protobuf name.
        package static let fullName = "inference.ModelInferRequest.InferRequestedOutputTensor"

        /// The name of one of the model's outputs.
        package var name: String

        /// `classification`: for each row the so many largest values, as texts
        /// `value:index:name of the class`.
        package var parameters: [String: InferParameter]

        /// Creates a message whose fields all have their default values.
        package init() { self.init(name: "") }

        /// Creates a message of the given fields; the others have their default values.
        package init(
            name: String = "",
            parameters: [String: InferParameter] = [:]
        ) {
            self.name = name
            self.parameters = parameters
        }

        /// Reads a message from its wire format.
        ///
        /// - Throws: ``MessageError`` as ``Message`` says.
        package init(decoding bytes: RawSpan) throws(MessageError) {
            self = try unsafe Unpacking.decode(
                bytes,
                as: Self.fullName,
                unpack: inference__model_infer_request__infer_requested_output_tensor__unpack,
                convert: { message throws(MessageError) in try unsafe InferRequestedOutputTensor(unpacked: message) }
            )
        }

        init(unpacked c: UnsafePointer<Inference__ModelInferRequest__InferRequestedOutputTensor>) throws(MessageError) {
            let name = try unsafe Unpacking.string(c.pointee.name, "inference.ModelInferRequest.InferRequestedOutputTensor", "name")
            var parameters: [String: InferParameter] = [:]
            for index in 0..<(unsafe c.pointee.n_parameters) {
                guard let entry = unsafe c.pointee.parameters[index] else { continue }
                let value = try unsafe entry.pointee.value.map { found throws(MessageError) in
                    try unsafe InferParameter(unpacked: found)
                }
                parameters[try unsafe Unpacking.string(entry.pointee.key, "inference.ModelInferRequest.InferRequestedOutputTensor", "key")] = value ?? InferParameter()
            }
            self.init(
                name: name,
                parameters: parameters
            )
        }

        /// The number of bytes of the wire format.
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

        /// Appends the wire format to `buffer`, which has room for it.
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
package struct ModelInferResponse: Message {
    /// The full protobuf name.
    package static let fullName = "inference.ModelInferResponse"

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

    /// Creates a message whose fields all have their default values.
    package init() { self.init(modelName: "") }

    /// Creates a message of the given fields; the others have their default values.
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

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__model_infer_response__unpack,
            convert: { message throws(MessageError) in try unsafe ModelInferResponse(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__ModelInferResponse>) throws(MessageError) {
        let modelName = try unsafe Unpacking.string(c.pointee.model_name, "inference.ModelInferResponse", "model_name")
        let modelVersion = try unsafe Unpacking.string(c.pointee.model_version, "inference.ModelInferResponse", "model_version")
        let id = try unsafe Unpacking.string(c.pointee.id, "inference.ModelInferResponse", "id")
        var parameters: [String: InferParameter] = [:]
        for index in 0..<(unsafe c.pointee.n_parameters) {
            guard let entry = unsafe c.pointee.parameters[index] else { continue }
            let value = try unsafe entry.pointee.value.map { found throws(MessageError) in
                try unsafe InferParameter(unpacked: found)
            }
            parameters[try unsafe Unpacking.string(entry.pointee.key, "inference.ModelInferResponse", "key")] = value ?? InferParameter()
        }
        var outputs: [ModelInferResponse.InferOutputTensor] = []
        if unsafe c.pointee.n_outputs > 0 {
            outputs.reserveCapacity(unsafe c.pointee.n_outputs)
            for index in 0..<(unsafe c.pointee.n_outputs) {
                guard let item = unsafe c.pointee.outputs[index] else { continue }
                outputs.append(try unsafe ModelInferResponse.InferOutputTensor(unpacked: item))
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

    /// The number of bytes of the wire format.
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

    /// Appends the wire format to `buffer`, which has room for it.
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
    package struct InferOutputTensor: Message {
        /// The full protobuf name.
        package static let fullName = "inference.ModelInferResponse.InferOutputTensor"

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

        /// Creates a message whose fields all have their default values.
        package init() { self.init(name: "") }

        /// Creates a message of the given fields; the others have their default values.
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

        /// Reads a message from its wire format.
        ///
        /// - Throws: ``MessageError`` as ``Message`` says.
        package init(decoding bytes: RawSpan) throws(MessageError) {
            self = try unsafe Unpacking.decode(
                bytes,
                as: Self.fullName,
                unpack: inference__model_infer_response__infer_output_tensor__unpack,
                convert: { message throws(MessageError) in try unsafe InferOutputTensor(unpacked: message) }
            )
        }

        init(unpacked c: UnsafePointer<Inference__ModelInferResponse__InferOutputTensor>) throws(MessageError) {
            let name = try unsafe Unpacking.string(c.pointee.name, "inference.ModelInferResponse.InferOutputTensor", "name")
            let datatype = try unsafe Unpacking.string(c.pointee.datatype, "inference.ModelInferResponse.InferOutputTensor", "datatype")
            let shape = unsafe Unpacking.array(c.pointee.shape, c.pointee.n_shape)
            var parameters: [String: InferParameter] = [:]
            for index in 0..<(unsafe c.pointee.n_parameters) {
                guard let entry = unsafe c.pointee.parameters[index] else { continue }
                let value = try unsafe entry.pointee.value.map { found throws(MessageError) in
                    try unsafe InferParameter(unpacked: found)
                }
                parameters[try unsafe Unpacking.string(entry.pointee.key, "inference.ModelInferResponse.InferOutputTensor", "key")] = value ?? InferParameter()
            }
            let contents: InferTensorContents?
            if let found = unsafe c.pointee.contents {
                contents = try unsafe InferTensorContents(unpacked: found)
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

        /// The number of bytes of the wire format.
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

        /// Appends the wire format to `buffer`, which has room for it.
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
package struct ModelStreamInferResponse: Message {
    /// The full protobuf name.
    package static let fullName = "inference.ModelStreamInferResponse"

    /// What went wrong; empty: nothing.
    package var errorMessage: String

    /// The response; with an error only its id and model are set.
    package var inferResponse: ModelInferResponse?

    /// Creates a message whose fields all have their default values.
    package init() { self.init(errorMessage: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        errorMessage: String = "",
        inferResponse: ModelInferResponse? = nil
    ) {
        self.errorMessage = errorMessage
        self.inferResponse = inferResponse
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__model_stream_infer_response__unpack,
            convert: { message throws(MessageError) in try unsafe ModelStreamInferResponse(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__ModelStreamInferResponse>) throws(MessageError) {
        let errorMessage = try unsafe Unpacking.string(c.pointee.error_message, "inference.ModelStreamInferResponse", "error_message")
        let inferResponse: ModelInferResponse?
        if let found = unsafe c.pointee.infer_response {
            inferResponse = try unsafe ModelInferResponse(unpacked: found)
        } else {
            inferResponse = nil
        }
        self.init(
            errorMessage: errorMessage,
            inferResponse: inferResponse
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !errorMessage.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(errorMessage.utf8.count)
        }
        if let value = inferResponse {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !errorMessage.isEmpty {
            buffer.append(0x0a)
            Packing.string(errorMessage, &buffer)
        }
        if let value = inferResponse {
            buffer.append(0x12)
            Packing.message(value, &buffer)
        }
    }
}

/// Asks how a model is served.
package struct ModelConfigRequest: Message {
    /// The full protobuf name.
    package static let fullName = "inference.ModelConfigRequest"

    /// The project.
    package var name: String

    /// The version's number; empty: the champion.
    package var version: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(name: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        name: String = "",
        version: String = ""
    ) {
        self.name = name
        self.version = version
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__model_config_request__unpack,
            convert: { message throws(MessageError) in try unsafe ModelConfigRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__ModelConfigRequest>) throws(MessageError) {
        let name = try unsafe Unpacking.string(c.pointee.name, "inference.ModelConfigRequest", "name")
        let version = try unsafe Unpacking.string(c.pointee.version, "inference.ModelConfigRequest", "version")
        self.init(
            name: name,
            version: version
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !name.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(name.utf8.count)
        }
        if !version.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(version.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !name.isEmpty {
            buffer.append(0x0a)
            Packing.string(name, &buffer)
        }
        if !version.isEmpty {
            buffer.append(0x12)
            Packing.string(version, &buffer)
        }
    }
}

/// How a model is served.
package struct ModelConfigResponse: Message {
    /// The full protobuf name.
    package static let fullName = "inference.ModelConfigResponse"

    /// The configuration.
    package var config: ModelConfig?

    /// Creates a message whose fields all have their default values.
    package init() { self.init(config: nil) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        config: ModelConfig? = nil
    ) {
        self.config = config
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__model_config_response__unpack,
            convert: { message throws(MessageError) in try unsafe ModelConfigResponse(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__ModelConfigResponse>) throws(MessageError) {
        let config: ModelConfig?
        if let found = unsafe c.pointee.config {
            config = try unsafe ModelConfig(unpacked: found)
        } else {
            config = nil
        }
        self.init(
            config: config
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if let value = config {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if let value = config {
            buffer.append(0x0a)
            Packing.message(value, &buffer)
        }
    }
}

/// Asks what models have done.
package struct ModelStatisticsRequest: Message {
    /// The full protobuf name.
    package static let fullName = "inference.ModelStatisticsRequest"

    /// The project; empty: all.
    package var name: String

    /// The version's number; empty: all that are in memory or have done something.
    package var version: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(name: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        name: String = "",
        version: String = ""
    ) {
        self.name = name
        self.version = version
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__model_statistics_request__unpack,
            convert: { message throws(MessageError) in try unsafe ModelStatisticsRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__ModelStatisticsRequest>) throws(MessageError) {
        let name = try unsafe Unpacking.string(c.pointee.name, "inference.ModelStatisticsRequest", "name")
        let version = try unsafe Unpacking.string(c.pointee.version, "inference.ModelStatisticsRequest", "version")
        self.init(
            name: name,
            version: version
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !name.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(name.utf8.count)
        }
        if !version.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(version.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !name.isEmpty {
            buffer.append(0x0a)
            Packing.string(name, &buffer)
        }
        if !version.isEmpty {
            buffer.append(0x12)
            Packing.string(version, &buffer)
        }
    }
}

/// How often something was done, and how long it took together.
package struct StatisticDuration: Message {
    /// The full protobuf name.
    package static let fullName = "inference.StatisticDuration"

    /// How often.
    package var count: UInt64

    /// Nanoseconds.
    package var ns: UInt64

    /// Creates a message whose fields all have their default values.
    package init() { self.init(count: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        count: UInt64 = 0,
        ns: UInt64 = 0
    ) {
        self.count = count
        self.ns = ns
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__statistic_duration__unpack,
            convert: { message throws(MessageError) in try unsafe StatisticDuration(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__StatisticDuration>) throws(MessageError) {
        let count = unsafe c.pointee.count
        let ns = unsafe c.pointee.ns
        self.init(
            count: count,
            ns: ns
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if count != 0 {
            size += 1 + Packing.varintSize(count)
        }
        if ns != 0 {
            size += 1 + Packing.varintSize(ns)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if count != 0 {
            buffer.append(0x08)
            Packing.varint(count, &buffer)
        }
        if ns != 0 {
            buffer.append(0x10)
            Packing.varint(ns, &buffer)
        }
    }
}

/// What became of requests, and what took how long.
package struct InferStatistics: Message {
    /// The full protobuf name.
    package static let fullName = "inference.InferStatistics"

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

    /// Creates a message whose fields all have their default values.
    package init() { self.init(success: nil) }

    /// Creates a message of the given fields; the others have their default values.
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

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__infer_statistics__unpack,
            convert: { message throws(MessageError) in try unsafe InferStatistics(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__InferStatistics>) throws(MessageError) {
        let success: StatisticDuration?
        if let found = unsafe c.pointee.success {
            success = try unsafe StatisticDuration(unpacked: found)
        } else {
            success = nil
        }
        let fail: StatisticDuration?
        if let found = unsafe c.pointee.fail {
            fail = try unsafe StatisticDuration(unpacked: found)
        } else {
            fail = nil
        }
        let queue: StatisticDuration?
        if let found = unsafe c.pointee.queue {
            queue = try unsafe StatisticDuration(unpacked: found)
        } else {
            queue = nil
        }
        let computeInput: StatisticDuration?
        if let found = unsafe c.pointee.compute_input {
            computeInput = try unsafe StatisticDuration(unpacked: found)
        } else {
            computeInput = nil
        }
        let computeInfer: StatisticDuration?
        if let found = unsafe c.pointee.compute_infer {
            computeInfer = try unsafe StatisticDuration(unpacked: found)
        } else {
            computeInfer = nil
        }
        let computeOutput: StatisticDuration?
        if let found = unsafe c.pointee.compute_output {
            computeOutput = try unsafe StatisticDuration(unpacked: found)
        } else {
            computeOutput = nil
        }
        let cacheHit: StatisticDuration?
        if let found = unsafe c.pointee.cache_hit {
            cacheHit = try unsafe StatisticDuration(unpacked: found)
        } else {
            cacheHit = nil
        }
        let cacheMiss: StatisticDuration?
        if let found = unsafe c.pointee.cache_miss {
            cacheMiss = try unsafe StatisticDuration(unpacked: found)
        } else {
            cacheMiss = nil
        }
        self.init(
            success: success,
            fail: fail,
            queue: queue,
            computeInput: computeInput,
            computeInfer: computeInfer,
            computeOutput: computeOutput,
            cacheHit: cacheHit,
            cacheMiss: cacheMiss
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if let value = success {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if let value = fail {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if let value = queue {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if let value = computeInput {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if let value = computeInfer {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if let value = computeOutput {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if let value = cacheHit {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if let value = cacheMiss {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if let value = success {
            buffer.append(0x0a)
            Packing.message(value, &buffer)
        }
        if let value = fail {
            buffer.append(0x12)
            Packing.message(value, &buffer)
        }
        if let value = queue {
            buffer.append(0x1a)
            Packing.message(value, &buffer)
        }
        if let value = computeInput {
            buffer.append(0x22)
            Packing.message(value, &buffer)
        }
        if let value = computeInfer {
            buffer.append(0x2a)
            Packing.message(value, &buffer)
        }
        if let value = computeOutput {
            buffer.append(0x32)
            Packing.message(value, &buffer)
        }
        if let value = cacheHit {
            buffer.append(0x3a)
            Packing.message(value, &buffer)
        }
        if let value = cacheMiss {
            buffer.append(0x42)
            Packing.message(value, &buffer)
        }
    }
}

/// Batches of one size.
package struct InferBatchStatistics: Message {
    /// The full protobuf name.
    package static let fullName = "inference.InferBatchStatistics"

    /// The size: rows.
    package var batchSize: UInt64

    /// Preparing inputs.
    package var computeInput: StatisticDuration?

    /// Computing.
    package var computeInfer: StatisticDuration?

    /// Preparing outputs.
    package var computeOutput: StatisticDuration?

    /// Creates a message whose fields all have their default values.
    package init() { self.init(batchSize: 0) }

    /// Creates a message of the given fields; the others have their default values.
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

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__infer_batch_statistics__unpack,
            convert: { message throws(MessageError) in try unsafe InferBatchStatistics(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__InferBatchStatistics>) throws(MessageError) {
        let batchSize = unsafe c.pointee.batch_size
        let computeInput: StatisticDuration?
        if let found = unsafe c.pointee.compute_input {
            computeInput = try unsafe StatisticDuration(unpacked: found)
        } else {
            computeInput = nil
        }
        let computeInfer: StatisticDuration?
        if let found = unsafe c.pointee.compute_infer {
            computeInfer = try unsafe StatisticDuration(unpacked: found)
        } else {
            computeInfer = nil
        }
        let computeOutput: StatisticDuration?
        if let found = unsafe c.pointee.compute_output {
            computeOutput = try unsafe StatisticDuration(unpacked: found)
        } else {
            computeOutput = nil
        }
        self.init(
            batchSize: batchSize,
            computeInput: computeInput,
            computeInfer: computeInfer,
            computeOutput: computeOutput
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if batchSize != 0 {
            size += 1 + Packing.varintSize(batchSize)
        }
        if let value = computeInput {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if let value = computeInfer {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if let value = computeOutput {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if batchSize != 0 {
            buffer.append(0x08)
            Packing.varint(batchSize, &buffer)
        }
        if let value = computeInput {
            buffer.append(0x12)
            Packing.message(value, &buffer)
        }
        if let value = computeInfer {
            buffer.append(0x1a)
            Packing.message(value, &buffer)
        }
        if let value = computeOutput {
            buffer.append(0x22)
            Packing.message(value, &buffer)
        }
    }
}

/// What a model version has done since the server started.
package struct ModelStatistics: Message {
    /// The full protobuf name.
    package static let fullName = "inference.ModelStatistics"

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

    /// Creates a message whose fields all have their default values.
    package init() { self.init(name: "") }

    /// Creates a message of the given fields; the others have their default values.
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

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__model_statistics__unpack,
            convert: { message throws(MessageError) in try unsafe ModelStatistics(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__ModelStatistics>) throws(MessageError) {
        let name = try unsafe Unpacking.string(c.pointee.name, "inference.ModelStatistics", "name")
        let version = try unsafe Unpacking.string(c.pointee.version, "inference.ModelStatistics", "version")
        let lastInference = unsafe c.pointee.last_inference
        let inferenceCount = unsafe c.pointee.inference_count
        let executionCount = unsafe c.pointee.execution_count
        let inferenceStats: InferStatistics?
        if let found = unsafe c.pointee.inference_stats {
            inferenceStats = try unsafe InferStatistics(unpacked: found)
        } else {
            inferenceStats = nil
        }
        var batchStats: [InferBatchStatistics] = []
        if unsafe c.pointee.n_batch_stats > 0 {
            batchStats.reserveCapacity(unsafe c.pointee.n_batch_stats)
            for index in 0..<(unsafe c.pointee.n_batch_stats) {
                guard let item = unsafe c.pointee.batch_stats[index] else { continue }
                batchStats.append(try unsafe InferBatchStatistics(unpacked: item))
            }
        }
        self.init(
            name: name,
            version: version,
            lastInference: lastInference,
            inferenceCount: inferenceCount,
            executionCount: executionCount,
            inferenceStats: inferenceStats,
            batchStats: batchStats
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !name.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(name.utf8.count)
        }
        if !version.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(version.utf8.count)
        }
        if lastInference != 0 {
            size += 1 + Packing.varintSize(lastInference)
        }
        if inferenceCount != 0 {
            size += 1 + Packing.varintSize(inferenceCount)
        }
        if executionCount != 0 {
            size += 1 + Packing.varintSize(executionCount)
        }
        if let value = inferenceStats {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        for place in batchStats.indices { size += 1 + Packing.lengthDelimitedSize(batchStats.span[place].encodedSize) }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !name.isEmpty {
            buffer.append(0x0a)
            Packing.string(name, &buffer)
        }
        if !version.isEmpty {
            buffer.append(0x12)
            Packing.string(version, &buffer)
        }
        if lastInference != 0 {
            buffer.append(0x18)
            Packing.varint(lastInference, &buffer)
        }
        if inferenceCount != 0 {
            buffer.append(0x20)
            Packing.varint(inferenceCount, &buffer)
        }
        if executionCount != 0 {
            buffer.append(0x28)
            Packing.varint(executionCount, &buffer)
        }
        if let value = inferenceStats {
            buffer.append(0x32)
            Packing.message(value, &buffer)
        }
        for place in batchStats.indices {
            buffer.append(0x3a)
            Packing.message(batchStats.span[place], &buffer)
        }
    }
}

/// What models have done.
package struct ModelStatisticsResponse: Message {
    /// The full protobuf name.
    package static let fullName = "inference.ModelStatisticsResponse"

    /// An entry for each version.
    package var modelStats: [ModelStatistics]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(modelStats: []) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        modelStats: [ModelStatistics] = []
    ) {
        self.modelStats = modelStats
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__model_statistics_response__unpack,
            convert: { message throws(MessageError) in try unsafe ModelStatisticsResponse(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__ModelStatisticsResponse>) throws(MessageError) {
        var modelStats: [ModelStatistics] = []
        if unsafe c.pointee.n_model_stats > 0 {
            modelStats.reserveCapacity(unsafe c.pointee.n_model_stats)
            for index in 0..<(unsafe c.pointee.n_model_stats) {
                guard let item = unsafe c.pointee.model_stats[index] else { continue }
                modelStats.append(try unsafe ModelStatistics(unpacked: item))
            }
        }
        self.init(
            modelStats: modelStats
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        for place in modelStats.indices { size += 1 + Packing.lengthDelimitedSize(modelStats.span[place].encodedSize) }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        for place in modelStats.indices {
            buffer.append(0x0a)
            Packing.message(modelStats.span[place], &buffer)
        }
    }
}

/// The value of a parameter of loading.
package struct ModelRepositoryParameter: Message {
    /// The full protobuf name.
    package static let fullName = "inference.ModelRepositoryParameter"

    /// The value.
    package var parameterChoice: ParameterChoice?

    /// Creates a message whose fields all have their default values.
    package init() { self.init(parameterChoice: nil) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        parameterChoice: ParameterChoice? = nil
    ) {
        self.parameterChoice = parameterChoice
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__model_repository_parameter__unpack,
            convert: { message throws(MessageError) in try unsafe ModelRepositoryParameter(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__ModelRepositoryParameter>) throws(MessageError) {
        let parameterChoice: ParameterChoice?
        switch unsafe c.pointee.parameter_choice_case.rawValue {
        case 1:
            parameterChoice = .boolParam(unsafe c.pointee.bool_param != 0)
        case 2:
            parameterChoice = .int64Param(unsafe c.pointee.int64_param)
        case 3:
            parameterChoice = .stringParam(try unsafe Unpacking.string(c.pointee.string_param, "inference.ModelRepositoryParameter", "string_param"))
        case 4:
            parameterChoice = .bytesParam(unsafe Unpacking.bytes(c.pointee.bytes_param))
        default: parameterChoice = nil
        }
        self.init(
            parameterChoice: parameterChoice
        )
    }

    /// The number of bytes of the wire format.
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
        case .bytesParam(let value):
            size += 1 + Packing.lengthDelimitedSize(value.count)
        case nil: break
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
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
        case .bytesParam(let value):
            buffer.append(0x22)
            Packing.bytes(value, &buffer)
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
        /// Bytes.
        case bytesParam([UInt8])
    }
}

/// Asks for the versions of all models.
package struct RepositoryIndexRequest: Message {
    /// The full protobuf name.
    package static let fullName = "inference.RepositoryIndexRequest"

    /// Empty: there is one repository.
    package var repositoryName: String

    /// Whether only versions in memory are listed.
    package var ready: Bool

    /// Creates a message whose fields all have their default values.
    package init() { self.init(repositoryName: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        repositoryName: String = "",
        ready: Bool = false
    ) {
        self.repositoryName = repositoryName
        self.ready = ready
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__repository_index_request__unpack,
            convert: { message throws(MessageError) in try unsafe RepositoryIndexRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__RepositoryIndexRequest>) throws(MessageError) {
        let repositoryName = try unsafe Unpacking.string(c.pointee.repository_name, "inference.RepositoryIndexRequest", "repository_name")
        let ready = unsafe c.pointee.ready != 0
        self.init(
            repositoryName: repositoryName,
            ready: ready
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !repositoryName.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(repositoryName.utf8.count)
        }
        if ready {
            size += 1 + 1
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !repositoryName.isEmpty {
            buffer.append(0x0a)
            Packing.string(repositoryName, &buffer)
        }
        if ready {
            buffer.append(0x10)
            buffer.append(ready ? 1 : 0)
        }
    }
}

/// The versions of all models.
package struct RepositoryIndexResponse: Message {
    /// The full protobuf name.
    package static let fullName = "inference.RepositoryIndexResponse"

    /// The versions.
    package var models: [RepositoryIndexResponse.ModelIndex]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(models: []) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        models: [RepositoryIndexResponse.ModelIndex] = []
    ) {
        self.models = models
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__repository_index_response__unpack,
            convert: { message throws(MessageError) in try unsafe RepositoryIndexResponse(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__RepositoryIndexResponse>) throws(MessageError) {
        var models: [RepositoryIndexResponse.ModelIndex] = []
        if unsafe c.pointee.n_models > 0 {
            models.reserveCapacity(unsafe c.pointee.n_models)
            for index in 0..<(unsafe c.pointee.n_models) {
                guard let item = unsafe c.pointee.models[index] else { continue }
                models.append(try unsafe RepositoryIndexResponse.ModelIndex(unpacked: item))
            }
        }
        self.init(
            models: models
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        for place in models.indices { size += 1 + Packing.lengthDelimitedSize(models.span[place].encodedSize) }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        for place in models.indices {
            buffer.append(0x0a)
            Packing.message(models.span[place], &buffer)
        }
    }

    /// A model version.
    package struct ModelIndex: Message {
        /// The full protobuf name.
        package static let fullName = "inference.RepositoryIndexResponse.ModelIndex"

        /// The project.
        package var name: String

        /// The version's number; empty where the project has none.
        package var version: String

        /// READY or UNAVAILABLE.
        package var state: String

        /// Why it is not ready.
        package var reason: String

        /// Creates a message whose fields all have their default values.
        package init() { self.init(name: "") }

        /// Creates a message of the given fields; the others have their default values.
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

        /// Reads a message from its wire format.
        ///
        /// - Throws: ``MessageError`` as ``Message`` says.
        package init(decoding bytes: RawSpan) throws(MessageError) {
            self = try unsafe Unpacking.decode(
                bytes,
                as: Self.fullName,
                unpack: inference__repository_index_response__model_index__unpack,
                convert: { message throws(MessageError) in try unsafe ModelIndex(unpacked: message) }
            )
        }

        init(unpacked c: UnsafePointer<Inference__RepositoryIndexResponse__ModelIndex>) throws(MessageError) {
            let name = try unsafe Unpacking.string(c.pointee.name, "inference.RepositoryIndexResponse.ModelIndex", "name")
            let version = try unsafe Unpacking.string(c.pointee.version, "inference.RepositoryIndexResponse.ModelIndex", "version")
            let state = try unsafe Unpacking.string(c.pointee.state, "inference.RepositoryIndexResponse.ModelIndex", "state")
            let reason = try unsafe Unpacking.string(c.pointee.reason, "inference.RepositoryIndexResponse.ModelIndex", "reason")
            self.init(
                name: name,
                version: version,
                state: state,
                reason: reason
            )
        }

        /// The number of bytes of the wire format.
        package var encodedSize: Int {
            var size = 0
            if !name.isEmpty {
                size += 1 + Packing.lengthDelimitedSize(name.utf8.count)
            }
            if !version.isEmpty {
                size += 1 + Packing.lengthDelimitedSize(version.utf8.count)
            }
            if !state.isEmpty {
                size += 1 + Packing.lengthDelimitedSize(state.utf8.count)
            }
            if !reason.isEmpty {
                size += 1 + Packing.lengthDelimitedSize(reason.utf8.count)
            }
            return size
        }

        /// Appends the wire format to `buffer`, which has room for it.
        package func write(into buffer: inout [UInt8]) {
            if !name.isEmpty {
                buffer.append(0x0a)
                Packing.string(name, &buffer)
            }
            if !version.isEmpty {
                buffer.append(0x12)
                Packing.string(version, &buffer)
            }
            if !state.isEmpty {
                buffer.append(0x1a)
                Packing.string(state, &buffer)
            }
            if !reason.isEmpty {
                buffer.append(0x22)
                Packing.string(reason, &buffer)
            }
        }
    }
}

/// Asks for a version to be loaded.
package struct RepositoryModelLoadRequest: Message {
    /// The full protobuf name.
    package static let fullName = "inference.RepositoryModelLoadRequest"

    /// Empty: there is one repository.
    package var repositoryName: String

    /// The project.
    package var modelName: String

    /// `version`: its number; or `config`, JSON with a version policy:
    /// `{"version_policy": {"specific": {"versions": [2]}}}`. Neither: the champion.
    package var parameters: [String: ModelRepositoryParameter]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(repositoryName: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        repositoryName: String = "",
        modelName: String = "",
        parameters: [String: ModelRepositoryParameter] = [:]
    ) {
        self.repositoryName = repositoryName
        self.modelName = modelName
        self.parameters = parameters
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__repository_model_load_request__unpack,
            convert: { message throws(MessageError) in try unsafe RepositoryModelLoadRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__RepositoryModelLoadRequest>) throws(MessageError) {
        let repositoryName = try unsafe Unpacking.string(c.pointee.repository_name, "inference.RepositoryModelLoadRequest", "repository_name")
        let modelName = try unsafe Unpacking.string(c.pointee.model_name, "inference.RepositoryModelLoadRequest", "model_name")
        var parameters: [String: ModelRepositoryParameter] = [:]
        for index in 0..<(unsafe c.pointee.n_parameters) {
            guard let entry = unsafe c.pointee.parameters[index] else { continue }
            let value = try unsafe entry.pointee.value.map { found throws(MessageError) in
                try unsafe ModelRepositoryParameter(unpacked: found)
            }
            parameters[try unsafe Unpacking.string(entry.pointee.key, "inference.RepositoryModelLoadRequest", "key")] = value ?? ModelRepositoryParameter()
        }
        self.init(
            repositoryName: repositoryName,
            modelName: modelName,
            parameters: parameters
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !repositoryName.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(repositoryName.utf8.count)
        }
        if !modelName.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(modelName.utf8.count)
        }
        for (key, value) in parameters {
            size += 1 + Packing.lengthDelimitedSize(1 + Packing.lengthDelimitedSize(key.utf8.count) + 1 + Packing.lengthDelimitedSize(value.encodedSize))
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !repositoryName.isEmpty {
            buffer.append(0x0a)
            Packing.string(repositoryName, &buffer)
        }
        if !modelName.isEmpty {
            buffer.append(0x12)
            Packing.string(modelName, &buffer)
        }
        for (key, value) in parameters.sorted(by: { $0.key < $1.key }) {
            buffer.append(0x1a)
            Packing.varint(UInt64(1 + Packing.lengthDelimitedSize(key.utf8.count) + 1 + Packing.lengthDelimitedSize(value.encodedSize)), &buffer)
            buffer.append(0x0a)
            Packing.string(key, &buffer)
            buffer.append(0x12)
            Packing.message(value, &buffer)
        }
    }
}

/// The version is in memory.
package struct RepositoryModelLoadResponse: Message {
    /// The full protobuf name.
    package static let fullName = "inference.RepositoryModelLoadResponse"

    /// Creates a message whose fields all have their default values.
    package init() {}

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__repository_model_load_response__unpack,
            convert: { message throws(MessageError) in try unsafe RepositoryModelLoadResponse(unpacked: message) }
        )
    }

    init(unpacked _: UnsafePointer<Inference__RepositoryModelLoadResponse>) throws(MessageError) {}

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        0
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
    }
}

/// Asks for a version to be unloaded.
package struct RepositoryModelUnloadRequest: Message {
    /// The full protobuf name.
    package static let fullName = "inference.RepositoryModelUnloadRequest"

    /// Empty: there is one repository.
    package var repositoryName: String

    /// The project.
    package var modelName: String

    /// `version`: its number; none: every version in memory but the champion.
    package var parameters: [String: ModelRepositoryParameter]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(repositoryName: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        repositoryName: String = "",
        modelName: String = "",
        parameters: [String: ModelRepositoryParameter] = [:]
    ) {
        self.repositoryName = repositoryName
        self.modelName = modelName
        self.parameters = parameters
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__repository_model_unload_request__unpack,
            convert: { message throws(MessageError) in try unsafe RepositoryModelUnloadRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__RepositoryModelUnloadRequest>) throws(MessageError) {
        let repositoryName = try unsafe Unpacking.string(c.pointee.repository_name, "inference.RepositoryModelUnloadRequest", "repository_name")
        let modelName = try unsafe Unpacking.string(c.pointee.model_name, "inference.RepositoryModelUnloadRequest", "model_name")
        var parameters: [String: ModelRepositoryParameter] = [:]
        for index in 0..<(unsafe c.pointee.n_parameters) {
            guard let entry = unsafe c.pointee.parameters[index] else { continue }
            let value = try unsafe entry.pointee.value.map { found throws(MessageError) in
                try unsafe ModelRepositoryParameter(unpacked: found)
            }
            parameters[try unsafe Unpacking.string(entry.pointee.key, "inference.RepositoryModelUnloadRequest", "key")] = value ?? ModelRepositoryParameter()
        }
        self.init(
            repositoryName: repositoryName,
            modelName: modelName,
            parameters: parameters
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !repositoryName.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(repositoryName.utf8.count)
        }
        if !modelName.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(modelName.utf8.count)
        }
        for (key, value) in parameters {
            size += 1 + Packing.lengthDelimitedSize(1 + Packing.lengthDelimitedSize(key.utf8.count) + 1 + Packing.lengthDelimitedSize(value.encodedSize))
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !repositoryName.isEmpty {
            buffer.append(0x0a)
            Packing.string(repositoryName, &buffer)
        }
        if !modelName.isEmpty {
            buffer.append(0x12)
            Packing.string(modelName, &buffer)
        }
        for (key, value) in parameters.sorted(by: { $0.key < $1.key }) {
            buffer.append(0x1a)
            Packing.varint(UInt64(1 + Packing.lengthDelimitedSize(key.utf8.count) + 1 + Packing.lengthDelimitedSize(value.encodedSize)), &buffer)
            buffer.append(0x0a)
            Packing.string(key, &buffer)
            buffer.append(0x12)
            Packing.message(value, &buffer)
        }
    }
}

/// The version is out of memory when its last call is over.
package struct RepositoryModelUnloadResponse: Message {
    /// The full protobuf name.
    package static let fullName = "inference.RepositoryModelUnloadResponse"

    /// Creates a message whose fields all have their default values.
    package init() {}

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__repository_model_unload_response__unpack,
            convert: { message throws(MessageError) in try unsafe RepositoryModelUnloadResponse(unpacked: message) }
        )
    }

    init(unpacked _: UnsafePointer<Inference__RepositoryModelUnloadResponse>) throws(MessageError) {}

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        0
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
    }
}

/// Not served.
package struct SystemSharedMemoryStatusRequest: Message {
    /// The full protobuf name.
    package static let fullName = "inference.SystemSharedMemoryStatusRequest"

    /// The region.
    package var name: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(name: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        name: String = ""
    ) {
        self.name = name
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__system_shared_memory_status_request__unpack,
            convert: { message throws(MessageError) in try unsafe SystemSharedMemoryStatusRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__SystemSharedMemoryStatusRequest>) throws(MessageError) {
        let name = try unsafe Unpacking.string(c.pointee.name, "inference.SystemSharedMemoryStatusRequest", "name")
        self.init(
            name: name
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !name.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(name.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !name.isEmpty {
            buffer.append(0x0a)
            Packing.string(name, &buffer)
        }
    }
}

/// Not served.
package struct SystemSharedMemoryStatusResponse: Message {
    /// The full protobuf name.
    package static let fullName = "inference.SystemSharedMemoryStatusResponse"

    /// The regions.
    package var regions: [String: SystemSharedMemoryStatusResponse.RegionStatus]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(regions: [:]) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        regions: [String: SystemSharedMemoryStatusResponse.RegionStatus] = [:]
    ) {
        self.regions = regions
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__system_shared_memory_status_response__unpack,
            convert: { message throws(MessageError) in try unsafe SystemSharedMemoryStatusResponse(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__SystemSharedMemoryStatusResponse>) throws(MessageError) {
        var regions: [String: SystemSharedMemoryStatusResponse.RegionStatus] = [:]
        for index in 0..<(unsafe c.pointee.n_regions) {
            guard let entry = unsafe c.pointee.regions[index] else { continue }
            let value = try unsafe entry.pointee.value.map { found throws(MessageError) in
                try unsafe SystemSharedMemoryStatusResponse.RegionStatus(unpacked: found)
            }
            regions[try unsafe Unpacking.string(entry.pointee.key, "inference.SystemSharedMemoryStatusResponse", "key")] = value ?? SystemSharedMemoryStatusResponse.RegionStatus()
        }
        self.init(
            regions: regions
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        for (key, value) in regions {
            size += 1 + Packing.lengthDelimitedSize(1 + Packing.lengthDelimitedSize(key.utf8.count) + 1 + Packing.lengthDelimitedSize(value.encodedSize))
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        for (key, value) in regions.sorted(by: { $0.key < $1.key }) {
            buffer.append(0x0a)
            Packing.varint(UInt64(1 + Packing.lengthDelimitedSize(key.utf8.count) + 1 + Packing.lengthDelimitedSize(value.encodedSize)), &buffer)
            buffer.append(0x0a)
            Packing.string(key, &buffer)
            buffer.append(0x12)
            Packing.message(value, &buffer)
        }
    }

    /// A region.
    package struct RegionStatus: Message {
        /// The full protobuf name.
        package static let fullName = "inference.SystemSharedMemoryStatusResponse.RegionStatus"

        /// Its name.
        package var name: String

        /// Its key.
        package var key: String

        /// Where it begins.
        package var offset: UInt64

        /// Its size.
        package var byteSize: UInt64

        /// Creates a message whose fields all have their default values.
        package init() { self.init(name: "") }

        /// Creates a message of the given fields; the others have their default values.
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

        /// Reads a message from its wire format.
        ///
        /// - Throws: ``MessageError`` as ``Message`` says.
        package init(decoding bytes: RawSpan) throws(MessageError) {
            self = try unsafe Unpacking.decode(
                bytes,
                as: Self.fullName,
                unpack: inference__system_shared_memory_status_response__region_status__unpack,
                convert: { message throws(MessageError) in try unsafe RegionStatus(unpacked: message) }
            )
        }

        init(unpacked c: UnsafePointer<Inference__SystemSharedMemoryStatusResponse__RegionStatus>) throws(MessageError) {
            let name = try unsafe Unpacking.string(c.pointee.name, "inference.SystemSharedMemoryStatusResponse.RegionStatus", "name")
            let key = try unsafe Unpacking.string(c.pointee.key, "inference.SystemSharedMemoryStatusResponse.RegionStatus", "key")
            let offset = unsafe c.pointee.offset
            let byteSize = unsafe c.pointee.byte_size
            self.init(
                name: name,
                key: key,
                offset: offset,
                byteSize: byteSize
            )
        }

        /// The number of bytes of the wire format.
        package var encodedSize: Int {
            var size = 0
            if !name.isEmpty {
                size += 1 + Packing.lengthDelimitedSize(name.utf8.count)
            }
            if !key.isEmpty {
                size += 1 + Packing.lengthDelimitedSize(key.utf8.count)
            }
            if offset != 0 {
                size += 1 + Packing.varintSize(offset)
            }
            if byteSize != 0 {
                size += 1 + Packing.varintSize(byteSize)
            }
            return size
        }

        /// Appends the wire format to `buffer`, which has room for it.
        package func write(into buffer: inout [UInt8]) {
            if !name.isEmpty {
                buffer.append(0x0a)
                Packing.string(name, &buffer)
            }
            if !key.isEmpty {
                buffer.append(0x12)
                Packing.string(key, &buffer)
            }
            if offset != 0 {
                buffer.append(0x18)
                Packing.varint(offset, &buffer)
            }
            if byteSize != 0 {
                buffer.append(0x20)
                Packing.varint(byteSize, &buffer)
            }
        }
    }
}

/// Not served.
package struct SystemSharedMemoryRegisterRequest: Message {
    /// The full protobuf name.
    package static let fullName = "inference.SystemSharedMemoryRegisterRequest"

    /// The region's name.
    package var name: String

    /// Its key.
    package var key: String

    /// Where it begins.
    package var offset: UInt64

    /// Its size.
    package var byteSize: UInt64

    /// Creates a message whose fields all have their default values.
    package init() { self.init(name: "") }

    /// Creates a message of the given fields; the others have their default values.
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

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__system_shared_memory_register_request__unpack,
            convert: { message throws(MessageError) in try unsafe SystemSharedMemoryRegisterRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__SystemSharedMemoryRegisterRequest>) throws(MessageError) {
        let name = try unsafe Unpacking.string(c.pointee.name, "inference.SystemSharedMemoryRegisterRequest", "name")
        let key = try unsafe Unpacking.string(c.pointee.key, "inference.SystemSharedMemoryRegisterRequest", "key")
        let offset = unsafe c.pointee.offset
        let byteSize = unsafe c.pointee.byte_size
        self.init(
            name: name,
            key: key,
            offset: offset,
            byteSize: byteSize
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !name.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(name.utf8.count)
        }
        if !key.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(key.utf8.count)
        }
        if offset != 0 {
            size += 1 + Packing.varintSize(offset)
        }
        if byteSize != 0 {
            size += 1 + Packing.varintSize(byteSize)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !name.isEmpty {
            buffer.append(0x0a)
            Packing.string(name, &buffer)
        }
        if !key.isEmpty {
            buffer.append(0x12)
            Packing.string(key, &buffer)
        }
        if offset != 0 {
            buffer.append(0x18)
            Packing.varint(offset, &buffer)
        }
        if byteSize != 0 {
            buffer.append(0x20)
            Packing.varint(byteSize, &buffer)
        }
    }
}

/// Not served.
package struct SystemSharedMemoryRegisterResponse: Message {
    /// The full protobuf name.
    package static let fullName = "inference.SystemSharedMemoryRegisterResponse"

    /// Creates a message whose fields all have their default values.
    package init() {}

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__system_shared_memory_register_response__unpack,
            convert: { message throws(MessageError) in try unsafe SystemSharedMemoryRegisterResponse(unpacked: message) }
        )
    }

    init(unpacked _: UnsafePointer<Inference__SystemSharedMemoryRegisterResponse>) throws(MessageError) {}

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        0
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
    }
}

/// Not served.
package struct SystemSharedMemoryUnregisterRequest: Message {
    /// The full protobuf name.
    package static let fullName = "inference.SystemSharedMemoryUnregisterRequest"

    /// The region.
    package var name: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(name: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        name: String = ""
    ) {
        self.name = name
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__system_shared_memory_unregister_request__unpack,
            convert: { message throws(MessageError) in try unsafe SystemSharedMemoryUnregisterRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__SystemSharedMemoryUnregisterRequest>) throws(MessageError) {
        let name = try unsafe Unpacking.string(c.pointee.name, "inference.SystemSharedMemoryUnregisterRequest", "name")
        self.init(
            name: name
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !name.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(name.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !name.isEmpty {
            buffer.append(0x0a)
            Packing.string(name, &buffer)
        }
    }
}

/// Not served.
package struct SystemSharedMemoryUnregisterResponse: Message {
    /// The full protobuf name.
    package static let fullName = "inference.SystemSharedMemoryUnregisterResponse"

    /// Creates a message whose fields all have their default values.
    package init() {}

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__system_shared_memory_unregister_response__unpack,
            convert: { message throws(MessageError) in try unsafe SystemSharedMemoryUnregisterResponse(unpacked: message) }
        )
    }

    init(unpacked _: UnsafePointer<Inference__SystemSharedMemoryUnregisterResponse>) throws(MessageError) {}

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        0
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
    }
}

/// Not served.
package struct CudaSharedMemoryStatusRequest: Message {
    /// The full protobuf name.
    package static let fullName = "inference.CudaSharedMemoryStatusRequest"

    /// The region.
    package var name: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(name: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        name: String = ""
    ) {
        self.name = name
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__cuda_shared_memory_status_request__unpack,
            convert: { message throws(MessageError) in try unsafe CudaSharedMemoryStatusRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__CudaSharedMemoryStatusRequest>) throws(MessageError) {
        let name = try unsafe Unpacking.string(c.pointee.name, "inference.CudaSharedMemoryStatusRequest", "name")
        self.init(
            name: name
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !name.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(name.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !name.isEmpty {
            buffer.append(0x0a)
            Packing.string(name, &buffer)
        }
    }
}

/// Not served.
package struct CudaSharedMemoryStatusResponse: Message {
    /// The full protobuf name.
    package static let fullName = "inference.CudaSharedMemoryStatusResponse"

    /// The regions.
    package var regions: [String: CudaSharedMemoryStatusResponse.RegionStatus]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(regions: [:]) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        regions: [String: CudaSharedMemoryStatusResponse.RegionStatus] = [:]
    ) {
        self.regions = regions
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__cuda_shared_memory_status_response__unpack,
            convert: { message throws(MessageError) in try unsafe CudaSharedMemoryStatusResponse(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__CudaSharedMemoryStatusResponse>) throws(MessageError) {
        var regions: [String: CudaSharedMemoryStatusResponse.RegionStatus] = [:]
        for index in 0..<(unsafe c.pointee.n_regions) {
            guard let entry = unsafe c.pointee.regions[index] else { continue }
            let value = try unsafe entry.pointee.value.map { found throws(MessageError) in
                try unsafe CudaSharedMemoryStatusResponse.RegionStatus(unpacked: found)
            }
            regions[try unsafe Unpacking.string(entry.pointee.key, "inference.CudaSharedMemoryStatusResponse", "key")] = value ?? CudaSharedMemoryStatusResponse.RegionStatus()
        }
        self.init(
            regions: regions
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        for (key, value) in regions {
            size += 1 + Packing.lengthDelimitedSize(1 + Packing.lengthDelimitedSize(key.utf8.count) + 1 + Packing.lengthDelimitedSize(value.encodedSize))
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        for (key, value) in regions.sorted(by: { $0.key < $1.key }) {
            buffer.append(0x0a)
            Packing.varint(UInt64(1 + Packing.lengthDelimitedSize(key.utf8.count) + 1 + Packing.lengthDelimitedSize(value.encodedSize)), &buffer)
            buffer.append(0x0a)
            Packing.string(key, &buffer)
            buffer.append(0x12)
            Packing.message(value, &buffer)
        }
    }

    /// A region.
    package struct RegionStatus: Message {
        /// The full protobuf name.
        package static let fullName = "inference.CudaSharedMemoryStatusResponse.RegionStatus"

        /// Its name.
        package var name: String

        /// The device.
        package var deviceID: UInt64

        /// Its size.
        package var byteSize: UInt64

        /// Creates a message whose fields all have their default values.
        package init() { self.init(name: "") }

        /// Creates a message of the given fields; the others have their default values.
        package init(
            name: String = "",
            deviceID: UInt64 = 0,
            byteSize: UInt64 = 0
        ) {
            self.name = name
            self.deviceID = deviceID
            self.byteSize = byteSize
        }

        /// Reads a message from its wire format.
        ///
        /// - Throws: ``MessageError`` as ``Message`` says.
        package init(decoding bytes: RawSpan) throws(MessageError) {
            self = try unsafe Unpacking.decode(
                bytes,
                as: Self.fullName,
                unpack: inference__cuda_shared_memory_status_response__region_status__unpack,
                convert: { message throws(MessageError) in try unsafe RegionStatus(unpacked: message) }
            )
        }

        init(unpacked c: UnsafePointer<Inference__CudaSharedMemoryStatusResponse__RegionStatus>) throws(MessageError) {
            let name = try unsafe Unpacking.string(c.pointee.name, "inference.CudaSharedMemoryStatusResponse.RegionStatus", "name")
            let deviceID = unsafe c.pointee.device_id
            let byteSize = unsafe c.pointee.byte_size
            self.init(
                name: name,
                deviceID: deviceID,
                byteSize: byteSize
            )
        }

        /// The number of bytes of the wire format.
        package var encodedSize: Int {
            var size = 0
            if !name.isEmpty {
                size += 1 + Packing.lengthDelimitedSize(name.utf8.count)
            }
            if deviceID != 0 {
                size += 1 + Packing.varintSize(deviceID)
            }
            if byteSize != 0 {
                size += 1 + Packing.varintSize(byteSize)
            }
            return size
        }

        /// Appends the wire format to `buffer`, which has room for it.
        package func write(into buffer: inout [UInt8]) {
            if !name.isEmpty {
                buffer.append(0x0a)
                Packing.string(name, &buffer)
            }
            if deviceID != 0 {
                buffer.append(0x10)
                Packing.varint(deviceID, &buffer)
            }
            if byteSize != 0 {
                buffer.append(0x18)
                Packing.varint(byteSize, &buffer)
            }
        }
    }
}

/// Not served.
package struct CudaSharedMemoryRegisterRequest: Message {
    /// The full protobuf name.
    package static let fullName = "inference.CudaSharedMemoryRegisterRequest"

    /// The region's name.
    package var name: String

    /// Its handle.
    package var rawHandle: [UInt8]

    /// The device.
    package var deviceID: Int64

    /// Its size.
    package var byteSize: UInt64

    /// Creates a message whose fields all have their default values.
    package init() { self.init(name: "") }

    /// Creates a message of the given fields; the others have their default values.
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

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__cuda_shared_memory_register_request__unpack,
            convert: { message throws(MessageError) in try unsafe CudaSharedMemoryRegisterRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__CudaSharedMemoryRegisterRequest>) throws(MessageError) {
        let name = try unsafe Unpacking.string(c.pointee.name, "inference.CudaSharedMemoryRegisterRequest", "name")
        let rawHandle = unsafe Unpacking.bytes(c.pointee.raw_handle)
        let deviceID = unsafe c.pointee.device_id
        let byteSize = unsafe c.pointee.byte_size
        self.init(
            name: name,
            rawHandle: rawHandle,
            deviceID: deviceID,
            byteSize: byteSize
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !name.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(name.utf8.count)
        }
        if !rawHandle.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(rawHandle.count)
        }
        if deviceID != 0 {
            size += 1 + Packing.varintSize(deviceID)
        }
        if byteSize != 0 {
            size += 1 + Packing.varintSize(byteSize)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !name.isEmpty {
            buffer.append(0x0a)
            Packing.string(name, &buffer)
        }
        if !rawHandle.isEmpty {
            buffer.append(0x12)
            Packing.bytes(rawHandle, &buffer)
        }
        if deviceID != 0 {
            buffer.append(0x18)
            Packing.varint(deviceID, &buffer)
        }
        if byteSize != 0 {
            buffer.append(0x20)
            Packing.varint(byteSize, &buffer)
        }
    }
}

/// Not served.
package struct CudaSharedMemoryRegisterResponse: Message {
    /// The full protobuf name.
    package static let fullName = "inference.CudaSharedMemoryRegisterResponse"

    /// Creates a message whose fields all have their default values.
    package init() {}

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__cuda_shared_memory_register_response__unpack,
            convert: { message throws(MessageError) in try unsafe CudaSharedMemoryRegisterResponse(unpacked: message) }
        )
    }

    init(unpacked _: UnsafePointer<Inference__CudaSharedMemoryRegisterResponse>) throws(MessageError) {}

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        0
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
    }
}

/// Not served.
package struct CudaSharedMemoryUnregisterRequest: Message {
    /// The full protobuf name.
    package static let fullName = "inference.CudaSharedMemoryUnregisterRequest"

    /// The region.
    package var name: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(name: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        name: String = ""
    ) {
        self.name = name
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__cuda_shared_memory_unregister_request__unpack,
            convert: { message throws(MessageError) in try unsafe CudaSharedMemoryUnregisterRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__CudaSharedMemoryUnregisterRequest>) throws(MessageError) {
        let name = try unsafe Unpacking.string(c.pointee.name, "inference.CudaSharedMemoryUnregisterRequest", "name")
        self.init(
            name: name
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !name.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(name.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !name.isEmpty {
            buffer.append(0x0a)
            Packing.string(name, &buffer)
        }
    }
}

/// Not served.
package struct CudaSharedMemoryUnregisterResponse: Message {
    /// The full protobuf name.
    package static let fullName = "inference.CudaSharedMemoryUnregisterResponse"

    /// Creates a message whose fields all have their default values.
    package init() {}

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__cuda_shared_memory_unregister_response__unpack,
            convert: { message throws(MessageError) in try unsafe CudaSharedMemoryUnregisterResponse(unpacked: message) }
        )
    }

    init(unpacked _: UnsafePointer<Inference__CudaSharedMemoryUnregisterResponse>) throws(MessageError) {}

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        0
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
    }
}

/// Not served.
package struct TraceSettingRequest: Message {
    /// The full protobuf name.
    package static let fullName = "inference.TraceSettingRequest"

    /// The settings.
    package var settings: [String: TraceSettingRequest.SettingValue]

    /// The model.
    package var modelName: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(settings: [:]) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        settings: [String: TraceSettingRequest.SettingValue] = [:],
        modelName: String = ""
    ) {
        self.settings = settings
        self.modelName = modelName
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__trace_setting_request__unpack,
            convert: { message throws(MessageError) in try unsafe TraceSettingRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__TraceSettingRequest>) throws(MessageError) {
        var settings: [String: TraceSettingRequest.SettingValue] = [:]
        for index in 0..<(unsafe c.pointee.n_settings) {
            guard let entry = unsafe c.pointee.settings[index] else { continue }
            let value = try unsafe entry.pointee.value.map { found throws(MessageError) in
                try unsafe TraceSettingRequest.SettingValue(unpacked: found)
            }
            settings[try unsafe Unpacking.string(entry.pointee.key, "inference.TraceSettingRequest", "key")] = value ?? TraceSettingRequest.SettingValue()
        }
        let modelName = try unsafe Unpacking.string(c.pointee.model_name, "inference.TraceSettingRequest", "model_name")
        self.init(
            settings: settings,
            modelName: modelName
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        for (key, value) in settings {
            size += 1 + Packing.lengthDelimitedSize(1 + Packing.lengthDelimitedSize(key.utf8.count) + 1 + Packing.lengthDelimitedSize(value.encodedSize))
        }
        if !modelName.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(modelName.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        for (key, value) in settings.sorted(by: { $0.key < $1.key }) {
            buffer.append(0x0a)
            Packing.varint(UInt64(1 + Packing.lengthDelimitedSize(key.utf8.count) + 1 + Packing.lengthDelimitedSize(value.encodedSize)), &buffer)
            buffer.append(0x0a)
            Packing.string(key, &buffer)
            buffer.append(0x12)
            Packing.message(value, &buffer)
        }
        if !modelName.isEmpty {
            buffer.append(0x12)
            Packing.string(modelName, &buffer)
        }
    }

    /// A setting.
    package struct SettingValue: Message {
        /// The full protobuf name.
        package static let fullName = "inference.TraceSettingRequest.SettingValue"

        /// Its values.
        package var value: [String]

        /// Creates a message whose fields all have their default values.
        package init() { self.init(value: []) }

        /// Creates a message of the given fields; the others have their default values.
        package init(
            value: [String] = []
        ) {
            self.value = value
        }

        /// Reads a message from its wire format.
        ///
        /// - Throws: ``MessageError`` as ``Message`` says.
        package init(decoding bytes: RawSpan) throws(MessageError) {
            self = try unsafe Unpacking.decode(
                bytes,
                as: Self.fullName,
                unpack: inference__trace_setting_request__setting_value__unpack,
                convert: { message throws(MessageError) in try unsafe SettingValue(unpacked: message) }
            )
        }

        init(unpacked c: UnsafePointer<Inference__TraceSettingRequest__SettingValue>) throws(MessageError) {
            var value: [String] = []
            if unsafe c.pointee.n_value > 0 {
                value.reserveCapacity(unsafe c.pointee.n_value)
                for index in 0..<(unsafe c.pointee.n_value) {
                    value.append(try unsafe Unpacking.string(c.pointee.value[index], "inference.TraceSettingRequest.SettingValue", "value"))
                }
            }
            self.init(
                value: value
            )
        }

        /// The number of bytes of the wire format.
        package var encodedSize: Int {
            var size = 0
            for item in value { size += 1 + Packing.lengthDelimitedSize(item.utf8.count) }
            return size
        }

        /// Appends the wire format to `buffer`, which has room for it.
        package func write(into buffer: inout [UInt8]) {
            for item in value {
                buffer.append(0x0a)
                Packing.string(item, &buffer)
            }
        }
    }
}

/// Not served.
package struct TraceSettingResponse: Message {
    /// The full protobuf name.
    package static let fullName = "inference.TraceSettingResponse"

    /// The settings.
    package var settings: [String: TraceSettingResponse.SettingValue]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(settings: [:]) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        settings: [String: TraceSettingResponse.SettingValue] = [:]
    ) {
        self.settings = settings
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__trace_setting_response__unpack,
            convert: { message throws(MessageError) in try unsafe TraceSettingResponse(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__TraceSettingResponse>) throws(MessageError) {
        var settings: [String: TraceSettingResponse.SettingValue] = [:]
        for index in 0..<(unsafe c.pointee.n_settings) {
            guard let entry = unsafe c.pointee.settings[index] else { continue }
            let value = try unsafe entry.pointee.value.map { found throws(MessageError) in
                try unsafe TraceSettingResponse.SettingValue(unpacked: found)
            }
            settings[try unsafe Unpacking.string(entry.pointee.key, "inference.TraceSettingResponse", "key")] = value ?? TraceSettingResponse.SettingValue()
        }
        self.init(
            settings: settings
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        for (key, value) in settings {
            size += 1 + Packing.lengthDelimitedSize(1 + Packing.lengthDelimitedSize(key.utf8.count) + 1 + Packing.lengthDelimitedSize(value.encodedSize))
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        for (key, value) in settings.sorted(by: { $0.key < $1.key }) {
            buffer.append(0x0a)
            Packing.varint(UInt64(1 + Packing.lengthDelimitedSize(key.utf8.count) + 1 + Packing.lengthDelimitedSize(value.encodedSize)), &buffer)
            buffer.append(0x0a)
            Packing.string(key, &buffer)
            buffer.append(0x12)
            Packing.message(value, &buffer)
        }
    }

    /// A setting.
    package struct SettingValue: Message {
        /// The full protobuf name.
        package static let fullName = "inference.TraceSettingResponse.SettingValue"

        /// Its values.
        package var value: [String]

        /// Creates a message whose fields all have their default values.
        package init() { self.init(value: []) }

        /// Creates a message of the given fields; the others have their default values.
        package init(
            value: [String] = []
        ) {
            self.value = value
        }

        /// Reads a message from its wire format.
        ///
        /// - Throws: ``MessageError`` as ``Message`` says.
        package init(decoding bytes: RawSpan) throws(MessageError) {
            self = try unsafe Unpacking.decode(
                bytes,
                as: Self.fullName,
                unpack: inference__trace_setting_response__setting_value__unpack,
                convert: { message throws(MessageError) in try unsafe SettingValue(unpacked: message) }
            )
        }

        init(unpacked c: UnsafePointer<Inference__TraceSettingResponse__SettingValue>) throws(MessageError) {
            var value: [String] = []
            if unsafe c.pointee.n_value > 0 {
                value.reserveCapacity(unsafe c.pointee.n_value)
                for index in 0..<(unsafe c.pointee.n_value) {
                    value.append(try unsafe Unpacking.string(c.pointee.value[index], "inference.TraceSettingResponse.SettingValue", "value"))
                }
            }
            self.init(
                value: value
            )
        }

        /// The number of bytes of the wire format.
        package var encodedSize: Int {
            var size = 0
            for item in value { size += 1 + Packing.lengthDelimitedSize(item.utf8.count) }
            return size
        }

        /// Appends the wire format to `buffer`, which has room for it.
        package func write(into buffer: inout [UInt8]) {
            for item in value {
                buffer.append(0x0a)
                Packing.string(item, &buffer)
            }
        }
    }
}

/// Not served.
package struct LogSettingsRequest: Message {
    /// The full protobuf name.
    package static let fullName = "inference.LogSettingsRequest"

    /// The settings.
    package var settings: [String: LogSettingsRequest.SettingValue]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(settings: [:]) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        settings: [String: LogSettingsRequest.SettingValue] = [:]
    ) {
        self.settings = settings
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__log_settings_request__unpack,
            convert: { message throws(MessageError) in try unsafe LogSettingsRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__LogSettingsRequest>) throws(MessageError) {
        var settings: [String: LogSettingsRequest.SettingValue] = [:]
        for index in 0..<(unsafe c.pointee.n_settings) {
            guard let entry = unsafe c.pointee.settings[index] else { continue }
            let value = try unsafe entry.pointee.value.map { found throws(MessageError) in
                try unsafe LogSettingsRequest.SettingValue(unpacked: found)
            }
            settings[try unsafe Unpacking.string(entry.pointee.key, "inference.LogSettingsRequest", "key")] = value ?? LogSettingsRequest.SettingValue()
        }
        self.init(
            settings: settings
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        for (key, value) in settings {
            size += 1 + Packing.lengthDelimitedSize(1 + Packing.lengthDelimitedSize(key.utf8.count) + 1 + Packing.lengthDelimitedSize(value.encodedSize))
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        for (key, value) in settings.sorted(by: { $0.key < $1.key }) {
            buffer.append(0x0a)
            Packing.varint(UInt64(1 + Packing.lengthDelimitedSize(key.utf8.count) + 1 + Packing.lengthDelimitedSize(value.encodedSize)), &buffer)
            buffer.append(0x0a)
            Packing.string(key, &buffer)
            buffer.append(0x12)
            Packing.message(value, &buffer)
        }
    }

    /// A setting.
    package struct SettingValue: Message {
        /// The full protobuf name.
        package static let fullName = "inference.LogSettingsRequest.SettingValue"

        /// Its value.
        package var parameterChoice: ParameterChoice?

        /// Creates a message whose fields all have their default values.
        package init() { self.init(parameterChoice: nil) }

        /// Creates a message of the given fields; the others have their default values.
        package init(
            parameterChoice: ParameterChoice? = nil
        ) {
            self.parameterChoice = parameterChoice
        }

        /// Reads a message from its wire format.
        ///
        /// - Throws: ``MessageError`` as ``Message`` says.
        package init(decoding bytes: RawSpan) throws(MessageError) {
            self = try unsafe Unpacking.decode(
                bytes,
                as: Self.fullName,
                unpack: inference__log_settings_request__setting_value__unpack,
                convert: { message throws(MessageError) in try unsafe SettingValue(unpacked: message) }
            )
        }

        init(unpacked c: UnsafePointer<Inference__LogSettingsRequest__SettingValue>) throws(MessageError) {
            let parameterChoice: ParameterChoice?
            switch unsafe c.pointee.parameter_choice_case.rawValue {
            case 1:
                parameterChoice = .boolParam(unsafe c.pointee.bool_param != 0)
            case 2:
                parameterChoice = .uint32Param(unsafe c.pointee.uint32_param)
            case 3:
                parameterChoice = .stringParam(try unsafe Unpacking.string(c.pointee.string_param, "inference.LogSettingsRequest.SettingValue", "string_param"))
            default: parameterChoice = nil
            }
            self.init(
                parameterChoice: parameterChoice
            )
        }

        /// The number of bytes of the wire format.
        package var encodedSize: Int {
            var size = 0
            switch parameterChoice {
            case .boolParam(let value):
                _ = value
                size += 1 + 1
            case .uint32Param(let value):
                size += 1 + Packing.varintSize(UInt64(value))
            case .stringParam(let value):
                size += 1 + Packing.lengthDelimitedSize(value.utf8.count)
            case nil: break
            }
            return size
        }

        /// Appends the wire format to `buffer`, which has room for it.
        package func write(into buffer: inout [UInt8]) {
            switch parameterChoice {
            case .boolParam(let value):
                buffer.append(0x08)
                buffer.append(value ? 1 : 0)
            case .uint32Param(let value):
                buffer.append(0x10)
                Packing.varint(UInt64(value), &buffer)
            case .stringParam(let value):
                buffer.append(0x1a)
                Packing.string(value, &buffer)
            case nil: break
            }
        }

        /// Which one of the fields is set.
        package enum ParameterChoice: Sendable, Hashable {
            /// A truth value.
            case boolParam(Bool)
            /// A whole number.
            case uint32Param(UInt32)
            /// A text.
            case stringParam(String)
        }
    }
}

/// Not served.
package struct LogSettingsResponse: Message {
    /// The full protobuf name.
    package static let fullName = "inference.LogSettingsResponse"

    /// The settings.
    package var settings: [String: LogSettingsResponse.SettingValue]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(settings: [:]) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        settings: [String: LogSettingsResponse.SettingValue] = [:]
    ) {
        self.settings = settings
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: inference__log_settings_response__unpack,
            convert: { message throws(MessageError) in try unsafe LogSettingsResponse(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Inference__LogSettingsResponse>) throws(MessageError) {
        var settings: [String: LogSettingsResponse.SettingValue] = [:]
        for index in 0..<(unsafe c.pointee.n_settings) {
            guard let entry = unsafe c.pointee.settings[index] else { continue }
            let value = try unsafe entry.pointee.value.map { found throws(MessageError) in
                try unsafe LogSettingsResponse.SettingValue(unpacked: found)
            }
            settings[try unsafe Unpacking.string(entry.pointee.key, "inference.LogSettingsResponse", "key")] = value ?? LogSettingsResponse.SettingValue()
        }
        self.init(
            settings: settings
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        for (key, value) in settings {
            size += 1 + Packing.lengthDelimitedSize(1 + Packing.lengthDelimitedSize(key.utf8.count) + 1 + Packing.lengthDelimitedSize(value.encodedSize))
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        for (key, value) in settings.sorted(by: { $0.key < $1.key }) {
            buffer.append(0x0a)
            Packing.varint(UInt64(1 + Packing.lengthDelimitedSize(key.utf8.count) + 1 + Packing.lengthDelimitedSize(value.encodedSize)), &buffer)
            buffer.append(0x0a)
            Packing.string(key, &buffer)
            buffer.append(0x12)
            Packing.message(value, &buffer)
        }
    }

    /// A setting.
    package struct SettingValue: Message {
        /// The full protobuf name.
        package static let fullName = "inference.LogSettingsResponse.SettingValue"

        /// Its value.
        package var parameterChoice: ParameterChoice?

        /// Creates a message whose fields all have their default values.
        package init() { self.init(parameterChoice: nil) }

        /// Creates a message of the given fields; the others have their default values.
        package init(
            parameterChoice: ParameterChoice? = nil
        ) {
            self.parameterChoice = parameterChoice
        }

        /// Reads a message from its wire format.
        ///
        /// - Throws: ``MessageError`` as ``Message`` says.
        package init(decoding bytes: RawSpan) throws(MessageError) {
            self = try unsafe Unpacking.decode(
                bytes,
                as: Self.fullName,
                unpack: inference__log_settings_response__setting_value__unpack,
                convert: { message throws(MessageError) in try unsafe SettingValue(unpacked: message) }
            )
        }

        init(unpacked c: UnsafePointer<Inference__LogSettingsResponse__SettingValue>) throws(MessageError) {
            let parameterChoice: ParameterChoice?
            switch unsafe c.pointee.parameter_choice_case.rawValue {
            case 1:
                parameterChoice = .boolParam(unsafe c.pointee.bool_param != 0)
            case 2:
                parameterChoice = .uint32Param(unsafe c.pointee.uint32_param)
            case 3:
                parameterChoice = .stringParam(try unsafe Unpacking.string(c.pointee.string_param, "inference.LogSettingsResponse.SettingValue", "string_param"))
            default: parameterChoice = nil
            }
            self.init(
                parameterChoice: parameterChoice
            )
        }

        /// The number of bytes of the wire format.
        package var encodedSize: Int {
            var size = 0
            switch parameterChoice {
            case .boolParam(let value):
                _ = value
                size += 1 + 1
            case .uint32Param(let value):
                size += 1 + Packing.varintSize(UInt64(value))
            case .stringParam(let value):
                size += 1 + Packing.lengthDelimitedSize(value.utf8.count)
            case nil: break
            }
            return size
        }

        /// Appends the wire format to `buffer`, which has room for it.
        package func write(into buffer: inout [UInt8]) {
            switch parameterChoice {
            case .boolParam(let value):
                buffer.append(0x08)
                buffer.append(value ? 1 : 0)
            case .uint32Param(let value):
                buffer.append(0x10)
                Packing.varint(UInt64(value), &buffer)
            case .stringParam(let value):
                buffer.append(0x1a)
                Packing.string(value, &buffer)
            case nil: break
            }
        }

        /// Which one of the fields is set.
        package enum ParameterChoice: Sendable, Hashable {
            /// A truth value.
            case boolParam(Bool)
            /// A whole number.
            case uint32Param(UInt32)
            /// A text.
            case stringParam(String)
        }
    }
}
