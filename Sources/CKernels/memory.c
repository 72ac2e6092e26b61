// Memory that was freed and that the allocator still holds.
#include "CKernels.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

void tk_give_back_memory(void) {
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

void tk_keep_freed_memory(void) {
#ifdef __GLIBC__
    // The most that glibc takes for the one; what a training step frees, at the most, for the other.
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 256 << 20);
#endif
}
