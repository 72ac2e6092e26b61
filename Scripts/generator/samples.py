"""Writes `sample(from:)` for each message: content for the tests, by a rule that Python shares.

Tests/MessagesTests/Golden/make_golden.py follows the same rule with Python's protobuf.
"""

from . import descriptors as d
from .names import lower_camel
from .swift import HEADER, Writer

DRAWS = {
    d.DOUBLE: "double", d.FLOAT: "float", d.INT64: "int64", d.UINT64: "uint64", d.INT32: "int32",
    d.UINT32: "uint32", d.BOOL: "bool", d.STRING: "string", d.BYTES: "bytes",
}


def draw(generator, field):
    if field.type == d.MESSAGE:
        return f"{generator.element(field)}.sample(from: &source)"
    if field.type == d.ENUM:
        name = generator.element(field)
        return f"{name}(rawValue: source.number({name}.known.map(\\.rawValue)))"
    return f"source.{DRAWS[field.type]}()"


def sample(w, generator, message, package):
    name = generator.type_of(message.full_name)
    members = generator.members(message)
    w()
    w.open(f"extension {name}: Sampled {{")
    w.open("static func sample(from source: inout some SampleSource) -> Self {")
    w(f"{'var' if members else 'let'} message = {name}()")
    for member in members:
        target = f"message.{member.name}"
        if member.enum:
            w(f"switch source.choice({len(member.fields)}) {{")
            for index, field in enumerate(member.fields):
                label = f"case {index}" if index < len(member.fields) - 1 else "default"
                w(f"{label}: {target} = .{lower_camel(field.name)}({draw(generator, field)})")
            w("}")
            continue
        field = member.field
        entry = generator.map_entry(field)
        if entry:
            w.open("for _ in 0..<source.count() {")
            w(f"let key = {draw(generator, entry.fields[0])}")
            w(f"{target}[key] = {draw(generator, entry.fields[1])}")
            w.close()
        elif field.repeated:
            w(f"for _ in 0..<source.count() {{ {target}.append({draw(generator, field)}) }}")
        else:
            w(f"{target} = {draw(generator, field)}")
    w("return message")
    w.close()
    w.close()
    for nested in message.messages:
        if not nested.is_map_entry:
            sample(w, generator, nested, package)


def samples(generator):
    w = Writer()
    w("import Messages")
    names = []
    for file in generator.files:
        for message in file.messages:
            sample(w, generator, message, file.package)
    for message in generator.messages.values():
        if not message.is_map_entry:
            names.append(generator.type_of(message.full_name))
    w()
    w("/// Every message type, in the order of the files.")
    w.open("let allMessageTypes: [any Sampled.Type] = [")
    for name in names:
        w(f"{name}.self,")
    w.close("]")
    return HEADER.format(source="Protos") + w.text()


def types(generator):
    """Writes the list of message types that the fuzzer chooses from."""
    w = Writer()
    w("import Messages")
    w()
    w("/// Every message type, in the order of the files.")
    w.open("let messageTypes: [any Message.Type] = [")
    for message in generator.messages.values():
        if not message.is_map_entry:
            w(f"{generator.type_of(message.full_name)}.self,")
    w.close("]")
    return HEADER.format(source="Protos") + w.text()
