/// A method of a service, as the protos declare it.
package struct MethodDescriptor: Hashable, Sendable {
    /// The service's full name, such as `tutelage.v1.Prediction`.
    package let service: String
    /// The method's name, such as `Predict`.
    package let method: String
    /// The full name of the request message.
    package let request: String
    /// The full name of the response message.
    package let response: String
    /// Whether the client sends a stream of requests.
    package let clientStreaming: Bool
    /// Whether the server sends a stream of responses.
    package let serverStreaming: Bool
}
