internal import Domain
internal import Files
package import GRPC
package import Messages
internal import Store

/// `Models/ExportModel`: the header, then the safetensors file in chunks.
package struct ExportModelMethod: ServerStreamingMethod {
    package static let path = RPC.exportModel.path

    /// The bytes of a chunk.
    private static let chunkBytes = 1 << 20

    let services: TrainingServices

    package func call(
        _ request: Wire.ExportModelRequest,
        context: CallContext,
        to responses: ResponseWriter<Wire.ExportModelReply>
    ) async throws {
        let name = try ProjectName(request.project)
        let (record, model) = try await services.store.read { reader in
            let record = try reader.model(name, orChampion: request.modelVersion)
            return (record, try Wire.Model.whole(record, of: try reader.project(name), reader))
        }
        let path = services.store.directory.model(try record.weights)
        let what = "the weights of model version \(record.version) of project \(name)"
        guard FileSystem.exists(path) else { throw Failure.dataLoss("\(what) are not there") }
        let digest = try Digest(ofFile: path)
        guard digest == record.digest else {
            throw Failure.dataLoss("\(what) have SHA-256 \(digest); \(record.digest) was written")
        }
        let file = try MappedFile(path: path)
        try await responses.write(Wire.ExportModelReply(part: .model(model)))
        for start in stride(from: 0, to: file.byteCount, by: Self.chunkBytes) {
            let end = min(start + Self.chunkBytes, file.byteCount)
            try await responses.write(Wire.ExportModelReply(part: .chunk(file.bytes(start..<end))))
        }
    }
}
