// Generated from Protos/google/rpc/status.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

extension Wire {

    /// An error with details.
    package struct Status: TableMessage {
        package static let fullName = "google.rpc.Status"
        package static var table: MessageTable { unsafe MessageTable(google_rpc_Status_table()) }

        /// The gRPC status code, the same as in the trailer `grpc-status`.
        package var code: Int32

        /// The sentence for people, the same as in the trailer `grpc-message`.
        package var message: String

        /// Messages that say more; here `google.rpc.BadRequest` for bad fields.
        package var details: [AnyMessage]

        package init() { self.init(code: 0) }

        package init(
            code: Int32 = 0,
            message: String = "",
            details: [AnyMessage] = []
        ) {
            self.code = code
            self.message = message
            self.details = details
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                code: try source.value(1),
                message: try source.value(2),
                details: try source.list(3)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, code)
            sink.value(2, message)
            sink.list(3, details)
        }
    }
}
