"""Reads a serialized `google.protobuf.FileDescriptorSet`, as `protoc --descriptor_set_out` writes it.

A reader of our own, because it is shorter than the check for an installed protobuf package of the
right version, and regenerating then needs only python3 and protoc.
"""

from dataclasses import dataclass, field

# FieldDescriptorProto.Type
(DOUBLE, FLOAT, INT64, UINT64, INT32, FIXED64, FIXED32, BOOL, STRING, GROUP, MESSAGE, BYTES, UINT32,
 ENUM, SFIXED32, SFIXED64, SINT32, SINT64) = range(1, 19)
REPEATED = 3


@dataclass
class EnumType:
    name: str
    full_name: str
    comment: str
    values: list = field(default_factory=list)  # (name, number, comment)


@dataclass
class Field:
    name: str
    number: int
    type: int
    repeated: bool
    type_name: str
    oneof: int  # -1: none
    comment: str


@dataclass
class MessageType:
    name: str
    full_name: str
    comment: str
    fields: list
    oneofs: list  # (name, comment)
    messages: list
    enums: list
    is_map_entry: bool


@dataclass
class Method:
    service: str
    name: str
    request: str
    response: str
    client_streaming: bool
    server_streaming: bool


@dataclass
class File:
    name: str
    package: str
    messages: list
    enums: list
    methods: list
    services: list  # full names
    imports: list  # names of files

    def symbols(self):
        """Returns the full names of all messages, enums, services and methods."""
        names = [enum.full_name for enum in self.enums] + list(self.services)
        names += [f"{method.service}.{method.name}" for method in self.methods]
        pending = list(self.messages)
        while pending:
            message = pending.pop()
            names.append(message.full_name)
            names += [enum.full_name for enum in message.enums]
            pending += message.messages
        return sorted(names)


def varint(data, position):
    value = shift = 0
    while True:
        byte = data[position]
        position += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, position


def parse(data):
    """Returns a message's fields as {number: [int or bytes]}."""
    fields, position = {}, 0
    while position < len(data):
        key, position = varint(data, position)
        number, wire = key >> 3, key & 7
        if wire == 0:
            value, position = varint(data, position)
        elif wire == 2:
            length, position = varint(data, position)
            value, position = data[position:position + length], position + length
        else:
            size = {1: 8, 5: 4}[wire]
            value, position = data[position:position + size], position + size
        fields.setdefault(number, []).append(value)
    return fields


def one(fields, number, default=0):
    return fields.get(number, [default])[-1]


def text(fields, number):
    return one(fields, number, b"").decode("utf-8")


def comments(file_fields):
    """Returns {path: leading comment} of a file."""
    found = {}
    for location in parse(one(file_fields, 9, b"")).get(1, []):
        location = parse(location)
        path, packed, position = [], one(location, 1, b""), 0
        while position < len(packed):
            value, position = varint(packed, position)
            path.append(value)
        found[tuple(path)] = text(location, 3).strip("\n")
    return found


def read_enum(data, scope, path, notes):
    fields = parse(data)
    name = text(fields, 1)
    result = EnumType(name, f"{scope}.{name}", notes.get(path, ""))
    for index, value in enumerate(fields.get(2, [])):
        value = parse(value)
        result.values.append((text(value, 1), one(value, 2), notes.get(path + (2, index), "")))
    return result


def read_field(data, path, notes):
    fields = parse(data)
    return Field(
        text(fields, 1), one(fields, 3), one(fields, 5), one(fields, 4) == REPEATED,
        text(fields, 6).lstrip("."), one(fields, 9, -1), notes.get(path, ""))


def read_message(data, scope, path, notes):
    fields = parse(data)
    name = text(fields, 1)
    full_name = f"{scope}.{name}"
    options = parse(one(fields, 7, b""))
    return MessageType(
        name, full_name, notes.get(path, ""),
        [read_field(f, path + (2, i), notes) for i, f in enumerate(fields.get(2, []))],
        [(text(parse(o), 1), notes.get(path + (8, i), "")) for i, o in enumerate(fields.get(8, []))],
        [read_message(m, full_name, path + (3, i), notes) for i, m in enumerate(fields.get(3, []))],
        [read_enum(e, full_name, path + (4, i), notes) for i, e in enumerate(fields.get(4, []))],
        one(options, 7) == 1)


def read_methods(data, package):
    fields = parse(data)
    service = f"{package}.{text(fields, 1)}"
    for method in fields.get(2, []):
        method = parse(method)
        yield Method(
            service, text(method, 1), text(method, 2).lstrip("."), text(method, 3).lstrip("."),
            one(method, 5) == 1, one(method, 6) == 1)


def read_set(data):
    """Returns the files of a serialized descriptor set."""
    files = []
    for file_data in parse(data).get(1, []):
        fields = parse(file_data)
        package, notes = text(fields, 2), comments(fields)
        files.append(File(
            text(fields, 1), package,
            [read_message(m, package, (4, i), notes) for i, m in enumerate(fields.get(4, []))],
            [read_enum(e, package, (5, i), notes) for i, e in enumerate(fields.get(5, []))],
            [m for s in fields.get(6, []) for m in read_methods(s, package)],
            [f"{package}.{text(parse(s), 1)}" for s in fields.get(6, [])],
            [name.decode("utf-8") for name in fields.get(3, [])]))
    return files


def serialized_files(data):
    """Returns the serialized files of a descriptor set, in its order."""
    return parse(data).get(1, [])
