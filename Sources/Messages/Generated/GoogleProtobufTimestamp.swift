// Generated from Protos/google/protobuf/timestamp.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

extension Wire {

    /// A point in time, as UTC seconds and nanoseconds since 1970-01-01T00:00:00Z.
    package struct Timestamp: TableMessage {
        package static let fullName = "google.protobuf.Timestamp"
        package static var table: MessageTable { unsafe MessageTable(google_protobuf_Timestamp_table()) }

        /// Whole seconds since 1970.
        package var seconds: Int64

        /// The rest, 0 to 999,999,999, counted forwards.
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
