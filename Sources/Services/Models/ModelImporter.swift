internal import Domain
internal import Files
internal import Networks

/// Checks imported weights, one file at a time: a check holds a file and its network in memory.
package actor ModelImporter {
    /// Checks that the file at `path` has the weights of `specification`.
    ///
    /// - Throws: ``Failure`` (invalid argument) that says what was expected and what came.
    func check(_ path: String, _ specification: NetworkSpecification) throws -> Int {
        let network: Network
        do {
            network = try Network(specification)
        } catch {
            throw error.failure
        }
        let file = try MappedFile(path: path)
        let layout = network.layout
        do throws(Failure) {
            let bytes = file.bytes(0..<file.byteCount)
            _ = try Safetensors.decodeParameters(bytes, for: network)
        } catch {
            let values = layout.parameterCount + layout.statisticsCount
            throw Failure.invalid(
                "expected a safetensors file with the \(values) values of the network; got a file "
                    + "of \(file.byteCount) bytes: \(error.message)",
                field: "chunk"
            )
        }
        return file.byteCount
    }

    /// The most bytes that a weights file of `specification` can have: 8 for each value, and the
    /// longest header.
    static func byteLimit(_ specification: NetworkSpecification) throws -> Int {
        let layout: ParameterLayout
        do {
            layout = try Network(specification).layout
        } catch {
            throw error.failure
        }
        let values = layout.parameterCount + layout.statisticsCount + layout.statistics.count
        return 8 + Safetensors.headerLimit + 8 * values
    }
}
