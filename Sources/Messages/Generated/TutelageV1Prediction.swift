// Generated from Protos/tutelage/v1/prediction.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

extension Wire {

    /// Rows to classify.
    package struct PredictRequest: GeneratedMessage {
        package static let fullName = "tutelage.v1.PredictRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_PredictRequest_table()) }

        /// The project; in a stream empty: that of the request before.
        package var project: String

        /// The model version that must answer; 0: the champion, or a canary in its place (see SetTraffic).
        package var modelVersion: Int64

        /// `[rows, ...]` of the project's input: UINT8 for images, FLOAT32 for vectors; `rows` of texts and clips.
        package var inputs: Tensor?

        /// What the reply says beside class and confidence.
        package var options: PredictOptions?

        /// How urgent it is: 1, the most urgent, to 8; 0: 4. Within a project's model a level counts as 100 ms
        /// of waiting: the request overtakes those that came less than 100 ms a level before it. Between
        /// models each level doubles the share of the compute threads. Nothing waits for ever.
        package var priority: UInt32

        package init() { self.init(project: "") }

        package init(
            project: String = "",
            modelVersion: Int64 = 0,
            inputs: Tensor? = nil,
            options: PredictOptions? = nil,
            priority: UInt32 = 0
        ) {
            self.project = project
            self.modelVersion = modelVersion
            self.inputs = inputs
            self.options = options
            self.priority = priority
        }

        package init(unpacked message: UnpackedMessage) throws(MessageError) {
            let c = unsafe message.memory.assumingMemoryBound(to: tutelage_v1_PredictRequest.self)
            let project = try unsafe Unpacking.string(c.pointee.project, "tutelage.v1.PredictRequest", "project")
            let modelVersion = unsafe c.pointee.model_version
            let inputs: Tensor?
            if let found = unsafe c.pointee.inputs {
                inputs = try Tensor(unpacked: unsafe UnpackedMessage(found))
            } else {
                inputs = nil
            }
            let options: PredictOptions?
            if let found = unsafe c.pointee.options {
                options = try PredictOptions(unpacked: unsafe UnpackedMessage(found))
            } else {
                options = nil
            }
            let priority = unsafe c.pointee.priority
            self.init(
                project: project,
                modelVersion: modelVersion,
                inputs: inputs,
                options: options,
                priority: priority
            )
        }

        package var encodedSize: Int {
            var size = 0
            if !project.isEmpty {
                size += 1 + Packing.lengthDelimitedSize(project.utf8.count)
            }
            if modelVersion != 0 {
                size += 1 + Packing.varintSize(modelVersion)
            }
            if let value = inputs {
                size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
            }
            if let value = options {
                size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
            }
            if priority != 0 {
                size += 1 + Packing.varintSize(UInt64(priority))
            }
            return size
        }

        package func write(into buffer: inout [UInt8]) {
            if !project.isEmpty {
                buffer.append(0x0a)
                Packing.string(project, &buffer)
            }
            if modelVersion != 0 {
                buffer.append(0x10)
                Packing.varint(modelVersion, &buffer)
            }
            if let value = inputs {
                buffer.append(0x1a)
                Packing.message(value, &buffer)
            }
            if let value = options {
                buffer.append(0x22)
                Packing.message(value, &buffer)
            }
            if priority != 0 {
                buffer.append(0x28)
                Packing.varint(UInt64(priority), &buffer)
            }
        }
    }

    /// What a reply says beside class and confidence. Nothing more by default.
    package struct PredictOptions: GeneratedMessage {
        package static let fullName = "tutelage.v1.PredictOptions"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_PredictOptions_table()) }

        /// How many of the most likely classes are listed; 0: none, more than there are: all.
        package var topK: UInt32

        /// Whether every class's probability is given.
        package var probabilities: Bool

        /// Whether every class's logit is given.
        package var logits: Bool

        /// Whether the features before the last layer are given.
        package var embedding: Bool

        package init() { self.init(topK: 0) }

        package init(
            topK: UInt32 = 0,
            probabilities: Bool = false,
            logits: Bool = false,
            embedding: Bool = false
        ) {
            self.topK = topK
            self.probabilities = probabilities
            self.logits = logits
            self.embedding = embedding
        }

        package init(unpacked message: UnpackedMessage) throws(MessageError) {
            let c = unsafe message.memory.assumingMemoryBound(to: tutelage_v1_PredictOptions.self)
            let topK = unsafe c.pointee.top_k
            let probabilities = unsafe c.pointee.probabilities != 0
            let logits = unsafe c.pointee.logits != 0
            let embedding = unsafe c.pointee.embedding != 0
            self.init(
                topK: topK,
                probabilities: probabilities,
                logits: logits,
                embedding: embedding
            )
        }

        package var encodedSize: Int {
            var size = 0
            if topK != 0 {
                size += 1 + Packing.varintSize(UInt64(topK))
            }
            if probabilities {
                size += 1 + 1
            }
            if logits {
                size += 1 + 1
            }
            if embedding {
                size += 1 + 1
            }
            return size
        }

        package func write(into buffer: inout [UInt8]) {
            if topK != 0 {
                buffer.append(0x08)
                Packing.varint(UInt64(topK), &buffer)
            }
            if probabilities {
                buffer.append(0x10)
                buffer.append(probabilities ? 1 : 0)
            }
            if logits {
                buffer.append(0x18)
                buffer.append(logits ? 1 : 0)
            }
            if embedding {
                buffer.append(0x20)
                buffer.append(embedding ? 1 : 0)
            }
        }
    }

    /// One prediction per row.
    package struct PredictReply: GeneratedMessage {
        package static let fullName = "tutelage.v1.PredictReply"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_PredictReply_table()) }

        /// The model version that answered.
        package var modelVersion: Int64

        /// The predictions, in the order of the rows.
        package var rows: [RowPrediction]

        package init() { self.init(modelVersion: 0) }

        package init(
            modelVersion: Int64 = 0,
            rows: [RowPrediction] = []
        ) {
            self.modelVersion = modelVersion
            self.rows = rows
        }

        package init(unpacked message: UnpackedMessage) throws(MessageError) {
            let c = unsafe message.memory.assumingMemoryBound(to: tutelage_v1_PredictReply.self)
            let modelVersion = unsafe c.pointee.model_version
            var rows: [RowPrediction] = []
            if unsafe c.pointee.n_rows > 0 {
                rows.reserveCapacity(unsafe c.pointee.n_rows)
                for index in 0..<(unsafe c.pointee.n_rows) {
                    guard let item = unsafe c.pointee.rows[index] else { continue }
                    rows.append(try RowPrediction(unpacked: unsafe UnpackedMessage(item)))
                }
            }
            self.init(
                modelVersion: modelVersion,
                rows: rows
            )
        }

        package var encodedSize: Int {
            var size = 0
            if modelVersion != 0 {
                size += 1 + Packing.varintSize(modelVersion)
            }
            for place in rows.indices { size += 1 + Packing.lengthDelimitedSize(rows.span[place].encodedSize) }
            return size
        }

        package func write(into buffer: inout [UInt8]) {
            if modelVersion != 0 {
                buffer.append(0x08)
                Packing.varint(modelVersion, &buffer)
            }
            for place in rows.indices {
                buffer.append(0x12)
                Packing.message(rows.span[place], &buffer)
            }
        }
    }

    /// The answer to one request of a stream.
    package struct PredictStreamReply: TableMessage {
        package static let fullName = "tutelage.v1.PredictStreamReply"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_PredictStreamReply_table()) }

        /// The request's position in the stream, from 0.
        package var index: UInt64

        /// What became of it.
        package var result: Result?

        package init() { self.init(index: 0) }

        package init(
            index: UInt64 = 0,
            result: Result? = nil
        ) {
            self.index = index
            self.result = result
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                index: try source.value(1),
                result: try Result(from: &source)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, index)
            result?.write(to: &sink)
        }

        /// Which one of the fields is set.
        package enum Result: Sendable, Hashable {
            /// Its predictions.
            case reply(PredictReply)
            /// Why there are none.
            case refused(RefusedItem)

            init?(from source: inout any FieldSource) throws(MessageError) {
                switch source.choice(among: [2, 3]) {
                case 2: self = .reply(try source.value(2))
                case 3: self = .refused(try source.value(3))
                default: return nil
                }
            }

            func write(to sink: inout FieldSink) {
                switch self {
                case .reply(let value): sink.set(2, value)
                case .refused(let value): sink.set(3, value)
                }
            }
        }
    }

    /// The prediction for one row.
    package struct RowPrediction: GeneratedMessage {
        package static let fullName = "tutelage.v1.RowPrediction"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_RowPrediction_table()) }

        /// The most likely class; at equal logits the first.
        package var classIndex: UInt32

        /// That class's name.
        package var className: String

        /// That class's softmax, 0 to 1, not calibrated.
        package var confidence: Float

        /// The confidence after calibration; unset while the release has no calibration.
        ///
        /// 0 to 1.
        package var calibratedConfidence: Float?

        /// The softmax of every class, in the project's order; empty unless asked for.
        package var probabilities: [Float]

        /// The most likely classes, falling; empty unless asked for.
        package var topK: [ClassProbability]

        /// The logit of every class, in the project's order; empty unless asked for.
        package var logits: [Float]

        /// The features before the last layer; empty unless asked for.
        package var embedding: [Float]

        package init() { self.init(classIndex: 0) }

        package init(
            classIndex: UInt32 = 0,
            className: String = "",
            confidence: Float = 0,
            calibratedConfidence: Float? = nil,
            probabilities: [Float] = [],
            topK: [ClassProbability] = [],
            logits: [Float] = [],
            embedding: [Float] = []
        ) {
            self.classIndex = classIndex
            self.className = className
            self.confidence = confidence
            self.calibratedConfidence = calibratedConfidence
            self.probabilities = probabilities
            self.topK = topK
            self.logits = logits
            self.embedding = embedding
        }

        package init(unpacked message: UnpackedMessage) throws(MessageError) {
            let c = unsafe message.memory.assumingMemoryBound(to: tutelage_v1_RowPrediction.self)
            let classIndex = unsafe c.pointee.class_index
            let className = try unsafe Unpacking.string(c.pointee.class_name, "tutelage.v1.RowPrediction", "class_name")
            let confidence = unsafe c.pointee.confidence
            let calibratedConfidence: Float?
            if unsafe c.pointee.optional_calibrated_confidence_case == 4 {
                calibratedConfidence = unsafe c.pointee.calibrated_confidence
            } else {
                calibratedConfidence = nil
            }
            let probabilities = unsafe Unpacking.array(c.pointee.probabilities, c.pointee.n_probabilities)
            var topK: [ClassProbability] = []
            if unsafe c.pointee.n_top_k > 0 {
                topK.reserveCapacity(unsafe c.pointee.n_top_k)
                for index in 0..<(unsafe c.pointee.n_top_k) {
                    guard let item = unsafe c.pointee.top_k[index] else { continue }
                    topK.append(try ClassProbability(unpacked: unsafe UnpackedMessage(item)))
                }
            }
            let logits = unsafe Unpacking.array(c.pointee.logits, c.pointee.n_logits)
            let embedding = unsafe Unpacking.array(c.pointee.embedding, c.pointee.n_embedding)
            self.init(
                classIndex: classIndex,
                className: className,
                confidence: confidence,
                calibratedConfidence: calibratedConfidence,
                probabilities: probabilities,
                topK: topK,
                logits: logits,
                embedding: embedding
            )
        }

        package var encodedSize: Int {
            var size = 0
            if classIndex != 0 {
                size += 1 + Packing.varintSize(UInt64(classIndex))
            }
            if !className.isEmpty {
                size += 1 + Packing.lengthDelimitedSize(className.utf8.count)
            }
            if confidence.bitPattern != 0 {
                size += 1 + 4
            }
            if let value = calibratedConfidence {
                _ = value
                size += 1 + 4
            }
            if !probabilities.isEmpty {
                size += 1 + Packing.lengthDelimitedSize(4 * probabilities.count)
            }
            for place in topK.indices { size += 1 + Packing.lengthDelimitedSize(topK.span[place].encodedSize) }
            if !logits.isEmpty {
                size += 1 + Packing.lengthDelimitedSize(4 * logits.count)
            }
            if !embedding.isEmpty {
                size += 1 + Packing.lengthDelimitedSize(4 * embedding.count)
            }
            return size
        }

        package func write(into buffer: inout [UInt8]) {
            if classIndex != 0 {
                buffer.append(0x08)
                Packing.varint(UInt64(classIndex), &buffer)
            }
            if !className.isEmpty {
                buffer.append(0x12)
                Packing.string(className, &buffer)
            }
            if confidence.bitPattern != 0 {
                buffer.append(0x1d)
                Packing.fixed32(confidence.bitPattern, &buffer)
            }
            if let value = calibratedConfidence {
                buffer.append(0x25)
                Packing.fixed32(value.bitPattern, &buffer)
            }
            if !probabilities.isEmpty {
                buffer.append(0x2a)
                Packing.varint(UInt64(4 * probabilities.count), &buffer)
                Packing.elements(probabilities, &buffer)
            }
            for place in topK.indices {
                buffer.append(0x32)
                Packing.message(topK.span[place], &buffer)
            }
            if !logits.isEmpty {
                buffer.append(0x3a)
                Packing.varint(UInt64(4 * logits.count), &buffer)
                Packing.elements(logits, &buffer)
            }
            if !embedding.isEmpty {
                buffer.append(0x42)
                Packing.varint(UInt64(4 * embedding.count), &buffer)
                Packing.elements(embedding, &buffer)
            }
        }
    }

    /// Rows whose values at a node are asked for.
    package struct EmbedRequest: TableMessage {
        package static let fullName = "tutelage.v1.EmbedRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_EmbedRequest_table()) }

        /// The project.
        package var project: String

        /// The model version; 0: the champion.
        package var modelVersion: Int64

        /// `[rows, ...]` of the project's input: UINT8 for images, FLOAT32 for vectors; `rows` of texts and clips.
        package var inputs: Tensor?

        /// A node of the version's graph, or a head such as `classifier`; empty: the features before the last layer.
        package var node: String

        package init() { self.init(project: "") }

        package init(
            project: String = "",
            modelVersion: Int64 = 0,
            inputs: Tensor? = nil,
            node: String = ""
        ) {
            self.project = project
            self.modelVersion = modelVersion
            self.inputs = inputs
            self.node = node
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                project: try source.value(1),
                modelVersion: try source.value(2),
                inputs: try source.optional(3),
                node: try source.value(4)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, project)
            sink.value(2, modelVersion)
            sink.optional(3, inputs)
            sink.value(4, node)
        }
    }

    /// The values of a node.
    package struct EmbedReply: TableMessage {
        package static let fullName = "tutelage.v1.EmbedReply"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_EmbedReply_table()) }

        /// The model version that answered.
        package var modelVersion: Int64

        /// The node.
        package var node: String

        /// The shape of one row's value: `[width]`, or `[height, width, channels]`.
        package var shape: [UInt32]

        /// `[rows, values of the shape]`, FLOAT32.
        package var values: Tensor?

        package init() { self.init(modelVersion: 0) }

        package init(
            modelVersion: Int64 = 0,
            node: String = "",
            shape: [UInt32] = [],
            values: Tensor? = nil
        ) {
            self.modelVersion = modelVersion
            self.node = node
            self.shape = shape
            self.values = values
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                modelVersion: try source.value(1),
                node: try source.value(2),
                shape: try source.list(3),
                values: try source.optional(4)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, modelVersion)
            sink.value(2, node)
            sink.list(3, shape)
            sink.optional(4, values)
        }
    }
}
