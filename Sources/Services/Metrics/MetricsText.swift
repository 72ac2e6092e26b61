/// What is known of a metric besides its values.
package struct MetricFamily: Hashable, Sendable {
    /// What the values mean to Prometheus.
    package enum Kind: String, Sendable { case counter, gauge, histogram }

    let name: String
    let kind: Kind
    /// One line for people.
    let help: String

    /// A number that only grows.
    package static func counter(_ name: String, _ help: String) -> MetricFamily {
        MetricFamily(name: name, kind: .counter, help: help)
    }

    /// A number that goes up and down.
    package static func gauge(_ name: String, _ help: String) -> MetricFamily {
        MetricFamily(name: name, kind: .gauge, help: help)
    }

    /// Counts by size.
    package static func histogram(_ name: String, _ help: String) -> MetricFamily {
        MetricFamily(name: name, kind: .histogram, help: help)
    }
}

/// A page of metrics in Prometheus' text format 0.0.4.
///
/// It is written from snapshots of counters that live where the work is: an event loop, the compute
/// threads and the writer of the store each add to plain numbers of their own, and nothing on a hot
/// path knows that there is a page. A metric is named on the page even while it has no values.
package struct MetricsText {
    /// The media type of the page.
    static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

    /// What tells a value from the others of its metric.
    package typealias Labels = [(name: StaticString, value: String)]

    /// What was written.
    package private(set) var text = ""

    package init() {}

    /// Writes a metric, whose values `body` adds.
    package mutating func write(_ family: MetricFamily, _ body: (inout Values) -> Void) {
        text += "# HELP \(family.name) "
        Self.escape(family.help, quotes: false, into: &text)
        text += "\n# TYPE \(family.name) \(family.kind.rawValue)\n"
        var values = Values(family: family, text: text)
        text = ""
        body(&values)
        text = values.text
    }

    /// Writes a metric with one value.
    package mutating func write(_ family: MetricFamily, _ value: Double) {
        write(family) { $0.add(value) }
    }

    /// Writes a metric with one value.
    package mutating func write(_ family: MetricFamily, _ value: Int) {
        write(family) { $0.add(value) }
    }

    /// The values of one metric.
    package struct Values {
        fileprivate let family: MetricFamily
        fileprivate var text: String

        /// Adds a value.
        package mutating func add(_ value: Int, _ labels: Labels = []) {
            add(suffix: "", labels, String(value))
        }

        /// Adds a value.
        package mutating func add(_ value: Double, _ labels: Labels = []) {
            add(suffix: "", labels, MetricsText.number(value))
        }

        /// Adds a histogram.
        ///
        /// - Parameters:
        ///   - bounds: The upper bounds of the buckets, ascending.
        ///   - counts: How many fell into each bucket, not summed up; one more than bounds.
        ///   - sum: All that was counted, together.
        ///   - labels: What tells it from others.
        package mutating func add(
            bounds: [Double],
            counts: [Int],
            sum: Double,
            _ labels: Labels = []
        ) {
            precondition(
                counts.count == bounds.count + 1,
                "\(bounds.count) bounds, \(counts.count) counts"
            )
            var total = 0
            for (index, count) in counts.enumerated() {
                total += count
                let bound = index < bounds.count ? MetricsText.number(bounds[index]) : "+Inf"
                add(suffix: "_bucket", labels + [("le", bound)], String(total))
            }
            add(suffix: "_sum", labels, MetricsText.number(sum))
            add(suffix: "_count", labels, String(total))
        }

        private mutating func add(suffix: String, _ labels: Labels, _ value: String) {
            text += family.name
            text += suffix
            for (index, label) in labels.enumerated() {
                text += index == 0 ? "{" : ","
                text += "\(label.name)=\""
                MetricsText.escape(label.value, quotes: true, into: &text)
                text += "\""
            }
            if !labels.isEmpty { text += "}" }
            text += " \(value)\n"
        }
    }

    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
        return value.description
    }

    /// Appends a text in which backslashes, line ends and, in a label, quotes are escaped.
    private static func escape(_ value: String, quotes: Bool, into text: inout String) {
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\"" where quotes: text += "\\\""
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}
