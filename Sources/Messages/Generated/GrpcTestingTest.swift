// Generated from Protos/grpc/testing/test.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

extension Wire {
}
