import Domain
import Foundation
import GRPC
import Messages
import Services
import Testing

@Suite("How inputs may be changed is a policy of the project")
struct AugmentationPolicyTests {
    private typealias Images = Wire.ImageViews

    private static let image = Wire.InputSpecification(
        kind: .image(Wire.ImageInput(height: 8, width: 8, channels: 3, scale: 1 / 255))
    )
    private static let vector = Wire.InputSpecification(
        kind: .vector(Wire.VectorInput(dimension: 2))
    )

    private func policies(
        _ augmentation: Wire.AugmentationPolicy,
        of input: Wire.InputSpecification
    ) async throws -> Result<Wire.Policies?, GRPCStatus> {
        let harness = try await Harness()
        var created: Wire.Policies?
        let status = await status {
            let project = try await harness.client.unary(
                .createProject,
                Wire.CreateProjectRequest(
                    name: "x",
                    classes: ["a", "b"],
                    input: input,
                    policies: Wire.Policies(augmentation: augmentation)
                )
            )
            let shown = try await harness.client.unary(
                .getPolicies,
                Wire.GetPoliciesRequest(project: "x")
            )
            #expect(shown == project.policies)
            // What was read can be set.
            let again = try await harness.client.unary(
                .setPolicies,
                Wire.SetPoliciesRequest(project: "x", policies: shown)
            )
            #expect(again.augmentation == shown.augmentation)
            created = shown
            return shown
        }
        try await harness.end()
        return status.code == .ok ? .success(created) : .failure(status)
    }

    @Test("Every kind comes back as it was set, with its defaults")
    func roundTrip() async throws {
        let pairs: [(Images, Images)] = [
            (Images(), Images(strong: .affine(.init()))),
            (
                Images(strong: .affine(.init()), cutout: 0),
                Images(strong: .affine(.init()), cutout: 0)
            ),
            (
                Images(strong: .randAugment(.init())),
                Images(strong: .randAugment(.init(list: .usb)))
            ),
            (
                Images(
                    strong: .randAugment(.init(list: .paper, operations: 3, magnitude: 0)),
                    cutout: 0.5
                ),
                Images(
                    strong: .randAugment(.init(list: .paper, operations: 3, magnitude: 0)),
                    cutout: 0.5
                )
            ),
            (
                Images(strong: .ctAugment(.init())),
                Images(strong: .ctAugment(.init(operations: 2, threshold: 0.8, decay: 0.99)))
            ),
            (
                Images(strong: .color(.init(strength: 0.5, blur: 0))),
                Images(
                    strong: .color(
                        .init(
                            strength: 0.5,
                            grayscale: 0.2,
                            blur: 0,
                            solarize: 0,
                            leastArea: 0.08
                        )
                    )
                )
            ),
        ]
        for (given, expected) in pairs {
            let found = try await policies(.init(inputs: .image(given)), of: Self.image).get()
            #expect(found?.augmentation == .init(inputs: .image(expected)))
        }
        let found = try await policies(
            .init(inputs: .vector(.init(swapNoise: 0.25))),
            of: Self.vector
        ).get()
        #expect(
            found?.augmentation
                == .init(
                    inputs: .vector(
                        .init(
                            weakNoise: 0,
                            strongNoise: 0.1,
                            featureDropout: 0.2,
                            swapNoise: 0.25
                        )
                    )
                )
        )
    }

    @Test("What is wrong with one is said, with its field")
    func refusals() async throws {
        func images(_ strong: Images.Strong, cutout: Double? = nil) -> Wire.AugmentationPolicy {
            .init(inputs: .image(Images(strong: strong, cutout: cutout)))
        }
        func vectors(_ views: Wire.VectorViews) -> Wire.AugmentationPolicy {
            .init(inputs: .vector(views))
        }
        let cases: [(Wire.AugmentationPolicy, Wire.InputSpecification, String, String)] = [
            (.init(), Self.image, "inputs", "image or vector; none came"),
            (vectors(.init()), Self.image, "vector", "got one of vectors"),
            (images(.affine(.init())), Self.vector, "image", "got one of images"),
            (
                images(.affine(.init()), cutout: 1.5), Self.image, "image.cutout",
                "0.0 to 1.0; got 1.5"
            ),
            (
                images(.randAugment(.init(list: .unrecognized(9)))), Self.image,
                "image.rand_augment.list", "got 9"
            ),
            (
                images(.randAugment(.init(operations: 17))), Self.image,
                "image.rand_augment.operations", "1.0 to 16.0; got 17.0"
            ),
            (
                images(.randAugment(.init(list: .paper, magnitude: -1))), Self.image,
                "image.rand_augment.magnitude", "0.0 to 10.0; got -1.0"
            ),
            (
                images(.randAugment(.init(magnitude: 5))), Self.image,
                "image.rand_augment.magnitude", "for the operations of paper"
            ),
            (
                images(.ctAugment(.init(decay: 1))), Self.image, "image.ct_augment.decay",
                "0.0 to 0.9999; got 1.0"
            ),
            (
                images(.color(.init(strength: .nan))), Self.image, "image.color.strength",
                "0.0 to 2.0; got nan"
            ),
            (
                images(.color(.init(leastArea: 0))), Self.image, "image.color.least_area",
                "0.01 to 1.0; got 0.0"
            ),
            (
                vectors(.init(featureDropout: 1)), Self.vector, "vector.feature_dropout",
                "0.0 to 0.95; got 1.0"
            ),
            (
                vectors(.init(swapNoise: -0.1)), Self.vector, "vector.swap_noise",
                "0.0 to 0.95; got -0.1"
            ),
        ]
        for (policy, input, field, sentence) in cases {
            guard case .failure(let refused) = try await policies(policy, of: input) else {
                Issue.record("\(policy) is not refused")
                continue
            }
            #expect(refused.code == .invalidArgument)
            #expect(refused.message.contains(sentence), "\(refused)")
            let detail = try #require(try Wire.Status(decoding: refused.details).details.first)
            let fields = try Wire.BadRequest(decoding: detail.value).fieldViolations.map(\.field)
            #expect(fields == ["policies.augmentation.\(field)"])
        }
    }

    @Test("Policies that were stored before are read, and mean the defaults")
    func stored() throws {
        var current = Policies()
        let encoder = JSONEncoder()
        // Nothing of it is stored where nothing is set.
        let before = try encoder.encode(current)
        #expect(!String(decoding: before, as: UTF8.self).contains("augmentation"))
        let old = """
            {"autoLabel":{"rule":{"off":{}},"views":1},"review":{"queueLimit":7},"retrain":{"intervalSeconds":0,
            "newLabels":0,"newExamples":0,"holdOut":0,"run":""},"gate":{"better":{}}}
            """
        let read = try JSONDecoder().decode(Policies.self, from: Data(old.utf8))
        #expect(read.augmentation == nil && read.review.queueLimit == 7)
        current.augmentation = .vector(VectorViewPolicy())
        #expect(try JSONDecoder().decode(Policies.self, from: encoder.encode(current)) == current)
    }

    @Test("A run has the policy that is in force when it is queued")
    func runs() async throws {
        let whole = try await WholeServer()
        try await whole.createClouds()
        func digest(_ version: Int64) async throws -> [UInt8] {
            let job = try await whole.client.unary(
                .startTraining,
                Wire.StartTrainingRequest(project: "clouds", run: WholeServer.smallRun())
            )
            let last = try #require(try await whole.watch(job.id).last)
            #expect(last.state == .succeeded, "\(last.failure)")
            return try await whole.client.unary(
                .getModel,
                Wire.GetModelRequest(project: "clouds", modelVersion: version)
            ).weightsSHA256
        }
        func set(_ augmentation: Wire.AugmentationPolicy?) async throws {
            var policies = try await whole.client.unary(
                .getPolicies,
                Wire.GetPoliciesRequest(project: "clouds")
            )
            policies.augmentation = augmentation
            _ = try await whole.client.unary(
                .setPolicies,
                Wire.SetPoliciesRequest(project: "clouds", policies: policies)
            )
        }
        let plain = try await digest(1)
        try await set(.init(inputs: .vector(.init(swapNoise: 0.5))))
        #expect(try await digest(2) != plain)
        try await set(.init(inputs: .vector(.init())))
        #expect(try await digest(3) == plain, "the defaults by name")
        try await set(nil)
        #expect(try await digest(4) == plain)
        try await whole.end()
    }
}
