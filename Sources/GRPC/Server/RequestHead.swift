internal import HTTP2Session

/// What a server reads of a request's header list, as indices into it.
struct RequestHead {
    private(set) var isPost = false
    /// Whether an answer has no body.
    private(set) var isHead = false
    private(set) var isGRPC = false
    /// The bytes of the path in the list's storage.
    private(set) var path: Range<Int>?
    private(set) var timeout: Int?
    private(set) var encoding: Int?
    private(set) var acceptEncoding: Int?
    private(set) var hasRequestID = false
    /// The credentials; not among the metadata, so that no method or log has them by accident.
    private(set) var authorization: Int?

    /// Reads a list; what is not HTTP's or gRPC's own goes into `metadata`.
    init(_ list: HeaderBlock, _ fields: Range<Int>, _ metadata: inout Metadata) {
        for index in fields {
            switch list.nameCount(index) {
            case 5 where list.name(index, is: ":path"): path = list.valueRange(index)
            case 7 where list.name(index, is: ":method"):
                isPost = list.value(index, is: "POST")
                if !isPost { isHead = list.value(index, is: "HEAD") }
            case 12 where list.name(index, is: "content-type"):
                isGRPC = Self.isGRPC(list, index)
            case 12 where list.name(index, is: "grpc-timeout"): timeout = index
            case 12 where list.name(index, is: "x-request-id"):
                hasRequestID = true
                metadata.append(index, of: list)
            case 13 where list.name(index, is: "grpc-encoding"): encoding = index
            case 20 where list.name(index, is: "grpc-accept-encoding"): acceptEncoding = index
            case 13 where list.name(index, is: "authorization"): authorization = index
            case 7 where list.name(index, is: ":scheme"): break
            case 10 where list.name(index, is: ":authority"): break
            case 2 where list.name(index, is: "te"): break
            case 14 where list.name(index, is: "content-length"): break
            default: metadata.append(index, of: list)
            }
        }
    }

    /// `application/grpc`, with `+proto` or parameters; not `application/grpc-web` or `+json`.
    private static func isGRPC(_ list: HeaderBlock, _ index: Int) -> Bool {
        list.value(index, is: "application/grpc")
            || list.value(index, is: "application/grpc+proto")
            || list.value(index, startsWith: "application/grpc;")
            || list.value(index, startsWith: "application/grpc+proto;")
    }
}
