internal import GRPC
internal import Messages

/// A method of the protocol that makes no sense here.
protocol Unsupported: Sendable {
    associatedtype Request: Message
    associatedtype Response: Message

    /// The method's name.
    static var name: String { get }
    /// Why, and what to do instead.
    static var reason: String { get }
}

/// Answers UNIMPLEMENTED with the method's reason.
struct UnsupportedMethod<Kind: Unsupported>: UnaryMethod {
    static var path: MethodPath {
        MethodPath(service: RPC.modelInfer.path.service, method: Kind.name)
    }

    func call(_ request: Kind.Request, context: CallContext) async throws -> Kind.Response {
        throw GRPCStatus(.unimplemented, Kind.reason)
    }
}

enum SystemSharedMemoryStatus: Unsupported {
    typealias Request = Wire.SystemSharedMemoryStatusRequest
    typealias Response = Wire.SystemSharedMemoryStatusResponse
    static let name = "SystemSharedMemoryStatus"
    static let reason = sharedMemory
}

enum SystemSharedMemoryRegister: Unsupported {
    typealias Request = Wire.SystemSharedMemoryRegisterRequest
    typealias Response = Wire.SystemSharedMemoryRegisterResponse
    static let name = "SystemSharedMemoryRegister"
    static let reason = sharedMemory
}

enum SystemSharedMemoryUnregister: Unsupported {
    typealias Request = Wire.SystemSharedMemoryUnregisterRequest
    typealias Response = Wire.SystemSharedMemoryUnregisterResponse
    static let name = "SystemSharedMemoryUnregister"
    static let reason = sharedMemory
}

enum CudaSharedMemoryStatus: Unsupported {
    typealias Request = Wire.CudaSharedMemoryStatusRequest
    typealias Response = Wire.CudaSharedMemoryStatusResponse
    static let name = "CudaSharedMemoryStatus"
    static let reason = graphicsMemory
}

enum CudaSharedMemoryRegister: Unsupported {
    typealias Request = Wire.CudaSharedMemoryRegisterRequest
    typealias Response = Wire.CudaSharedMemoryRegisterResponse
    static let name = "CudaSharedMemoryRegister"
    static let reason = graphicsMemory
}

enum CudaSharedMemoryUnregister: Unsupported {
    typealias Request = Wire.CudaSharedMemoryUnregisterRequest
    typealias Response = Wire.CudaSharedMemoryUnregisterResponse
    static let name = "CudaSharedMemoryUnregister"
    static let reason = graphicsMemory
}

enum TraceSetting: Unsupported {
    typealias Request = Wire.TraceSettingRequest
    typealias Response = Wire.TraceSettingResponse
    static let name = "TraceSetting"
    static let reason =
        "this server writes no trace files; calls carry traceparent, which its log repeats"
}

enum LogSettings: Unsupported {
    typealias Request = Wire.LogSettingsRequest
    typealias Response = Wire.LogSettingsResponse
    static let name = "LogSettings"
    static let reason = "the log is set by the flags of `tutelage serve`, not while it runs"
}

private let sharedMemory =
    "this server has no shared memory; send tensors in raw_input_contents"
private let graphicsMemory =
    "this server computes on the CPU and has no CUDA memory; send tensors in raw_input_contents"
