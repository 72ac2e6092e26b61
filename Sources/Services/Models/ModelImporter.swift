internal import Domain
internal import Files
internal import Networks

/// The network of an import, before its file is there.
struct ImportedNetwork: Sendable {
    /// The network, as the header has it.
    var specification: NetworkSpecification
    /// What the tensors of a standardisation are for; nil: the header has said whether there are any.
    var standardization: InputStandardization?

    /// The network with all tensors that its file can have.
    var largest: NetworkSpecification {
        var largest = specification
        largest.standardization = largest.standardization ?? standardization
        return largest
    }

    /// The network of a file: where the header leaves it open, one with the tensors of a
    /// standardisation has one.
    func network(of file: Safetensors.File) throws(Failure) -> Network {
        var specification = specification
        if let standardization {
            let names = [ParameterLayout.meanName, ParameterLayout.deviationName]
            let isThere = file.tensors.contains { names.contains($0.name) }
            specification.standardization = isThere ? standardization : nil
        }
        do {
            return try Network(specification)
        } catch {
            throw error.failure
        }
    }
}

/// Checks imported weights, one file at a time: a check holds a file and its network in memory.
package actor ModelImporter {
    /// Checks that the file at `path` has the weights of `imported`.
    ///
    /// - Returns: The network, and the bytes of the file.
    /// - Throws: ``Failure`` (invalid argument) that says what was expected and what came.
    func check(
        _ path: String,
        _ imported: ImportedNetwork
    ) throws -> (specification: NetworkSpecification, byteCount: Int) {
        let file = try MappedFile(path: path)
        var network = try imported.network(of: Safetensors.File(tensors: []))
        do throws(Failure) {
            let content = try Safetensors.decode(file.bytes(0..<file.byteCount))
            network = try imported.network(of: content)
            _ = try Safetensors.parameters(of: network, in: content)
        } catch {
            let values = network.layout.parameterCount + network.layout.statisticsCount
            throw Failure.invalid(
                "expected a safetensors file with the \(values) values of the network; got a file "
                    + "of \(file.byteCount) bytes: \(error.message)",
                field: "chunk"
            )
        }
        return (network.specification, file.byteCount)
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
