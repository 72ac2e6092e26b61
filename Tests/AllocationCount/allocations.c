// malloc for the test program: glibc's, counted by thread. A counter of another thread is never touched, so that
// there is nothing to lock and tests beside do not disturb.
#define _GNU_SOURCE
#include "AllocationCount.h"
#include <stdlib.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define HAS_OWN_MALLOC
#endif
#endif

#if defined(__GLIBC__) && !defined(HAS_OWN_MALLOC)
#include <errno.h>
#include <malloc.h>
#include <sys/resource.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);
extern void __libc_free(void *);

static _Thread_local allocation_count count;

static void *taken(void *block, size_t bytes) {
    if (!block) return block;
    count.blocks += 1;
    count.bytes += (long)bytes;
    if ((long)bytes > count.largest) count.largest = (long)bytes;
    count.held += (long)malloc_usable_size(block);
    return block;
}

void *malloc(size_t bytes) { return taken(__libc_malloc(bytes), bytes); }

void *calloc(size_t number, size_t bytes) {
    return taken(__libc_calloc(number, bytes), number * bytes);
}

void *realloc(void *block, size_t bytes) {
    long before = block ? (long)malloc_usable_size(block) : 0;
    void *result = __libc_realloc(block, bytes);
    if (result || !bytes) count.held -= before;
    return taken(result, bytes);
}

void free(void *block) {
    if (!block) return;
    count.held -= (long)malloc_usable_size(block);
    __libc_free(block);
}

void *memalign(size_t alignment, size_t bytes) {
    return taken(__libc_memalign(alignment, bytes), bytes);
}

void *aligned_alloc(size_t alignment, size_t bytes) { return memalign(alignment, bytes); }

int posix_memalign(void **block, size_t alignment, size_t bytes) {
    if (alignment % sizeof(void *) || !alignment || (alignment & (alignment - 1))) return EINVAL;
    *block = memalign(alignment, bytes);
    return *block ? 0 : ENOMEM;
}

int allocation_is_counted(void) { return 1; }

allocation_count allocation_take_count(void) {
    allocation_count result = count;
    count.largest = 0;
    return result;
}

size_t allocation_system_bytes(void) {
    struct mallinfo2 all = mallinfo2();
    return all.arena + all.hblkhd;
}

long allocation_page_faults(void) {
    struct rusage usage = {0};
    getrusage(RUSAGE_THREAD, &usage);
    return usage.ru_minflt;
}
#else
int allocation_is_counted(void) { return 0; }
allocation_count allocation_take_count(void) { return (allocation_count){0}; }
size_t allocation_system_bytes(void) { return 0; }
long allocation_page_faults(void) { return 0; }
#endif
