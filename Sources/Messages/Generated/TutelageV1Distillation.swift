// Generated from Protos/tutelage/v1/distillation.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

extension Wire {

    /// Rows for a teacher.
    package struct SoftLabelsRequest: TableMessage {
        package static let fullName = "tutelage.v1.SoftLabelsRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_SoftLabelsRequest_table()) }

        /// The project.
        package var project: String

        /// The teacher's model version; 0: the champion.
        package var teacherVersion: Int64

        /// What the logits are divided by before the softmax; default 1.
        ///
        /// 0.01 to 100.
        package var temperature: Float?

        /// `[rows, ...]` of the project's input: UINT8 for images, FLOAT32 for vectors; `rows` of texts and clips.
        package var inputs: Tensor?

        package init() { self.init(project: "") }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                project: try source.value(1),
                teacherVersion: try source.value(2),
                temperature: try source.optional(3),
                inputs: try source.optional(4)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, project)
            sink.value(2, teacherVersion)
            sink.optional(3, temperature)
            sink.optional(4, inputs)
        }
    }

    /// The teacher's probabilities.
    package struct SoftLabelsReply: TableMessage {
        package static let fullName = "tutelage.v1.SoftLabelsReply"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_SoftLabelsReply_table()) }

        /// The model version that answered.
        package var teacherVersion: Int64

        /// `[rows, classes]` FLOAT32, each row a softmax at the temperature.
        package var probabilities: Tensor?

        /// The names of the classes, in the order of the columns.
        package var classes: [String]

        package init() { self.init(teacherVersion: 0) }

        package init(
            teacherVersion: Int64 = 0,
            probabilities: Tensor? = nil,
            classes: [String] = []
        ) {
            self.teacherVersion = teacherVersion
            self.probabilities = probabilities
            self.classes = classes
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                teacherVersion: try source.value(1),
                probabilities: try source.optional(2),
                classes: try source.list(3)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, teacherVersion)
            sink.optional(2, probabilities)
            sink.list(3, classes)
        }
    }

    /// Asks for a distillation run.
    package struct StartDistillationRequest: TableMessage {
        package static let fullName = "tutelage.v1.StartDistillationRequest"
        package static var table: MessageTable { unsafe MessageTable(tutelage_v1_StartDistillationRequest_table()) }

        /// The project.
        package var project: String

        /// What to run; unset: the champion into a student of half its width.
        package var run: DistillationRun?

        /// The gate for the student; unset: the project's gate.
        package var gate: GatePolicy?

        /// Makes a retry safe: see common.proto.
        package var requestID: String

        package init() { self.init(project: "") }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                project: try source.value(1),
                run: try source.optional(2),
                gate: try source.optional(3),
                requestID: try source.value(4)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, project)
            sink.optional(2, run)
            sink.optional(3, gate)
            sink.value(4, requestID)
        }
    }
}
