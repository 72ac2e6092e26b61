/// What this software calls itself.
package enum Software {
    /// The name that protocols carry.
    package static let name = "tutelage"
    /// The version that `--version` prints.
    package static let version = "0.1.0"
}
