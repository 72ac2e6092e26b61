internal import Domain
internal import Messages
internal import NIOCore
internal import Serving

/// The parameters of a request that have a meaning here; others are ignored, as the protocol says.
struct InferenceParameters: Sendable {
    /// How urgent the request is.
    var priority = RequestPriority.standard
    /// When the answer is of no more use, in nanoseconds of the batcher's clock.
    var deadline: UInt64
    /// Whether the answer's elements come as raw bytes, or else as typed contents.
    var hasBinaryOutput = true

    /// Reads the parameters of a request whose call ends at `callDeadline`.
    ///
    /// `timeout` is how many microseconds the request may wait for its answer; 0: as long as the call.
    /// `binary_data_output` is true or false.
    ///
    /// - Throws: ``Failure`` (invalid argument): a parameter of the wrong type or out of its range, or
    ///   one that asks for what there is not.
    init(
        _ parameters: [String: Wire.InferParameter],
        callDeadline: NIODeadline?
    ) throws(Failure) {
        deadline = callDeadline?.uptimeNanoseconds ?? PredictionRequest.noDeadline
        if parameters.isEmpty { return }
        for name in ["sequence_id", "sequence_start", "sequence_end"] where parameters[name] != nil
        {
            throw .invalid(
                "\(name): models keep nothing from one request to the next",
                field: "parameters"
            )
        }
        if let level = try Self.number("priority", parameters) {
            priority = try RequestPriority(level, field: "parameters")
        }
        if let parameter = parameters["binary_data_output"] {
            guard case .boolParam(let isBinary) = parameter.parameterChoice else {
                throw .invalid(
                    "binary_data_output is true or false; got \(parameter.text)",
                    field: "parameters"
                )
            }
            hasBinaryOutput = isBinary
        }
        if let timeout = try Self.number("timeout", parameters), timeout > 0 {
            let (nanoseconds, isLong) = timeout.multipliedReportingOverflow(by: 1000)
            let (end, isEndless) = NIODeadline.now().uptimeNanoseconds
                .addingReportingOverflow(nanoseconds)
            if !isLong, !isEndless { deadline = min(deadline, end) }
        }
    }

    private static func number(
        _ name: String,
        _ parameters: [String: Wire.InferParameter]
    ) throws(Failure) -> UInt64? {
        guard let parameter = parameters[name] else { return nil }
        guard let count = parameter.count else {
            throw .invalid(
                "\(name) is a whole number of at least 0; got \(parameter.text)",
                field: "parameters"
            )
        }
        return count
    }
}

extension Wire.InferParameter {
    /// A whole number of at least 0; nil where it is something else.
    var count: UInt64? {
        switch parameterChoice {
        case .int64Param(let value): UInt64(exactly: value)
        case .uint64Param(let value): value
        case .boolParam, .stringParam, .doubleParam, nil: nil
        }
    }

    /// The value for a sentence.
    var text: String {
        switch parameterChoice {
        case .boolParam(let value): "\(value)"
        case .int64Param(let value): "\(value)"
        case .stringParam(let value): quoted(value)
        case .doubleParam(let value): "\(value)"
        case .uint64Param(let value): "\(value)"
        case nil: "nothing"
        }
    }
}
