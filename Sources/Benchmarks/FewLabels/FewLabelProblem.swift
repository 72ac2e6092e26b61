package import Domain
package import Networks
internal import Training

/// What a model is to learn from few labels, and what it is tested on once, at the end.
package struct FewLabelProblem: Sendable {
    /// What is learned from.
    var data: TrainingData
    /// The test inputs, raw, as ``RowRanges`` has them.
    var testInputs: [UInt8]
    /// Their classes; one that is not known is beyond those of the data.
    var testLabels: [Int]
    /// Whether what counts is the mean over the classes of what is found of each.
    var countsClasses = false
    /// The classes with the fewest labels, of which the mean is told apart; empty: none.
    var tail: [Int] = []

    /// The places of test inputs of classes that are known.
    var knownTests: [Int] {
        testLabels.indices.filter { testLabels[$0] < data.classes }
    }

    /// Whether there are test inputs of unknown classes.
    var isOpen: Bool { testLabels.contains { $0 >= data.classes } }

    /// What a network sees of some test inputs, `[N, D]`.
    ///
    /// - Throws: ``Failure`` (invalid argument) where the test inputs are none.
    func testRows(_ places: [Int]) throws(Failure) -> Matrix {
        let ranges = try RowRanges(allOf: data.input, in: testInputs.span, field: "test")
        var rows: [Float] = []
        rows.reserveCapacity(places.count * data.frontEnd.elements)
        for place in places {
            data.frontEnd.append(testInputs.span.extracting(ranges[place]), to: &rows)
        }
        return Matrix(rows: places.count, columns: data.frontEnd.elements, values: rows)
    }
}

/// Where the problems of a benchmark come from: one for each seed.
package protocol FewLabelSource: Sendable {
    /// What results name it by; nothing else decides its problems.
    var name: String { get }
    /// What an input is.
    var input: InputSpecification { get }
    /// The problem of a seed.
    ///
    /// - Throws: ``Failure`` (invalid argument) where there is none.
    func problem(seed: Int) throws(Failure) -> FewLabelProblem
    /// The network that is trained.
    ///
    /// - Parameters:
    ///   - classes: The number of classes.
    ///   - narrowing: By what its widths are divided.
    ///   - dropout: The share of features that are dropped before the last layer.
    /// - Returns: The network.
    /// - Throws: ``Failure`` where it does not fit the inputs.
    func network(classes: Int, narrowing: Int, dropout: Float) throws(Failure) -> Graph
}
