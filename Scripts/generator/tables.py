"""Writes the descriptors by which libprotobuf-c parses: one line of C for each field.

A hot message also gets a C struct, which generated Swift reads by the names of its fields. The others
have none: the offsets of their fields are written here, and Swift finds them in the descriptor.
"""

from . import descriptors as d
from .names import c_name

HEADER = "/* Generated from Protos by Scripts/generate. Do not edit. */\n"
TYPES = {  # type: (protobuf-c's name, C type, its size)
    d.DOUBLE: ("DOUBLE", "double ", 8), d.FLOAT: ("FLOAT", "float ", 4),
    d.INT64: ("INT64", "int64_t ", 8), d.UINT64: ("UINT64", "uint64_t ", 8),
    d.INT32: ("INT32", "int32_t ", 4), d.UINT32: ("UINT32", "uint32_t ", 4),
    d.BOOL: ("BOOL", "protobuf_c_boolean ", 4), d.ENUM: ("ENUM", "int32_t ", 4),
    d.STRING: ("STRING", "char *", 8), d.BYTES: ("BYTES", "ProtobufCBinaryData ", 16),
    d.MESSAGE: ("MESSAGE", None, 8),
}
HEAD_SIZE = 24  # of ProtobufCMessage; table.h checks it


def fields_of(message):
    return sorted(message.fields, key=lambda field: field.number)


def c_type(field):
    return TYPES[field.type][1] or f"struct {c_name(field.type_name)} *"


def aligned(offset, to):
    return (offset + to - 1) // to * to


def layout(message):
    """Returns {field's name: offset} and the size of the whole, as C lays out `struct`'s members.

    Before the pointer of a list stands its count, before the value of a oneof its case: eight bytes.
    """
    offsets, size = {}, HEAD_SIZE
    for field in fields_of(message):
        own = TYPES[field.type][2]
        if field.oneof >= 0:
            fields = [other for other in message.fields if other.oneof == field.oneof]
            if field.name not in offsets:
                offset = aligned(size, 8) + 8
                offsets.update({other.name: offset for other in fields})
                size = offset + max(8, *(TYPES[other.type][2] for other in fields))
            continue
        if field.repeated:
            own, size = 8, aligned(size, 8) + 8
        offsets[field.name] = aligned(size, min(own, 8))
        size = offsets[field.name] + own
    return offsets, aligned(size, 8)


def struct(message):
    """Returns the C struct of a hot message."""
    lines, done = [f"struct {c_name(message.full_name)} {{", "    ProtobufCMessage base;"], set()
    for field in fields_of(message):
        if field.repeated:
            lines += [f"    size_t n_{field.name};", f"    {c_type(field)}*{field.name};"]
        elif field.oneof < 0:
            lines.append(f"    {c_type(field)}{field.name};")
        elif field.oneof not in done:
            done.add(field.oneof)
            lines += [f"    _Alignas(8) uint32_t {message.oneofs[field.oneof][0]}_case;",
                      "    _Alignas(8) union {"]
            lines += [f"        {c_type(other)}{other.name};"
                      for other in message.fields if other.oneof == field.oneof]
            lines.append("    };")
    return lines + ["};"]


def header(messages, hot):
    lines = [HEADER + "#pragma once", '#include "arena.h"', '#include "table.h"', ""]
    for message in messages:
        if message.full_name in hot:
            lines += struct(message) + [""]
    lines += [f"TABLE({c_name(message.full_name)})" for message in messages]
    return "\n".join(lines) + "\n"


def ranges(fields):
    """Returns the runs of numbers, each as its first and the index of that, and the end."""
    runs = [(field.number, index) for index, field in enumerate(fields)
            if index == 0 or field.number != fields[index - 1].number + 1]
    return ", ".join(f"{{{number}, {index}}}" for number, index in runs + [(0, len(fields))])


def table(message, is_hot):
    name, fields = c_name(message.full_name), fields_of(message)
    offsets, size = layout(message)
    if not fields:
        return [f'EMPTY_MESSAGE({name}, "{message.full_name}")']
    lines = [f'MESSAGE({name}, "{message.full_name}", {size}, RANGES({ranges(fields)}), FIELDS(']
    for index, field in enumerate(fields):
        form = "MANY" if field.repeated else "ONE_OF" if field.oneof >= 0 else "ONE"
        of = f", OF({c_name(field.type_name)})" if field.type == d.MESSAGE else ""
        end = "," if index < len(fields) - 1 else "))"
        lines.append(f'    {form}({field.number}, "{field.name}", {TYPES[field.type][0]}, '
                     f"{offsets[field.name]}{of}){end}")
    if is_hot:
        lines += [f"_Static_assert(sizeof(struct {name}) == {size}, \"\");"]
        lines += [f"_Static_assert(offsetof(struct {name}, {field.name}) == {offsets[field.name]}, \"\");"
                  for field in fields]
    return lines


def source(messages, hot):
    lines = [HEADER + '#include "CMessages.h"', '#include "../fields.h"']
    for message in messages:
        lines += ["", *table(message, message.full_name in hot)]
    return "\n".join(lines) + "\n"
