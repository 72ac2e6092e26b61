// Generated from Protos/grpc/testing/empty.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

extension Wire {

    /// Nothing.
    package struct Empty: TableMessage {
        package static let fullName = "grpc.testing.Empty"
        package static var table: MessageTable { unsafe MessageTable(grpc_testing_Empty_table()) }

        package init() {}

        package init(from _: inout any FieldSource) throws(MessageError) {}

        package func write(to _: inout FieldSink) {}
    }
}
