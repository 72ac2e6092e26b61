/// One of the files of Protos, as reflection serves it.
package struct DescriptorFile: Sendable {
    /// The name, such as `tutelage/v1/prediction.proto`.
    package let name: String
    /// The names of the files that it imports.
    package let imports: [String]
    /// The full names of its services.
    package let services: [String]
    /// The full names of its messages, enums, services and methods.
    package let symbols: [String]
    /// The serialized `google.protobuf.FileDescriptorProto`, in base64 with padding: a literal of
    /// text compiles at once, one of numbers does not.
    package let base64: String
}
