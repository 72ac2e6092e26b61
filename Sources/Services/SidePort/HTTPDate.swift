/// Dates as HTTP writes them (RFC 9110, section 5.6.7).
package enum HTTPDate {
    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The text of a time since 1970, such as `Sun, 06 Nov 1994 08:49:37 GMT`.
    package static func text(secondsSince1970 seconds: Int) -> String {
        let time = CivilTime(secondsSince1970: seconds)
        let day = CivilTime.digits(time.day)
        let clock = [time.hour, time.minute, time.second].map { CivilTime.digits($0) }
            .joined(separator: ":")
        let date = "\(weekdays[time.weekday]), \(day) \(months[time.month - 1]) \(time.year)"
        return "\(date) \(clock) GMT"
    }
}
