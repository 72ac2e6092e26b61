/// The name of a method: `/package.Service/Method`.
package struct MethodPath: Hashable, Sendable, CustomStringConvertible {
    /// The service's full name, such as `tutelage.v1.Prediction`.
    package let service: String
    /// The method's name, such as `Predict`.
    package let method: String
    /// The path on the wire.
    package let text: String

    package init(service: String, method: String) {
        self.service = service
        self.method = method
        text = "/\(service)/\(method)"
    }

    package var description: String { text }
}
