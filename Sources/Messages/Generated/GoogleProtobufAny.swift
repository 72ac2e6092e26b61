// Generated from Protos/google/protobuf/any.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

extension Wire {

    /// A serialized message and the name of its type.
    package struct AnyMessage: TableMessage {
        package static let fullName = "google.protobuf.Any"
        package static var table: MessageTable { unsafe MessageTable(google_protobuf_Any_table()) }

        /// `type.googleapis.com/` and the full name of the message.
        package var typeURL: String

        /// The message's bytes.
        package var value: [UInt8]

        package init() { self.init(typeURL: "") }

        package init(
            typeURL: String = "",
            value: [UInt8] = []
        ) {
            self.typeURL = typeURL
            self.value = value
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                typeURL: try source.value(1),
                value: try source.value(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, typeURL)
            sink.value(2, value)
        }
    }
}
