/// Where waiting requests lie: slots that are used again, each in at most one list, so that a request is
/// taken back without a search.
struct RequestSlots {
    /// A request, and its place in a list.
    struct Slot {
        var request: PredictionRequest?
        /// Which of the requests that the slot has had it is; 0: none.
        var generation: UInt64 = 0
        fileprivate(set) var next = -1
        fileprivate(set) var previous = -1
        /// When it came into its lane.
        var since: UInt64 = 0
        /// Whether its caller would wait for room.
        var isPatient = false
        /// Whether it waits for room, outside of the queue.
        var isOutside = false
    }

    /// A doubly linked list of slots.
    struct List {
        fileprivate(set) var head = -1
        fileprivate(set) var tail = -1

        var isEmpty: Bool { head < 0 }
    }

    private var slots: [Slot] = []
    private var free: [Int] = []
    private var generation: UInt64 = 0

    /// No requests; room for `capacity` of them.
    init(capacity: Int) {
        slots.reserveCapacity(capacity)
        free.reserveCapacity(capacity)
    }

    subscript(index: Int) -> Slot {
        get { slots[index] }
        _modify { yield &slots[index] }
    }

    /// A request that is still the one of a ticket.
    func request(_ ticket: PredictionTicket) -> PredictionRequest? {
        guard slots[ticket.slot].generation == ticket.generation else { return nil }
        return slots[ticket.slot].request
    }

    /// What names the request of a slot.
    func ticket(_ index: Int) -> PredictionTicket {
        PredictionTicket(slot: index, generation: slots[index].generation)
    }

    /// A slot that holds a request and is in no list yet.
    mutating func take(for request: PredictionRequest) -> Int {
        generation &+= 1
        let slot = Slot(request: request, generation: generation)
        guard let index = free.popLast() else {
            slots.append(slot)
            return slots.count - 1
        }
        slots[index] = slot
        return index
    }

    /// Gives back a slot that is in no list any more.
    mutating func giveBack(_ index: Int) {
        slots[index].request = nil
        slots[index].generation = 0
        free.append(index)
    }

    /// Puts a slot at the end of a list.
    mutating func append(_ index: Int, to list: inout List) {
        slots[index].previous = list.tail
        slots[index].next = -1
        if list.tail >= 0 { slots[list.tail].next = index } else { list.head = index }
        list.tail = index
    }

    /// Takes a slot out of a list.
    mutating func remove(_ index: Int, from list: inout List) {
        let (next, previous) = (slots[index].next, slots[index].previous)
        if previous >= 0 { slots[previous].next = next } else { list.head = next }
        if next >= 0 { slots[next].previous = previous } else { list.tail = previous }
    }
}
