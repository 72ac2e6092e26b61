/// A moment as people write it, in UTC.
struct CivilTime {
    let year: Int
    /// From 1.
    let month: Int
    /// From 1.
    let day: Int
    /// From 0, a Thursday: the first of January 1970 was one.
    let weekday: Int
    let hour: Int
    let minute: Int
    let second: Int

    /// Takes a time since 1970 apart.
    init(secondsSince1970 seconds: Int) {
        let days = seconds / 86_400
        let rest = seconds % 86_400
        // Years begin in March, so that a leap day is the last day of one; 400 years repeat.
        let shifted = days + 719_468
        let ofEra = shifted % 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let dayOfYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let fromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * fromMarch + 2) / 5 + 1
        month = (fromMarch + 2) % 12 + 1
        year = shifted / 146_097 * 400 + yearOfEra + (fromMarch >= 10 ? 1 : 0)
        weekday = days % 7
        hour = rest / 3600
        minute = rest / 60 % 60
        second = rest % 60
    }

    /// `number` with zeros before it, `width` digits at least.
    static func digits(_ number: Int, _ width: Int = 2) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
