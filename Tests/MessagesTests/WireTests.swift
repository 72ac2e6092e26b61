import MessageTypes
import Messages
import Testing

@Suite("What other encoders may send is understood")
struct WireTests {
    @Test("Unknown fields are skipped")
    func unknownFields() throws {
        // Field 100 as a varint, 101 as bytes, 102 and 103 as fixed numbers; then job_id = 7.
        let bytes: [UInt8] =
            [0xA0, 0x06, 0x01] + [0xAA, 0x06, 0x02, 0xFF, 0xFF] + [0xB5, 0x06, 1, 2, 3, 4]
            + [0xB9, 0x06, 1, 2, 3, 4, 5, 6, 7, 8] + [0x08, 0x07]
        #expect(try Wire.GetJobRequest(decoding: bytes) == Wire.GetJobRequest(jobID: 7))
    }

    @Test("Of a number given twice the last wins; of a message, its later fields")
    func lastWins() throws {
        #expect(try Wire.GetJobRequest(decoding: [0x08, 1, 0x08, 2]).jobID == 2)
        // No encoder writes a singular message twice. protobuf-c 1.4.1 merges the texts and messages
        // of the two, but keeps only the later numbers of a proto3 message.
        let first = Wire.PredictRequest(
            inputs: Wire.Tensor(data: [1]),
            options: Wire.PredictOptions(topK: 3)
        )
        let second = Wire.PredictRequest(inputs: Wire.Tensor(dataType: .uint8))
        let merged = try Wire.PredictRequest(decoding: first.encoded() + second.encoded())
        #expect(merged.inputs == Wire.Tensor(dataType: .uint8, data: [1]))
        #expect(merged.options == Wire.PredictOptions(topK: 3))
    }

    @Test("Of a oneof the last field wins")
    func oneofLastWins() throws {
        let index = Wire.ClassReference(reference: .index(4)).encoded()
        let name = Wire.ClassReference(reference: .name("four")).encoded()
        #expect(try Wire.ClassReference(decoding: index + name).reference == .name("four"))
        #expect(try Wire.ClassReference(decoding: name + index).reference == .index(4))
        #expect(try Wire.ClassReference(decoding: name + name).reference == .name("four"))
    }

    @Test("Lists of numbers may be packed or not")
    func packedOrNot() throws {
        let packed: [UInt8] = [0x12, 0x03, 0x02, 0x80, 0x01]
        let unpacked: [UInt8] = [0x10, 0x02, 0x10, 0x80, 0x01]
        #expect(try Wire.Tensor(decoding: packed).shape == [2, 128])
        #expect(try Wire.Tensor(decoding: unpacked).shape == [2, 128])
        #expect(try Wire.Tensor(decoding: packed + unpacked).shape == [2, 128, 2, 128])
    }

    @Test("Of a map's key the last entry wins, and an entry may be empty")
    func mapEntries() throws {
        let one = Wire.HeartbeatRequest(metrics: ["loss": 1]).encoded()
        let two = Wire.HeartbeatRequest(metrics: ["loss": 2]).encoded()
        #expect(try Wire.HeartbeatRequest(decoding: one + two).metrics == ["loss": 2])
        #expect(try Wire.HeartbeatRequest(decoding: [0x42, 0x00]).metrics == ["": 0])
    }

    /// The methods of tutelage.v1, by service; `>` and `<` mark streams of requests and responses.
    private static let methods: [String: [String]] = [
        "Projects": ["CreateProject", "GetProject", "ListProjects", "DeleteProject"],
        "Prediction": ["Predict", "Embed", "PredictStream><"],
        "Labeling": [
            "Label", "LabelStream><", "Ingest><", "DrawSample", "ListDraws", "StartRelabel",
            "ListReview", "SubmitLabels", "ExportLabels<",
            "GetPolicies", "SetPolicies", "LabelReport", "DeleteExamples",
            "GetExample",
        ],
        "Distillation": ["SoftLabels", "StartDistillation"],
        "Training": [
            "StartTraining", "StartSelfTraining", "StartComparison", "GetJob", "ListJobs",
            "WatchJob<", "CancelJob", "ListAlgorithms", "ListNetworks",
        ],
        "Models": [
            "ListModels", "GetModel", "ImportModel>", "ExportModel<", "Promote", "Certify",
            "Rollback",
            "SetTraffic", "GetTraffic", "DeleteModel", "CompareModels", "ListReleases",
        ],
        "Tokens": ["CreateToken", "ListTokens", "RevokeToken"],
    ]

    @Test("Every method of the services is described, with its streams and messages")
    func methods() {
        let described = MethodDescriptor.all.filter { $0.service.hasPrefix("tutelage.v1.") }
        let lines = described.map {
            "\($0.service).\($0.method)" + ($0.clientStreaming ? ">" : "")
                + ($0.serverStreaming ? "<" : "")
        }
        let expected = Self.methods.flatMap { service, methods in
            methods.map { "tutelage.v1.\(service).\($0)" }
        }
        #expect(lines.sorted() == expected.sorted())
        #expect(
            MethodDescriptor.all.contains {
                $0.service == "grpc.health.v1.Health" && $0.method == "Check"
            }
        )
        // v1alpha's messages are v1's.
        let names = Set(
            messageTypes.flatMap {
                [$0.fullName, $0.fullName.replacing("reflection.v1.", with: "reflection.v1alpha.")]
            }
        )
        for method in MethodDescriptor.all {
            #expect(names.contains(method.request) && names.contains(method.response))
        }
    }
}
