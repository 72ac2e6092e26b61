internal import Domain

/// The requests that wait outside of a queue for room in it: a line for each project, first come first
/// served, the projects taking turns.
///
/// Their callers have back-pressure of their own, such as a stream that is not read meanwhile. Room
/// that becomes free is theirs before others get it, until they have half of the project's queue:
/// neither streams nor single calls shut the others out.
struct PatientLines {
    private struct Line {
        let project: ProjectName
        var list = RequestSlots.List()
        var requests = 0
    }

    private var lines: [Line] = []
    /// Whose requests were first when room was last handed out.
    private var turn = 0

    /// Whether nobody waits.
    var isEmpty: Bool { lines.isEmpty }

    /// The number of requests that wait.
    var requests: Int { lines.reduce(0) { $0 + $1.requests } }

    /// The slot of the first that waits of a project.
    func first(of project: ProjectName) -> Int? {
        lines.first { $0.project == project }?.list.head
    }

    /// The first requests of the projects, that of the project in turn first, and its slot.
    func firsts() -> some Sequence<(line: Int, slot: Int)> {
        (0..<lines.count).lazy.map { offset in
            let line = (turn + offset) % lines.count
            return (line, lines[line].list.head)
        }
    }

    /// Puts a slot at the end of the line of its project.
    mutating func append(_ index: Int, of project: ProjectName, in slots: inout RequestSlots) {
        let line = lines.firstIndex { $0.project == project } ?? lines.count
        if line == lines.count { lines.append(Line(project: project)) }
        slots[index].isOutside = true
        slots.append(index, to: &lines[line].list)
        lines[line].requests += 1
    }

    /// Takes the first out of a line, whose turn it is, or was where it was the last of its project.
    mutating func takeFirst(of line: Int, in slots: inout RequestSlots) -> Int {
        let index = lines[line].list.head
        remove(index, from: line, in: &slots)
        turn = line
        if lines[line].list.isEmpty { lines.remove(at: line) } else { turn += 1 }
        return index
    }

    /// Notes that the line was in turn and found no room.
    mutating func keepTurn(of line: Int) { turn = line }

    /// Takes a request out that is given up.
    mutating func remove(_ index: Int, of project: ProjectName, in slots: inout RequestSlots) {
        guard let line = lines.firstIndex(where: { $0.project == project }) else { return }
        remove(index, from: line, in: &slots)
        slots.giveBack(index)
        forget()
    }

    /// Takes out all requests that `isTaken`.
    mutating func take(
        in slots: inout RequestSlots,
        into taken: inout [PredictionRequest],
        where isTaken: (PredictionRequest) -> Bool
    ) {
        for line in lines.indices {
            var index = lines[line].list.head
            while index >= 0, let request = slots[index].request {
                let next = slots[index].next
                if isTaken(request) {
                    remove(index, from: line, in: &slots)
                    slots.giveBack(index)
                    taken.append(request)
                }
                index = next
            }
        }
        forget()
    }

    private mutating func remove(_ index: Int, from line: Int, in slots: inout RequestSlots) {
        slots.remove(index, from: &lines[line].list)
        slots[index].isOutside = false
        lines[line].requests -= 1
    }

    private mutating func forget() { lines.removeAll { $0.list.isEmpty } }
}
