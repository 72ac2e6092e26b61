import Files

/// A line on standard error that shows how far long work is; silent where that is no terminal.
struct ProgressBar {
    private let title: String
    private let isVisible: Bool
    private let begin = ContinuousClock.now
    private var last: ContinuousClock.Instant?
    private var width = 0

    /// Creates a bar; nothing is drawn yet.
    init(_ title: String) {
        self.title = title
        isVisible = StandardStreams.errorIsTerminal
    }

    /// Draws the bar at `done` of `total` (0: unknown), at most ten times a second.
    mutating func update(_ done: Int, of total: Int, note: String = "") {
        guard isVisible else { return }
        let now = ContinuousClock.now
        if let last, now - last < .milliseconds(100), done != total { return }
        last = now
        let seconds = (now - begin) / .seconds(1)
        var text = "\(title) "
        if total > 0 {
            let share = min(1, Double(done) / Double(total))
            let filled = Int(share * 30)
            text += "[" + String(repeating: "#", count: filled)
            text += String(repeating: ".", count: 30 - filled) + "] \(percent(share, 0)) "
            if share > 0.02, share < 1 {
                text += "\(decimal(seconds / share - seconds, 0)) s left "
            }
        } else {
            text += "\(done) "
        }
        text += note
        let blank = String(repeating: " ", count: max(0, width - text.count))
        width = text.count
        StandardStreams.writeError(Array("\r\(text)\(blank)".utf8))
    }

    /// Removes the line.
    mutating func finish() {
        guard isVisible, width > 0 else { return }
        StandardStreams.writeError(Array("\r\(String(repeating: " ", count: width))\r".utf8))
        width = 0
    }
}
