internal import Domain
internal import Files
internal import Foundation
internal import GRDB

/// A closed set that is stored as a small number: the place in `coded`, from 1.
///
/// The order is part of the schema: new cases go to the end, and a case that is gone leaves a nil.
protocol Coded: Equatable, CaseIterable {
    static var coded: [Self?] { get }
}

extension Coded {
    var code: Int64 { Int64((Self.coded.firstIndex(of: self) ?? -1) + 1) }

    static func decode(_ code: Int64) throws(Failure) -> Self? {
        if code == 0 { return nil }
        guard code > 0, code <= coded.count, let value = coded[Int(code) - 1] else {
            throw .dataLoss("a stored \(Self.self) has the code \(code) of \(coded.count)")
        }
        return value
    }
}

extension Optional where Wrapped: Coded {
    var code: Int64 { self?.code ?? 0 }
}

extension Split: Coded {
    static let coded: [Split?] = [.train, .gate, .certify, .test, .certifyPool]
}

extension LabelSource: Coded {
    static let coded: [LabelSource?] = [.human, .imported, .auto, nil, .corrected]
}

extension Decision: Coded {
    static let coded: [Decision?] = [.accepted, .abstained, .outOfDistribution]
}

extension DecisionReason: Coded {
    static let coded: [DecisionReason?] = [
        .aboveThreshold, .belowThreshold, .noChampion, .noCertificate, .seenInTraining,
        .fixedThreshold, .suspended, .withdrawn, .outlier,
    ]
}

extension Question: Coded {
    static let coded: [Question?] = [.sample, .review]
}

extension CertificateKind: Coded {
    static let coded: [CertificateKind?] = [.fresh, .pool]
}

extension SampleState: Coded {
    static let coded: [SampleState?] = [.open, .answered, .skipped, .chosen]
}

extension JobState: Coded {
    static let coded: [JobState?] = [.queued, .running, .succeeded, .failed, .cancelled]
}

extension JobKind: Coded {
    static let coded: [JobKind?] = [
        .train, .selfTrain, .distil, .relabel, .compare,
    ]
}

extension ModelState: Coded {
    static let coded: [ModelState?] = [
        .candidate, .shadow, .canary, .champion, .retired, .deleted,
    ]
}

/// The columns of a row in the order of its statement; a column of another kind is data loss.
struct Fields {
    private let row: Row
    private var next = 0

    init(_ row: Row) { self.row = row }

    mutating func integer() throws -> Int64 { try value() }
    mutating func integerIfAny() throws -> Int64? { try value() }
    mutating func double() throws -> Double { try value() }
    mutating func text() throws -> String { try value() }
    mutating func textIfAny() throws -> String? { try value() }
    mutating func bytes() throws -> [UInt8] { [UInt8](try value(Data.self)) }
    mutating func bytesIfAny() throws -> [UInt8]? { try value(Data?.self).map { [UInt8]($0) } }
    mutating func float() throws -> Float { Float(try value(Double.self)) }
    mutating func floatIfAny() throws -> Float? { try value(Double?.self).map { Float($0) } }
    mutating func json<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
        try JSON.decode(try text())
    }
    mutating func code<Value: Coded>(_ type: Value.Type = Value.self) throws -> Value? {
        try Value.decode(try integer())
    }
    mutating func digest() throws -> Digest { try Digest(stored: try bytes()) }

    private mutating func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(
        _ type: Value.Type = Value.self
    ) throws -> Value {
        defer { next += 1 }
        return try row.decode(type, atIndex: next)
    }
}
