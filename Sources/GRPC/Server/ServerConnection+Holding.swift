internal import HTTP2
internal import HTTP2Session
internal import NIOCore

/// What a connection holds: unfinished messages, what streams have room for, and their sum.
extension ServerConnection {
    // MARK: Unfinished messages

    /// What an unfinished message, and one that waits for the end of its stream, may have come to for
    /// all streams together.
    var unfinishedLimit: Int {
        isStranger ? MemoryBudget.strangerBytes : environment.limits.unfinishedBytes
    }

    /// Sums up what of a call's request is not whole; false where the connection has too much of that.
    @discardableResult
    func sumUp(_ slot: Int) -> Bool {
        let unfinished = streams[slot].machine.unfinished
        unfinishedBytes += unfinished.bytes - streams[slot].unfinished.bytes
        keptBytes += unfinished.kept - streams[slot].unfinished.kept
        streams[slot].unfinished = unfinished
        return unfinished.bytes == 0 || unfinishedBytes <= unfinishedLimit
    }

    // MARK: Room of streams

    /// What the streaming calls hold now.
    var roomBytes: Int { openRoom?.bytes ?? 0 }

    /// What the streaming calls hold; it holds the connection, so this lasts while it is open.
    var room: StreamRoom {
        if let openRoom { return openRoom }
        let home = home
        let room = StreamRoom(limit: environment.limits.heldBytes) {
            home.eventLoop.execute { home.connection.watchRoom() }
        }
        if http2 != nil { openRoom = room }
        return room
    }

    /// Looks whether the room of the streams moves while some wait for it.
    private func watchRoom() {
        guard roomWatch == nil, http2 != nil, let returns = room.returnsWhileWaiting else { return }
        let home = home
        roomWatch = eventLoop.scheduleTask(in: environment.limits.timeouts.write) {
            home.connection.endHolder(unlessPast: returns)
        }
    }

    /// Ends the call that holds most where the others have waited for as long as output may: its caller
    /// does not take its answers.
    private func endHolder(unlessPast returns: Int) {
        roomWatch = nil
        if room.returnsWhileWaiting == returns, let holder = room.largestHolder, holds(holder) {
            environment.transport.count(.write)
            let text =
                "the answers of this stream are not taken, and others of the connection wait for "
                + "their room (--write-timeout-seconds)"
            end(holder, GRPCStatus(.resourceExhausted, text))
            flushSoon()
        }
        watchRoom()
    }

    // MARK: Memory

    /// Tells the server what the connection holds, where that has changed by much.
    func settleMemory() {
        guard let http2 else { return }
        let held =
            keptBytes + http2.session.bufferedOutput + http2.session.bufferedInput
            + roomBytes
        guard abs(held - settledBytes) >= MemoryBudget.step else { return }
        tellMemory(held)
    }

    private func tellMemory(_ held: Int) {
        settledBytes = held
        let home = home
        environment.memory.set(number, held, at: .now()) {
            home.eventLoop.execute { home.connection.giveUpMemory() }
        }
    }

    /// Ends the connection, which holds most of all, unless what it has sent since was enough.
    private func giveUpMemory() {
        guard let http2 else { return }
        let before = settledBytes
        settleMemory()
        guard environment.memory.isOver else {
            if settledBytes == before { tellMemory(before) }
            return
        }
        // It is on its way out: nobody else is to go for what it holds still.
        environment.memory.remove(number)
        environment.memory.relieve(at: .now())
        for slot in streams.indices where streams[slot].isLive { cancel(slot, .overMemory) }
        http2.cutOff(.memory)
    }
}

extension GRPCStatus {
    fileprivate static let overMemory = GRPCStatus(
        .resourceExhausted,
        "the server's memory for calls is full (--memory-budget-mib)"
    )
}
