internal import CKernels

/// Memory that the process has freed and the allocator still holds.
package enum FreeMemory {
    /// Gives free pages back to the system.
    ///
    /// The allocator keeps what was freed for the next allocation, which after a large model may be
    /// long in coming. It walks every arena: to be called where time does not matter.
    package static func giveBack() { tk_give_back_memory() }
}
