internal import GRPC
package import Messages

/// What reflection says of a server: the services that it routes, and the files that declare them.
package struct ReflectionIndex: Sendable {
    private struct File: Sendable {
        let content: [UInt8]
        let imports: [String]
    }

    /// The full names of the services, sorted.
    package let services: [String]
    private var files: [String: File] = [:]
    /// The name of the file that declares each message, enum, service and method.
    private var declarations: [String: String] = [:]

    /// Creates the index of a server with these services.
    ///
    /// Files of other services stay unknown, and so do files that only those import.
    package init(services: Set<String>, files all: [DescriptorFile] = DescriptorFile.all) {
        self.services = services.sorted()
        let isServed = { (file: DescriptorFile) in !services.isDisjoint(with: file.services) }
        let hidden = Self.closure(of: all.filter { !$0.services.isEmpty && !isServed($0) }, in: all)
        let roots = all.filter { isServed($0) || !hidden.contains($0.name) }
        let visible = Self.closure(of: roots, in: all)
        for file in all where visible.contains(file.name) {
            guard let content = Base64.decode(Array(file.base64.utf8)) else {
                preconditionFailure("the descriptor of \(file.name) is not base64")
            }
            files[file.name] = File(content: content, imports: file.imports)
            for symbol in file.symbols { declarations[symbol] = file.name }
        }
    }

    /// The names of `roots` and of all that they import.
    private static func closure(
        of roots: [DescriptorFile],
        in all: [DescriptorFile]
    ) -> Set<String> {
        let imports = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0.imports) })
        var names: Set<String> = []
        var pending = roots.map(\.name)
        while let name = pending.popLast() {
            if names.insert(name).inserted { pending += imports[name] ?? [] }
        }
        return names
    }

    /// A file, first, and all that it imports; nil where there is no such file.
    private func contents(_ name: String) -> [[UInt8]]? {
        guard files[name] != nil else { return nil }
        var contents: [[UInt8]] = []
        var seen: Set<String> = []
        var pending = [name]
        while !pending.isEmpty {
            let next = pending.removeFirst()
            guard seen.insert(next).inserted, let file = files[next] else { continue }
            contents.append(file.content)
            pending += file.imports
        }
        return contents
    }

    /// The answer to a request.
    package func answer(_ request: Wire.ServerReflectionRequest) -> Wire.ServerReflectionResponse {
        Wire.ServerReflectionResponse(
            validHost: request.host,
            originalRequest: request,
            messageResponse: response(to: request.messageRequest)
        )
    }

    private func response(
        to request: Wire.ServerReflectionRequest.MessageRequest?
    ) -> Wire.ServerReflectionResponse.MessageResponse {
        switch request {
        case .fileByFilename(let name): file(name, orElse: "there is no file \(name)")
        case .fileContainingSymbol(let symbol):
            file(declarations[symbol], orElse: "there is no symbol \(symbol)")
        case .fileContainingExtension(let wanted):
            // Files of proto3 declare no extensions.
            error(
                .notFound,
                "there is no extension \(wanted.extensionNumber) of \(wanted.containingType)"
            )
        case .allExtensionNumbersOfType(let type):
            declarations[type] == nil
                ? error(.notFound, "there is no message \(type)")
                : .allExtensionNumbersResponse(Wire.ExtensionNumberResponse(baseTypeName: type))
        case .listServices:
            .listServicesResponse(
                Wire.ListServiceResponse(service: services.map { Wire.ServiceResponse(name: $0) })
            )
        case nil: error(.invalidArgument, "the request asks for nothing that this server knows")
        }
    }

    private func file(
        _ name: String?,
        orElse text: String
    ) -> Wire.ServerReflectionResponse.MessageResponse {
        guard let name, let contents = contents(name) else { return error(.notFound, text) }
        return .fileDescriptorResponse(Wire.FileDescriptorResponse(fileDescriptorProto: contents))
    }

    private func error(
        _ code: GRPCStatus.Code,
        _ text: String
    ) -> Wire.ServerReflectionResponse.MessageResponse {
        .errorResponse(Wire.ErrorResponse(errorCode: Int32(code.rawValue), errorMessage: text))
    }
}
