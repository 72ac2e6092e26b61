/// Where the fields of a message come from.
///
/// The tests have sources of their own, which make content up.
package protocol FieldSource {
    /// The value of a field; the default of its type where there is none.
    mutating func value<Value: FieldValue>(_ number: Int) throws(MessageError) -> Value

    /// The value of a field that knows whether it is there.
    mutating func optional<Value: FieldValue>(_ number: Int) throws(MessageError) -> Value?

    /// The values of a repeated field.
    mutating func list<Value: FieldValue>(_ number: Int) throws(MessageError) -> [Value]

    /// The entries of a map.
    mutating func map<Key: FieldValue & Hashable, Value: FieldValue>(
        _ number: Int
    ) throws(MessageError) -> [Key: Value]

    /// Which field of a oneof, that has the fields of these numbers, is there; 0: none.
    mutating func choice(among numbers: [Int]) -> Int
}
