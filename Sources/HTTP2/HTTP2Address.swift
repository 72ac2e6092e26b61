/// Where a server listens or a client connects.
package enum HTTP2Address: Hashable, Sendable, CustomStringConvertible {
    /// A TCP address; port 0 lets the system choose one.
    case tcp(host: String, port: Int)
    /// A Unix-domain socket.
    case unix(path: String)

    package var description: String {
        switch self {
        case .tcp(let host, let port):
            host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .unix(let path): "unix:\(path)"
        }
    }
}
