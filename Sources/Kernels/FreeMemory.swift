internal import CKernels

/// Memory that the process has freed and the allocator still holds.
package enum FreeMemory {
    /// Gives free pages back to the system.
    ///
    /// The allocator keeps what was freed for the next allocation, which after a large model may be
    /// long in coming. It walks every arena: to be called where time does not matter.
    package static func giveBack() { tk_give_back_memory() }

    /// Keeps what is freed for the next allocation, for the rest of the process.
    ///
    /// Steps of a training free arrays and ask for the same again: given back in between, each would be had of
    /// the system anew, and every page of it cleared.
    package static func keep() { tk_keep_freed_memory() }
}
