#pragma once
#include <protobuf-c/protobuf-c.h>
#include <stddef.h>

/* The lines of Generated/tables.c as protobuf-c's structs.
 *
 * Nothing here is what a message says of itself to others, such as its names in C or by which it would be
 * found: only what protobuf_c_message_unpack reads. */

_Static_assert(sizeof(void *) == 8, "the offsets are those of a machine with 64 bits");
_Static_assert(sizeof(ProtobufCMessage) == 24, "the first field comes after protobuf-c's own");

#define FIELD(number, field, label_name, type_name, place, ...)                         \
    {.name = field, .id = number, .label = PROTOBUF_C_LABEL_##label_name,               \
     .type = PROTOBUF_C_TYPE_##type_name, .offset = place, __VA_ARGS__}

/* A value; a list, whose count comes before it; one of the fields of a oneof, whose case does. */
#define ONE(number, name, type, offset, ...)                                            \
    FIELD(number, name, NONE, type, offset, __VA_ARGS__)
#define MANY(number, name, type, offset, ...)                                           \
    FIELD(number, name, REPEATED, type, offset, .quantifier_offset = offset - 8, __VA_ARGS__)
#define ONE_OF(number, name, type, offset, ...)                                         \
    FIELD(number, name, NONE, type, offset, .quantifier_offset = offset - 8,            \
          .flags = PROTOBUF_C_FIELD_FLAG_ONEOF, __VA_ARGS__)

/* The message that a field holds. */
#define OF(message) .descriptor = &message##_descriptor

#define COUNT(type, ...) (sizeof((type[]){__VA_ARGS__}) / sizeof(type))
#define FIELDS(...)                                                                     \
    .n_fields = COUNT(ProtobufCFieldDescriptor, __VA_ARGS__),                           \
    .fields = (const ProtobufCFieldDescriptor[]){__VA_ARGS__}
/* Runs of numbers, by which a field is found; the last entry ends them. */
#define RANGES(...)                                                                     \
    .n_field_ranges = COUNT(ProtobufCIntRange, __VA_ARGS__) - 1,                        \
    .field_ranges = (const ProtobufCIntRange[]){__VA_ARGS__}

#define MESSAGE(symbol, full_name, size, ...)                                           \
    const ProtobufCMessageDescriptor symbol##_descriptor = {                            \
        .magic = PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC, .name = full_name,               \
        .sizeof_message = size, __VA_ARGS__};
#define EMPTY_MESSAGE(symbol, full_name) MESSAGE(symbol, full_name, sizeof(ProtobufCMessage), )
