#pragma once
#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stddef.h>

/* The memory of one unpacked message.
 *
 * Each thread has one arena: a block in thread-local storage, and blocks from malloc beyond it. A
 * message is unpacked, copied into Swift values or lent to a function, and released before the next;
 * nothing suspends in between, so the messages of a thread never overlap. To begin one within another
 * ends the process. */

/* Returns the allocator of this thread's arena, emptied; `byte_limit` bounds what one message may
 * take, so that few hostile bytes cannot ask for much memory. */
ProtobufCAllocator *tutelage_arena_begin(size_t byte_limit);

/* Whether the last message was refused because of the byte limit. */
bool tutelage_arena_is_exhausted(void);

/* Gives back what the last message took; its pointers are invalid from here on. */
void tutelage_arena_end(void);

/* Returns the length of a string that was unpacked, or -1 if a NUL byte is inside it. */
ptrdiff_t tutelage_string_length(const char *text);
