internal import HTTP2Session
package import Messages

/// The methods of a server, found by the bytes of their path.
package struct Router: Sendable {
    private(set) var routes: [Route] = []
    /// Indices into `routes` by hash, -1 where free; a power of two, at most half full.
    private var table: [Int32] = [-1, -1]

    /// Who may call what; nil: everybody everything.
    let authorizer: (any Authorizer)?

    /// Creates a router without methods, whose calls are judged by `authorizer`.
    package init(authorizer: (any Authorizer)? = nil) { self.authorizer = authorizer }

    /// The paths of all methods, in the order of their registration.
    package var paths: [MethodPath] { routes.map(\.path) }

    /// Adds a method.
    package mutating func register<Method: UnaryMethod>(_ method: Method) {
        add(
            Method.path,
            .unary,
            .single(UnaryRoute(method: method, check: check(Method.Request.self, Method.path)))
        )
    }

    /// Adds a method.
    package mutating func register<Method: ServerStreamingMethod>(_ method: Method) {
        add(
            Method.path,
            .serverStream,
            .single(
                ServerStreamingRoute(method: method, check: check(Method.Request.self, Method.path))
            )
        )
    }

    /// Adds a method.
    package mutating func register<Method: ClientStreamingMethod>(_ method: Method) {
        add(
            Method.path,
            .clientStream,
            .streaming(
                ClientStreamingRoute(method: method, check: check(Method.Request.self, Method.path))
            )
        )
    }

    /// Adds a method.
    package mutating func register<Method: BidirectionalMethod>(_ method: Method) {
        add(
            Method.path,
            .bidirectionalStream,
            .streaming(
                BidirectionalRoute(method: method, check: check(Method.Request.self, Method.path))
            )
        )
    }

    /// Adds a method.
    package mutating func register<Method: HotUnaryMethod>(_ method: Method) {
        register(method, reading: Method.Request.self)
    }

    /// Adds a method over bytes, which are those of a `Request`.
    package mutating func register<Method: HotMethod, Request: Message>(
        _ method: Method,
        reading request: Request.Type
    ) {
        let start: HotStart = { (message, context, reply) throws(GRPCStatus) in
            try method.start(message, context: context, reply: reply)
        }
        add(Method.path, .unary, .hot(start), check: check(request, Method.path)?.ofBytes)
    }

    private func check<Request: Message>(
        _ type: Request.Type,
        _ path: MethodPath
    ) -> RequestCheck<Request>? {
        authorizer?.check(type, of: path)
    }

    private mutating func add(
        _ path: MethodPath,
        _ shape: MethodStatistics.Kind,
        _ kind: Route.Kind,
        check: HotCheck? = nil
    ) {
        precondition(!paths.contains(path), "\(path) is registered twice")
        let isOpen = authorizer?.isOpen(path) ?? true
        let number = routes.count
        routes.append(Route(path, shape, kind, number: number, isOpen: isOpen, check: check))
        var size = table.count
        while size < 2 * routes.count { size *= 2 }
        table = [Int32](repeating: -1, count: size)
        for (index, route) in routes.enumerated() {
            var place = Self.hash(route.bytes, route.bytes.indices) & (size - 1)
            while table[place] >= 0 { place = (place + 1) & (size - 1) }
            table[place] = Int32(index)
        }
    }

    /// The method whose path is `bytes[range]`.
    func route(_ bytes: [UInt8], _ range: Range<Int>) -> Route? {
        var place = Self.hash(bytes, range) & (table.count - 1)
        while table[place] >= 0 {
            let route = routes[Int(table[place])]
            if route.bytes.count == range.count, route.bytes[...] == bytes[range] { return route }
            place = (place + 1) & (table.count - 1)
        }
        return nil
    }

    /// FNV-1a.
    private static func hash(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes[range] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return Int(truncatingIfNeeded: hash ^ hash >> 32) & Int.max
    }
}
