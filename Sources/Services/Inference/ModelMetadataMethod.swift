internal import Domain
internal import Foundation
package import GRPC
package import Messages
internal import Serving
internal import Store

/// `GRPCInferenceService/ModelMetadata`: what a model takes and gives.
package struct ModelMetadataMethod: UnaryMethod {
    package static let path = RPC.modelMetadata.path

    /// What kind of model all are.
    static let platform = "tutelage"

    let services: DataServices

    package func call(
        _ request: Wire.ModelMetadataRequest,
        context: CallContext
    ) async throws -> Wire.ModelMetadataResponse {
        let project = try await services.described(request.name, version: request.version)
        let loaded = services.registry.loadedVersions(of: request.name)
        return Wire.ModelMetadataResponse(
            name: request.name,
            versions: loaded.map(String.init),
            platform: Self.platform,
            inputs: [
                .init(
                    name: InferenceInput.name,
                    datatype: project.input.datatype.rawValue,
                    shape: [-1] + project.input.inferenceDimensions
                )
            ],
            outputs: InferenceOutput.allCases.map { output in
                .init(
                    name: output.rawValue,
                    datatype: output.datatype.rawValue,
                    shape: [-1] + output.dimensions(classes: project.classes.count)
                )
            },
            properties: try project.inferenceProperties
        )
    }
}

extension Project {
    /// What is worth telling of a model besides its tensors.
    var inferenceProperties: [String: String] {
        get throws {
            let classes = String(decoding: try JSONEncoder().encode(classes), as: UTF8.self)
            if case .audio(let audio) = input {
                return ["classes": classes, "sample_rate": "\(audio.sampleRate)"]
            }
            guard case .image(let image) = input else { return ["classes": classes] }
            return [
                "classes": classes,
                "layout": "NHWC",
                "pixel_scale": "\(image.scale)",
                "pixel_offset": "\(image.offset)",
            ]
        }
    }
}
