// Generated from Protos/google/rpc/error_details.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

extension Wire {

    /// When a refused call may be tried again.
    package struct RetryInfo: TableMessage {
        package static let fullName = "google.rpc.RetryInfo"
        package static var table: MessageTable { unsafe MessageTable(google_rpc_RetryInfo_table()) }

        /// The least time to wait before the retry.
        package var retryDelay: Duration?

        package init() { self.init(retryDelay: nil) }

        package init(
            retryDelay: Duration? = nil
        ) {
            self.retryDelay = retryDelay
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                retryDelay: try source.optional(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.optional(1, retryDelay)
        }
    }

    /// The fields of a request that are wrong.
    package struct BadRequest: TableMessage {
        package static let fullName = "google.rpc.BadRequest"
        package static var table: MessageTable { unsafe MessageTable(google_rpc_BadRequest_table()) }

        /// Every violation that was found.
        package var fieldViolations: [BadRequest.FieldViolation]

        package init() { self.init(fieldViolations: []) }

        package init(
            fieldViolations: [BadRequest.FieldViolation] = []
        ) {
            self.fieldViolations = fieldViolations
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                fieldViolations: try source.list(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.list(1, fieldViolations)
        }

        /// One field and what is wrong with it.
        package struct FieldViolation: TableMessage {
            package static let fullName = "google.rpc.BadRequest.FieldViolation"
            package static var table: MessageTable { unsafe MessageTable(google_rpc_BadRequest_FieldViolation_table()) }

            /// The path of the field, such as `input.image.height` or `items[3].data`.
            package var field: String

            /// What was expected and what came.
            package var description: String

            package init() { self.init(field: "") }

            package init(
                field: String = "",
                description: String = ""
            ) {
                self.field = field
                self.description = description
            }

            package init(from source: inout any FieldSource) throws(MessageError) {
                self.init(
                    field: try source.value(1),
                    description: try source.value(2)
                )
            }

            package func write(to sink: inout FieldSink) {
                sink.value(1, field)
                sink.value(2, description)
            }
        }
    }
}
