#include "arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Before each allocation stands its size: protobuf-c hands out strings without their length, and
 * only the size of the allocation tells whether a NUL byte is inside. */
typedef struct {
    alignas(16) size_t size;
} header;

typedef struct block {
    struct block *next;
    alignas(16) uint8_t bytes[];
} block;

enum { local_capacity = 32 * 1024, block_capacity = 256 * 1024 };

typedef struct {
    ProtobufCAllocator allocator;
    block *blocks;     /* from malloc, newest first; freed at the end */
    uint8_t *position; /* free bytes of the newest block */
    size_t available;
    size_t remaining; /* until the byte limit */
    bool exhausted;
    bool in_use;
} arena;

static _Thread_local arena current;
static _Thread_local alignas(16) uint8_t local_bytes[local_capacity];

static uint8_t *take(size_t size) {
    uint8_t *bytes = current.position;
    current.position += size;
    current.available -= size;
    return bytes;
}

static bool add_block(size_t size) {
    size_t capacity = size > block_capacity ? size : block_capacity;
    block *added = malloc(sizeof(block) + capacity);
    if (added == NULL) return false;
    added->next = current.blocks;
    current.blocks = added;
    current.position = added->bytes;
    current.available = capacity;
    return true;
}

static void *allocate(void *context, size_t size) {
    (void)context;
    if (size > current.remaining) {
        current.exhausted = true;
        return NULL;
    }
    /* The limit is far below SIZE_MAX, so that rounding cannot overflow. */
    size_t rounded = (size + 15) / 16 * 16 + sizeof(header);
    if (rounded > current.remaining) {
        current.exhausted = true;
        return NULL;
    }
    if (rounded > current.available && !add_block(rounded)) return NULL;
    current.remaining -= rounded;
    header *start = (header *)take(rounded);
    start->size = size;
    return start + 1;
}

static void release(void *context, void *pointer) {
    (void)context;
    (void)pointer; /* Everything goes at once. */
}

ProtobufCAllocator *tutelage_arena_begin(size_t byte_limit) {
    if (current.in_use) {
        fputs("a message is decoded while another is lent: they would lie in the same bytes\n", stderr);
        abort();
    }
    tutelage_arena_end();
    current.in_use = true;
    current.allocator.alloc = allocate;
    current.allocator.free = release;
    current.remaining = byte_limit;
    current.exhausted = false;
    return &current.allocator;
}

bool tutelage_arena_is_exhausted(void) { return current.exhausted; }

void tutelage_arena_end(void) {
    while (current.blocks != NULL) {
        block *next = current.blocks->next;
        free(current.blocks);
        current.blocks = next;
    }
    current.in_use = false;
    current.position = local_bytes;
    current.available = local_capacity;
}

ptrdiff_t tutelage_string_length(const char *text) {
    if (text == NULL || text == protobuf_c_empty_string) return 0;
    const header *start = (const header *)(const void *)text - 1;
    size_t length = start->size - 1;
    return memchr(text, 0, length) == NULL ? (ptrdiff_t)length : -1;
}
