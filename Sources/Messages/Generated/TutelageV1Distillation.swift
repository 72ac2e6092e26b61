// Generated from Protos/tutelage/v1/distillation.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

/// Rows for a teacher.
package struct SoftLabelsRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.SoftLabelsRequest"

    /// The project.
    package var project: String

    /// The teacher's model version; 0: the champion.
    package var teacherVersion: Int64

    /// What the logits are divided by before the softmax; default 1.
    ///
    /// 0.01 to 100.
    package var temperature: Float?

    /// `[rows, ...]` of the project's input: UINT8 for images, FLOAT32 for vectors.
    package var inputs: Tensor?

    /// Creates a message whose fields all have their default values.
    package init() { self.init(project: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        project: String = "",
        teacherVersion: Int64 = 0,
        temperature: Float? = nil,
        inputs: Tensor? = nil
    ) {
        self.project = project
        self.teacherVersion = teacherVersion
        self.temperature = temperature
        self.inputs = inputs
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__soft_labels_request__unpack,
            convert: { message throws(MessageError) in try unsafe SoftLabelsRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__SoftLabelsRequest>) throws(MessageError) {
        let project = try unsafe Unpacking.string(c.pointee.project, "tutelage.v1.SoftLabelsRequest", "project")
        let teacherVersion = unsafe c.pointee.teacher_version
        let temperature: Float?
        if unsafe c.pointee.optional_temperature_case.rawValue == 3 {
            temperature = unsafe c.pointee.temperature
        } else {
            temperature = nil
        }
        let inputs: Tensor?
        if let found = unsafe c.pointee.inputs {
            inputs = try unsafe Tensor(unpacked: found)
        } else {
            inputs = nil
        }
        self.init(
            project: project,
            teacherVersion: teacherVersion,
            temperature: temperature,
            inputs: inputs
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !project.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(project.utf8.count)
        }
        if teacherVersion != 0 {
            size += 1 + Packing.varintSize(teacherVersion)
        }
        if let value = temperature {
            _ = value
            size += 1 + 4
        }
        if let value = inputs {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !project.isEmpty {
            buffer.append(0x0a)
            Packing.string(project, &buffer)
        }
        if teacherVersion != 0 {
            buffer.append(0x10)
            Packing.varint(teacherVersion, &buffer)
        }
        if let value = temperature {
            buffer.append(0x1d)
            Packing.fixed32(value.bitPattern, &buffer)
        }
        if let value = inputs {
            buffer.append(0x22)
            Packing.message(value, &buffer)
        }
    }
}

/// The teacher's probabilities.
package struct SoftLabelsReply: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.SoftLabelsReply"

    /// The model version that answered.
    package var teacherVersion: Int64

    /// `[rows, classes]` FLOAT32, each row a softmax at the temperature.
    package var probabilities: Tensor?

    /// The names of the classes, in the order of the columns.
    package var classes: [String]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(teacherVersion: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        teacherVersion: Int64 = 0,
        probabilities: Tensor? = nil,
        classes: [String] = []
    ) {
        self.teacherVersion = teacherVersion
        self.probabilities = probabilities
        self.classes = classes
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__soft_labels_reply__unpack,
            convert: { message throws(MessageError) in try unsafe SoftLabelsReply(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__SoftLabelsReply>) throws(MessageError) {
        let teacherVersion = unsafe c.pointee.teacher_version
        let probabilities: Tensor?
        if let found = unsafe c.pointee.probabilities {
            probabilities = try unsafe Tensor(unpacked: found)
        } else {
            probabilities = nil
        }
        var classes: [String] = []
        if unsafe c.pointee.n_classes > 0 {
            classes.reserveCapacity(unsafe c.pointee.n_classes)
            for index in 0..<(unsafe c.pointee.n_classes) {
                classes.append(try unsafe Unpacking.string(c.pointee.classes[index], "tutelage.v1.SoftLabelsReply", "classes"))
            }
        }
        self.init(
            teacherVersion: teacherVersion,
            probabilities: probabilities,
            classes: classes
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if teacherVersion != 0 {
            size += 1 + Packing.varintSize(teacherVersion)
        }
        if let value = probabilities {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        for item in classes { size += 1 + Packing.lengthDelimitedSize(item.utf8.count) }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if teacherVersion != 0 {
            buffer.append(0x08)
            Packing.varint(teacherVersion, &buffer)
        }
        if let value = probabilities {
            buffer.append(0x12)
            Packing.message(value, &buffer)
        }
        for item in classes {
            buffer.append(0x1a)
            Packing.string(item, &buffer)
        }
    }
}

/// Asks for a distillation run.
package struct StartDistillationRequest: Message {
    /// The full protobuf name.
    package static let fullName = "tutelage.v1.StartDistillationRequest"

    /// The project.
    package var project: String

    /// What to run; unset: the champion into a student of half its width.
    package var run: DistillationRun?

    /// The gate for the student; unset: the project's gate.
    package var gate: GatePolicy?

    /// Makes a retry safe: see common.proto.
    package var requestID: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(project: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        project: String = "",
        run: DistillationRun? = nil,
        gate: GatePolicy? = nil,
        requestID: String = ""
    ) {
        self.project = project
        self.run = run
        self.gate = gate
        self.requestID = requestID
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: tutelage__v1__start_distillation_request__unpack,
            convert: { message throws(MessageError) in try unsafe StartDistillationRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Tutelage__V1__StartDistillationRequest>) throws(MessageError) {
        let project = try unsafe Unpacking.string(c.pointee.project, "tutelage.v1.StartDistillationRequest", "project")
        let run: DistillationRun?
        if let found = unsafe c.pointee.run {
            run = try unsafe DistillationRun(unpacked: found)
        } else {
            run = nil
        }
        let gate: GatePolicy?
        if let found = unsafe c.pointee.gate {
            gate = try unsafe GatePolicy(unpacked: found)
        } else {
            gate = nil
        }
        let requestID = try unsafe Unpacking.string(c.pointee.request_id, "tutelage.v1.StartDistillationRequest", "request_id")
        self.init(
            project: project,
            run: run,
            gate: gate,
            requestID: requestID
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !project.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(project.utf8.count)
        }
        if let value = run {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if let value = gate {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if !requestID.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(requestID.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !project.isEmpty {
            buffer.append(0x0a)
            Packing.string(project, &buffer)
        }
        if let value = run {
            buffer.append(0x12)
            Packing.message(value, &buffer)
        }
        if let value = gate {
            buffer.append(0x1a)
            Packing.message(value, &buffer)
        }
        if !requestID.isEmpty {
            buffer.append(0x22)
            Packing.string(requestID, &buffer)
        }
    }
}
