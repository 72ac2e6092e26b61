"""Writes the Swift struct of each message, with its fields line by line, and the enums."""

import base64

from . import descriptors as d
from .hot import HotMessage
from .names import c_name, enum_cases, lower_camel, swift_type, upper_camel
from .writer import Writer

SWIFT_TYPES = {
    d.DOUBLE: "Double", d.FLOAT: "Float", d.INT64: "Int64", d.UINT64: "UInt64", d.INT32: "Int32",
    d.UINT32: "UInt32", d.BOOL: "Bool", d.STRING: "String", d.BYTES: "[UInt8]",
}


class Member:
    """A stored property: a field, or a oneof with more than one field."""

    def __init__(self, name, comment, field=None, fields=(), enum=None):
        self.name, self.comment, self.field = name, comment, field
        self.fields, self.enum = list(fields), enum


class Generator:
    def __init__(self, files, hot):
        """`hot` are the full names of messages that are unrolled, with all that they hold."""
        self.files = files
        self.packages, self.messages, self.enums = {}, {}, {}
        for file in files:
            self.index(file.messages, file.enums, file.package)
        self.hot = set()
        for name in hot:
            self.unroll(self.messages[name])

    def index(self, messages, enums, package):
        for enum in enums:
            self.packages[enum.full_name], self.enums[enum.full_name] = package, enum
        for message in messages:
            self.packages[message.full_name], self.messages[message.full_name] = package, message
            self.index(message.messages, message.enums, package)

    def unroll(self, message):
        if message.full_name not in self.hot:
            self.hot.add(message.full_name)
            for field in message.fields:
                if field.type == d.MESSAGE:
                    self.unroll(self.messages[field.type_name])

    def types(self):
        """Returns the messages that are types of Swift, in the order of the files."""
        return [message for message in self.messages.values() if not message.is_map_entry]

    def type_of(self, full_name):
        return swift_type(full_name, self.packages[full_name])

    def element(self, field):
        return SWIFT_TYPES.get(field.type) or self.type_of(field.type_name)

    def map_entry(self, field):
        entry = self.messages.get(field.type_name)
        return entry if entry is not None and entry.is_map_entry else None

    def property_type(self, member):
        """Returns (type, default)."""
        if member.enum:
            return member.enum + "?", "nil"
        field = member.field
        entry = self.map_entry(field)
        if entry:
            return f"[{self.element(entry.fields[0])}: {self.element(entry.fields[1])}]", "[:]"
        if field.repeated:
            return f"[{self.element(field)}]", "[]"
        if field.oneof >= 0 or field.type == d.MESSAGE:
            return self.element(field) + "?", "nil"
        if field.type == d.ENUM:
            cases = enum_cases(self.enums[field.type_name])
            return self.element(field), "." + next(case for case, number, _ in cases if number == 0)
        swift = SWIFT_TYPES[field.type]
        return swift, {"String": '""', "[UInt8]": "[]", "Bool": "false"}.get(swift, "0")

    def members(self, message):
        """Returns the stored properties in the order of their numbers, in which they are written."""
        result, done, last = [], set(), None
        for field in sorted(message.fields, key=lambda f: f.number):
            if field.oneof < 0:
                result.append(Member(lower_camel(field.name), field.comment, field))
            elif field.oneof not in done:
                done.add(field.oneof)
                name, comment = message.oneofs[field.oneof]
                fields = [f for f in message.fields if f.oneof == field.oneof]
                if len(fields) == 1:
                    both = "\n\n".join(c for c in (comment, field.comment) if c)
                    result.append(Member(lower_camel(field.name), both, field))
                else:
                    result.append(
                        Member(lower_camel(name), comment, None, fields, upper_camel(name)))
            elif last != field.oneof:
                raise ValueError(f"{message.full_name}: another field lies between those of a oneof")
            last = field.oneof
        return result

    # Files

    def file(self, file):
        w = Writer()
        w("import CMessages")
        w()
        w.open("extension Wire {")
        for enum in file.enums:
            self.enum(w, enum)
        for message in file.messages:
            self.message(w, message, file.package)
        w.close()
        return w.text("Protos/" + file.name)

    @staticmethod
    def methods(files):
        w = Writer()
        w.open("extension MethodDescriptor {")
        w("/// Every method of every service in Protos, in the order of the files.")
        w.open("package static let all: [MethodDescriptor] = [")
        for method in (m for file in files for m in file.methods):
            client, server = (str(streams).lower()
                              for streams in (method.client_streaming, method.server_streaming))
            w.open("MethodDescriptor(")
            w(f'service: "{method.service}", method: "{method.name}",')
            w(f'request: "{method.request}", response: "{method.response}",')
            w(f"clientStreaming: {client}, serverStreaming: {server}")
            w.close("),")
        w.close("]")
        w.close()
        return w.text("Protos")

    def calls(self, files):
        """Writes every method by name, with its message types: what clients call and servers route."""
        w = Writer()
        w("package import GRPC")
        w("package import Messages")
        for method in (m for file in files for m in file.methods):
            request, response = (f"Wire.{self.type_of(name)}" for name in (method.request, method.response))
            name = method.name[0].lower() + method.name[1:]
            w()
            w.open(f"extension RPC where Request == {request}, Response == {response} {{")
            # With its type spelled out: of Self the compiler says that nothing needs the import.
            w.open(f"package static var {name}: RPC<{request}, {response}> {{")
            w(f'Self("{method.service}", "{method.name}")')
            w.close()
            w.close()
        return w.text("Protos")

    @staticmethod
    def descriptor_files(files, serialized):
        w = Writer()
        w.open("extension DescriptorFile {")
        w("/// Every file of Protos, in the order of the descriptor set.")
        w.open("package static let all: [DescriptorFile] = [")
        for file, data in zip(files, serialized, strict=True):
            w.open("DescriptorFile(")
            w(f'name: "{file.name}",')
            for label, names in (("imports", file.imports), ("services", file.services),
                                 ("symbols", file.symbols())):
                w(f"{label}: [" + ", ".join(f'"{name}"' for name in names) + "],")
            w(f'base64: "{base64.b64encode(data).decode("ascii")}"')
            w.close("),")
        w.close("]")
        w.close()
        return w.text("Protos")

    # Types

    def enum(self, w, enum):
        cases = enum_cases(enum)
        enum_name = self.type_of(enum.full_name).rsplit(".", 1)[-1]
        w()
        w.doc(enum.comment)
        w.open(f"package enum {enum_name}: OpenEnum {{")
        for case, number, comment in cases:
            w.doc(comment)
            w(f"case {case}")
        w("case unrecognized(Int32)")
        w()
        names = ", ".join("." + case for case, _, _ in cases)
        w(f"package static let known: [{enum_name}] = [{names}]")
        w()
        w.open("package var rawValue: Int32 {")
        w("switch self {")
        for case, number, _ in cases:
            w(f"case .{case}: {number}")
        w("case .unrecognized(let number): number")
        w("}")
        w.close()
        w.close()

    def message(self, w, message, package):
        if message.is_map_entry:
            return
        members = self.members(message)
        is_hot = message.full_name in self.hot
        name = swift_type(message.full_name, package).rsplit(".", 1)[-1]
        w()
        w.doc(message.comment)
        w.open(f"package struct {name}: {'GeneratedMessage' if is_hot else 'TableMessage'} {{")
        w(f'package static let fullName = "{message.full_name}"')
        w(f"package static var table: MessageTable {{ unsafe MessageTable({c_name(message.full_name)}_table()) }}")
        for member in members:
            w()
            w.doc(member.comment)
            w(f"package var {member.name}: {self.property_type(member)[0]}")
        w()
        if members:
            first = members[0]
            w(f"package init() {{ self.init({first.name}: {self.property_type(first)[1]}) }}")
            self.memberwise(w, members)
        else:
            w("package init() {}")
        if is_hot:
            HotMessage(self, message, members).write_to(w)
        else:
            self.read_fields(w, members, "package ")
            self.write_fields(w, members)
        for member in members:
            if member.enum:
                self.oneof(w, member, is_hot)
        for enum in message.enums:
            self.enum(w, enum)
        for nested in message.messages:
            self.message(w, nested, package)
        w.close()

    def memberwise(self, w, members):
        w()
        w.open("package init(")
        for index, member in enumerate(members):
            swift, default = self.property_type(member)
            w(f"{member.name}: {swift} = {default}" + ("," if index < len(members) - 1 else ""))
        w.close(") {")
        w.depth += 1
        for member in members:
            w(f"self.{member.name} = {member.name}")
        w.close()

    def oneof(self, w, member, is_hot):
        w()
        w("/// Which one of the fields is set.")
        w.open(f"package enum {member.enum}: Sendable, Hashable {{")
        for field in member.fields:
            w.doc(field.comment)
            w(f"case {lower_camel(field.name)}({self.element(field)})")
        if not is_hot:
            self.read_oneof(w, member, "")
            w()
            w.open("func write(to sink: inout FieldSink) {")
            w("switch self {")
            for field in member.fields:
                w(f"case .{lower_camel(field.name)}(let value): sink.set({field.number}, value)")
            w("}")
            w.close()
        w.close()

    # Fields, line by line

    def form(self, field):
        """Returns the function of sources and sinks that has the field."""
        if self.map_entry(field):
            return "map"
        if field.repeated:
            return "list"
        return "optional" if field.oneof >= 0 or field.type == d.MESSAGE else "value"

    def read_fields(self, w, members, access):
        w()
        if not members:
            w(f"{access}init(from _: inout any FieldSource) throws(MessageError) {{}}")
            return
        w.open(f"{access}init(from source: inout any FieldSource) throws(MessageError) {{")
        # All at once: an initializer that may fail halfway copies and destroys the whole message.
        w.open("self.init(")
        for index, member in enumerate(members):
            value = (f"{member.enum}(from: &source)" if member.enum
                     else f"source.{self.form(member.field)}({member.field.number})")
            w(f"{member.name}: try {value}" + ("," if index < len(members) - 1 else ""))
        w.close(")")
        w.close()

    def read_oneof(self, w, member, access):
        w()
        w.open(f"{access}init?(from source: inout any FieldSource) throws(MessageError) {{")
        numbers = ", ".join(str(field.number) for field in member.fields)
        w(f"switch source.choice(among: [{numbers}]) {{")
        for field in member.fields:
            w(f"case {field.number}: self = .{lower_camel(field.name)}(try source.value({field.number}))")
        w("default: return nil")
        w("}")
        w.close()

    def write_fields(self, w, members):
        w()
        if not members:
            w("package func write(to _: inout FieldSink) {}")
            return
        w.open("package func write(to sink: inout FieldSink) {")
        for member in members:
            w(f"{member.name}?.write(to: &sink)" if member.enum
              else f"sink.{self.form(member.field)}({member.field.number}, {member.name})")
        w.close()
