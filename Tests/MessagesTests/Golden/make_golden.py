"""Writes messages.txt: every message of Protos, filled by a rule and serialized by Python's protobuf.

    pip install protobuf && python3 make_golden.py

Each line is a message's full name, the seed, and the bytes in hexadecimal. `PatternSource` in
Sampling.swift follows the same rule: fields in the order of their numbers, one counter for all.
"""

import pathlib

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from google.protobuf.descriptor import FieldDescriptor as F

HERE = pathlib.Path(__file__).resolve().parent
PROTOSET = HERE.parents[2] / "Protos/tutelage.protoset"
# Its messages are those of grpc.reflection.v1; see Scripts/generate.
TWIN = "grpc.reflection.v1alpha"


class Pattern:
    def __init__(self, seed):
        self.drawn = seed

    def next(self):
        self.drawn += 1
        return self.drawn

    def scalar(self, field):
        n = self.next()
        if field.type == F.TYPE_ENUM:
            values = field.enum_type.values
            return values[n % len(values)].number
        return {
            F.TYPE_DOUBLE: lambda: n + 0.25,
            F.TYPE_FLOAT: lambda: -n - 0.5,
            F.TYPE_INT32: lambda: n * 37 - 900,
            F.TYPE_INT64: lambda: n * 1000003 * (1 if n % 2 == 0 else -1),
            F.TYPE_UINT32: lambda: n * 65537,
            F.TYPE_UINT64: lambda: n << 40,
            F.TYPE_BOOL: lambda: n % 2 == 0,
            F.TYPE_STRING: lambda: f"s{n} \u00e9\U0001f600",
            F.TYPE_BYTES: lambda: bytes(i * 7 % 256 for i in range(n % 40)),
        }[field.type]()


def fill(message, pattern):
    done = set()
    for field in sorted(message.DESCRIPTOR.fields, key=lambda f: f.number):
        oneof = field.containing_oneof
        if oneof is not None:
            if oneof.name in done:
                continue
            done.add(oneof.name)
            if len(oneof.fields) > 1:
                field = oneof.fields[pattern.next() % len(oneof.fields)]
        if field.message_type is not None and field.message_type.GetOptions().map_entry:
            entry = getattr(message, field.name)
            for _ in range(pattern.next() % 4):
                key = pattern.scalar(field.message_type.fields_by_name["key"])
                value = field.message_type.fields_by_name["value"]
                if value.type == F.TYPE_MESSAGE:
                    fill(entry[key], pattern)
                else:
                    entry[key] = pattern.scalar(value)
        elif field.label == F.LABEL_REPEATED:
            items = getattr(message, field.name)
            for _ in range(pattern.next() % 4):
                if field.type == F.TYPE_MESSAGE:
                    fill(items.add(), pattern)
                else:
                    items.append(pattern.scalar(field))
        elif field.type == F.TYPE_MESSAGE:
            part = getattr(message, field.name)
            part.SetInParent()
            fill(part, pattern)
        else:
            setattr(message, field.name, pattern.scalar(field))


def every(descriptors):
    for descriptor in descriptors:
        if not descriptor.GetOptions().map_entry:
            yield descriptor
            yield from every(descriptor.nested_types)


def main():
    files = descriptor_pb2.FileDescriptorSet.FromString(PROTOSET.read_bytes())
    pool, lines = descriptor_pool.DescriptorPool(), []
    for file in files.file:
        pool.Add(file)
    for file in files.file:
        if file.package == TWIN:
            continue
        for descriptor in every(pool.FindFileByName(file.name).message_types_by_name.values()):
            for seed in (0, 5, 22):
                message = message_factory.GetMessageClass(descriptor)()
                fill(message, Pattern(seed))
                data = message.SerializeToString(deterministic=True)
                lines.append(f"{descriptor.full_name} {seed} {data.hex()}")
    (HERE / "messages.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
