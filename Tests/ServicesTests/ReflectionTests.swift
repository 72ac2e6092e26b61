import GRPC
import Messages
import Services
import Testing

@Suite("Reflection describes what is served, and nothing else")
struct ReflectionTests {
    private static let index = ReflectionIndex(
        services: ["grpc.health.v1.Health", "tutelage.v1.Prediction"]
    )

    private func ask(
        _ request: Wire.ServerReflectionRequest.MessageRequest?,
        of index: ReflectionIndex = Self.index
    ) -> Wire.ServerReflectionResponse.MessageResponse? {
        let request = Wire.ServerReflectionRequest(host: "here", messageRequest: request)
        let answer = index.answer(request)
        #expect(answer.validHost == "here")
        #expect(answer.originalRequest == request)
        return answer.messageResponse
    }

    private func files(_ response: Wire.ServerReflectionResponse.MessageResponse?) -> [[UInt8]]? {
        guard case .fileDescriptorResponse(let files) = response else { return nil }
        return files.fileDescriptorProto
    }

    private func code(_ response: Wire.ServerReflectionResponse.MessageResponse?) -> Int32? {
        guard case .errorResponse(let error) = response else { return nil }
        #expect(!error.errorMessage.isEmpty)
        return error.errorCode
    }

    /// Whether serialized bytes start with the field `name`.
    private func isNamed(_ file: [UInt8]?, _ name: String) -> Bool {
        file?.starts(with: [0x0a, UInt8(name.utf8.count)] + Array(name.utf8)) ?? false
    }

    @Test("A file comes first, then all that it imports, once")
    func byName() throws {
        let name = "tutelage/v1/prediction.proto"
        let found = try #require(files(ask(.fileByFilename(name))))
        #expect(isNamed(found.first, name))
        #expect(found.contains { isNamed($0, "tutelage/v1/common.proto") })
        #expect(Set(found).count == found.count)
        #expect(found == files(ask(.fileContainingSymbol("tutelage.v1.PredictRequest"))))
    }

    @Test(
        "Messages, nested ones, enums, services and methods are found",
        arguments: [
            ("grpc.health.v1.Health", "grpc/health/v1/health.proto"),
            ("grpc.health.v1.Health.Check", "grpc/health/v1/health.proto"),
            ("grpc.health.v1.HealthCheckResponse.ServingStatus", "grpc/health/v1/health.proto"),
            ("tutelage.v1.Tensor", "tutelage/v1/common.proto"),
            // Nothing imports it: it comes in the details of a status.
            ("google.rpc.BadRequest.FieldViolation", "google/rpc/error_details.proto"),
        ]
    )
    func bySymbol(symbol: String, file: String) throws {
        let found = try #require(files(ask(.fileContainingSymbol(symbol))))
        #expect(isNamed(found.first, file))
    }

    @Test("What is unknown, or not served here, is not found")
    func unknown() {
        for symbol in [
            "", "tutelage.v1.Nothing", "tutelage.v1.Training", "tutelage.v1.StartTrainingRequest",
            "tutelage.internal.v1.Worker", "tutelage.internal.v1.LeaseRequest",
        ] {
            #expect(code(ask(.fileContainingSymbol(symbol))) == 5, "\(symbol)")
        }
        for file in ["", "nothing.proto", "tutelage/internal/v1/worker.proto"] {
            #expect(code(ask(.fileByFilename(file))) == 5, "\(file)")
        }
        let wanted = Wire.ExtensionRequest(
            containingType: "tutelage.v1.Tensor",
            extensionNumber: 100
        )
        #expect(code(ask(.fileContainingExtension(wanted))) == 5)
        #expect(code(ask(.allExtensionNumbersOfType("tutelage.v1.Nothing"))) == 5)
        #expect(code(ask(nil)) == 3)
    }

    @Test("Messages of proto3 have no extensions")
    func extensions() {
        let answer = ask(.allExtensionNumbersOfType("tutelage.v1.Tensor"))
        let none = Wire.ExtensionNumberResponse(baseTypeName: "tutelage.v1.Tensor")
        #expect(answer == .allExtensionNumbersResponse(none))
    }

    @Test("A server lists what it routes, by both names, and answers in order")
    func served() async throws {
        let harness = try await Harness()
        for service in ["grpc.reflection.v1", "grpc.reflection.v1alpha"] {
            let rpc = RPC<Wire.ServerReflectionRequest, Wire.ServerReflectionResponse>(
                service + ".ServerReflection",
                "ServerReflectionInfo"
            )
            let call = harness.client.bidirectional(rpc)
            try await call.write(Wire.ServerReflectionRequest(messageRequest: .listServices("")))
            let symbol = "tutelage.v1.Projects"
            try await call.write(
                Wire.ServerReflectionRequest(messageRequest: .fileContainingSymbol(symbol))
            )
            call.finish()
            var answers: [Wire.ServerReflectionResponse] = []
            for try await answer in call.responses { answers.append(answer) }
            #expect(answers.count == 2)
            let routed = Set(harness.paths.map(\.service)).sorted()
            let services = routed.map { Wire.ServiceResponse(name: $0) }
            #expect(routed.contains(service + ".ServerReflection"))
            let list = Wire.ListServiceResponse(service: services)
            #expect(answers.first?.messageResponse == .listServicesResponse(list))
            let file = files(answers.last?.messageResponse)?.first
            #expect(isNamed(file, "tutelage/v1/projects.proto"))
        }
        try await harness.end()
    }
}
