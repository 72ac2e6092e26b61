// What a thread asks of malloc, counted for tests: `allocations.c` takes the place of malloc in the test program.
#pragma once
#include <stddef.h>

typedef struct {
    // Blocks that were asked for, their bytes, and the bytes of the largest.
    long blocks, bytes, largest;
    // The bytes of blocks that were taken and not given back; below 0 where others' were given back.
    long held;
} allocation_count;

// Whether malloc is counted: not under a sanitizer, which has one of its own, and not without glibc.
int allocation_is_counted(void);
// What the calling thread asked for so far; `largest` is that since the last call.
allocation_count allocation_take_count(void);
// The bytes that malloc has of the system, for all threads.
size_t allocation_system_bytes(void);
// The page faults of the calling thread so far that needed no disk.
long allocation_page_faults(void);
