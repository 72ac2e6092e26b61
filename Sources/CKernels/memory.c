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
