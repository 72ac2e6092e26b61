// Generated from Protos/google/protobuf/duration.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

extension Wire {

    /// A signed span of time.
    package struct Duration: TableMessage {
        package static let fullName = "google.protobuf.Duration"
        package static var table: MessageTable { unsafe MessageTable(google_protobuf_Duration_table()) }

        /// Whole seconds.
        package var seconds: Int64

        /// The rest, in nanoseconds, of the same sign as the seconds.
        package var nanos: Int32

        package init() { self.init(seconds: 0) }

        package init(
            seconds: Int64 = 0,
            nanos: Int32 = 0
        ) {
            self.seconds = seconds
            self.nanos = nanos
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                seconds: try source.value(1),
                nanos: try source.value(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, seconds)
            sink.value(2, nanos)
        }
    }
}
