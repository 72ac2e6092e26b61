"""Writes a Swift struct for each message: decoding from protobuf-c's structs, encoding to bytes."""

import base64

from . import descriptors as d
from .names import c_function, c_type, enum_cases, lower_camel, swift_type, upper_camel

HEADER = """\
// Generated from {source} by Scripts/generate. Do not edit.
// swift-format-ignore-file

"""

SCALARS = {  # type: (Swift type, wire type, test "is not default", size, write)
    d.DOUBLE: ("Double", 1, "{v}.bitPattern != 0", "8", "Packing.fixed64({v}.bitPattern, &buffer)"),
    d.FLOAT: ("Float", 5, "{v}.bitPattern != 0", "4", "Packing.fixed32({v}.bitPattern, &buffer)"),
    d.INT64: ("Int64", 0, "{v} != 0", "Packing.varintSize({v})", "Packing.varint({v}, &buffer)"),
    d.UINT64: ("UInt64", 0, "{v} != 0", "Packing.varintSize({v})", "Packing.varint({v}, &buffer)"),
    d.INT32: ("Int32", 0, "{v} != 0", "Packing.varintSize(Int64({v}))",
              "Packing.varint(Int64({v}), &buffer)"),
    d.UINT32: ("UInt32", 0, "{v} != 0", "Packing.varintSize(UInt64({v}))",
               "Packing.varint(UInt64({v}), &buffer)"),
    d.BOOL: ("Bool", 0, "{v}", "1", "buffer.append({v} ? 1 : 0)"),
    d.STRING: ("String", 2, "!{v}.isEmpty", "Packing.lengthDelimitedSize({v}.utf8.count)",
               "Packing.string({v}, &buffer)"),
    d.BYTES: ("[UInt8]", 2, "!{v}.isEmpty", "Packing.lengthDelimitedSize({v}.count)",
              "Packing.bytes({v}, &buffer)"),
    d.ENUM: (None, 0, "{v}.rawValue != 0", "Packing.varintSize(Int64({v}.rawValue))",
             "Packing.varint(Int64({v}.rawValue), &buffer)"),
    d.MESSAGE: (None, 2, None, "Packing.lengthDelimitedSize({v}.encodedSize)",
                "Packing.message({v}, &buffer)"),
}
FIXED = {d.DOUBLE: 8, d.FLOAT: 4, d.BOOL: 1}
UNPACKED = (d.STRING, d.BYTES, d.MESSAGE)


class Writer:
    """Lines of Swift with their indentation."""

    def __init__(self):
        self.lines, self.depth = [], 0

    def __call__(self, line=""):
        self.lines.append("    " * self.depth + line if line else "")

    def doc(self, comment):
        for line in comment.split("\n") if comment else []:
            self("///" + line.rstrip())

    def open(self, line):
        self(line)
        self.depth += 1

    def close(self, line="}"):
        self.depth -= 1
        self(line)

    def otherwise(self, line):
        self.close("} else {")
        self.depth += 1
        self(line)
        self.close()

    def text(self):
        return "\n".join(self.lines) + "\n"


class Member:
    """A stored property: a field, or a oneof with more than one field."""

    def __init__(self, name, comment, field=None, fields=(), enum=None):
        self.name, self.comment, self.field = name, comment, field
        self.fields, self.enum = list(fields), enum


class Generator:
    def __init__(self, files):
        self.files = files
        self.packages, self.messages = {}, {}
        for file in files:
            for message in file.messages:
                self.index(message, file.package)
            for enum in file.enums:
                self.packages[enum.full_name] = file.package

    def index(self, message, package):
        self.packages[message.full_name] = package
        self.messages[message.full_name] = message
        for enum in message.enums:
            self.packages[enum.full_name] = package
        for nested in message.messages:
            self.index(nested, package)

    def type_of(self, full_name):
        return swift_type(full_name, self.packages[full_name])

    def element(self, field):
        return SCALARS[field.type][0] or self.type_of(field.type_name)

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
            return self.element(field), "." + self.zero_case(field.type_name)
        swift = SCALARS[field.type][0]
        return swift, {"String": '""', "[UInt8]": "[]", "Bool": "false"}.get(swift, "0")

    def zero_case(self, full_name):
        for enum in self.all_enums():
            if enum.full_name == full_name:
                return next(case for case, number, _ in enum_cases(enum) if number == 0)
        raise KeyError(full_name)

    def all_enums(self):
        for file in self.files:
            yield from file.enums
        for message in self.messages.values():
            yield from message.enums

    def members(self, message):
        result, done = [], set()
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
        return result

    # Files

    def file(self, file):
        w = Writer()
        w("import CMessages")
        for enum in file.enums:
            self.enum(w, enum)
        for message in file.messages:
            self.message(w, message, file.package)
        return HEADER.format(source="Protos/" + file.name) + w.text()

    @staticmethod
    def methods(files):
        w = Writer()
        w.open("extension MethodDescriptor {")
        w("/// Every method of every service in Protos, in the order of the files.")
        w.open("package static let all: [MethodDescriptor] = [")
        for method in (m for file in files for m in file.methods):
            w.open("MethodDescriptor(")
            w(f'service: "{method.service}",')
            w(f'method: "{method.name}",')
            w(f'request: "{method.request}",')
            w(f'response: "{method.response}",')
            w(f"clientStreaming: {str(method.client_streaming).lower()},")
            w(f"serverStreaming: {str(method.server_streaming).lower()}")
            w.close("),")
        w.close("]")
        w.close()
        return HEADER.format(source="Protos") + w.text()

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
        return HEADER.format(source="Protos") + w.text()

    def unpackers(self):
        """Returns a C function for each message: one that unpacks it by its descriptor."""
        lines = []
        for message in self.messages.values():
            if message.is_map_entry:
                continue
            c, function = c_type(message.full_name), c_function(message.full_name)
            lines += [
                "",
                f"static inline {c} *{function}__unpack(",
                "    ProtobufCAllocator *allocator, size_t len, const uint8_t *data) {",
                f"    return ({c} *)protobuf_c_message_unpack(",
                f"        &{function}__descriptor, allocator, len, data);",
                "}",
            ]
        return "\n".join(lines) + "\n"

    # Types

    def enum(self, w, enum):
        cases = enum_cases(enum)
        enum_name = self.type_of(enum.full_name).rsplit(".", 1)[-1]
        w()
        w.doc(enum.comment)
        w.open(f"package enum {enum_name}: Sendable, Hashable {{")
        for case, number, comment in cases:
            w.doc(comment)
            w(f"case {case}")
        w("/// A number that this version does not know.")
        w("case unrecognized(Int32)")
        w()
        w("/// Every value that this version knows, in the order of the proto.")
        names = ", ".join("." + case for case, _, _ in cases)
        w(f"package static let known: [{enum_name}] = [{names}]")
        w()
        w("/// Creates the value of a number.")
        w.open("package init(rawValue: Int32) {")
        w("switch rawValue {")
        for case, number, _ in cases:
            w(f"case {number}: self = .{case}")
        w("default: self = .unrecognized(rawValue)")
        w("}")
        w.close()
        w()
        w("/// The value's number.")
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
        name = swift_type(message.full_name, package).rsplit(".", 1)[-1]
        w()
        w.doc(message.comment)
        w.open(f"package struct {name}: Message {{")
        w("/// The full protobuf name.")
        w(f'package static let fullName = "{message.full_name}"')
        for member in members:
            w()
            w.doc(member.comment)
            swift, default = self.property_type(member)
            w(f"package var {member.name}: {swift}")
        w()
        w("/// Creates a message whose fields all have their default values.")
        if members:
            first = members[0]
            w(f"package init() {{ self.init({first.name}: {self.property_type(first)[1]}) }}")
            self.memberwise(w, members)
        else:
            w("package init() {}")
        self.decoding(w, message, members, name)
        self.encoding(w, members)
        for member in members:
            if member.enum:
                self.oneof(w, member)
        for enum in message.enums:
            self.enum(w, enum)
        for nested in message.messages:
            self.message(w, nested, package)
        w.close()

    def memberwise(self, w, members):
        w()
        w("/// Creates a message of the given fields; the others have their default values.")
        w.open("package init(")
        for index, member in enumerate(members):
            swift, default = self.property_type(member)
            w(f"{member.name}: {swift} = {default}" + ("," if index < len(members) - 1 else ""))
        w.close(") {")
        w.depth += 1
        for member in members:
            w(f"self.{member.name} = {member.name}")
        w.close()

    def oneof(self, w, member):
        w()
        w("/// Which one of the fields is set.")
        w.open(f"package enum {member.enum}: Sendable, Hashable {{")
        for field in member.fields:
            w.doc(field.comment)
            w(f"case {lower_camel(field.name)}({self.element(field)})")
        w.close()

    # Decoding

    def decoding(self, w, message, members, name):
        c = c_type(message.full_name)
        w()
        w("/// Reads a message from its wire format.")
        w("///")
        w("/// - Throws: ``MessageError`` as ``Message`` says.")
        w.open("package init(decoding bytes: RawSpan) throws(MessageError) {")
        w.open("self = try unsafe Unpacking.decode(")
        w("bytes,")
        w("as: Self.fullName,")
        w(f"unpack: {c_function(message.full_name)}__unpack,")
        w(f"convert: {{ message throws(MessageError) in try unsafe {name}(unpacked: message) }}")
        w.close(")")
        w.close()
        w()
        if not members:
            w(f"init(unpacked _: UnsafePointer<{c}>) throws(MessageError) {{}}")
            return
        w.open(f"init(unpacked c: UnsafePointer<{c}>) throws(MessageError) {{")
        for member in members:
            if member.enum:
                self.read_oneof(w, message, member)
            else:
                self.read_field(w, message, member)
        # All at once: an initializer that may fail halfway copies and destroys the whole message.
        w.open("self.init(")
        for index, member in enumerate(members):
            w(f"{member.name}: {member.name}" + ("," if index < len(members) - 1 else ""))
        w.close(")")
        w.close()

    def value(self, field, source, message, safe=False):
        """Returns the Swift expression of one C value; `source` is a C expression in Swift."""
        unsafe = "" if safe else "unsafe "
        if field.type == d.STRING:
            return f'try unsafe Unpacking.string({source}, "{message.full_name}", "{field.name}")'
        if field.type == d.BYTES:
            return f"unsafe Unpacking.bytes({source})"
        if field.type == d.ENUM:
            return f"{self.element(field)}(rawValue: Int32(truncatingIfNeeded: {unsafe}{source}.rawValue))"
        if field.type == d.BOOL:
            return f"{unsafe}{source} != 0"
        return f"{unsafe}{source}"

    def read_field(self, w, message, member):
        field, target = member.field, member.name
        swift, default = self.property_type(member)
        source = f"c.pointee.{field.name}"
        entry = self.map_entry(field)
        if entry:
            w(f"var {target}: {swift} = {default}")
            w.open(f"for index in 0..<(unsafe c.pointee.n_{field.name}) {{")
            w(f"guard let entry = unsafe {source}[index] else {{ continue }}")
            key = self.value(entry.fields[0], "entry.pointee.key", message)
            if entry.fields[1].type == d.MESSAGE:
                # An entry without a value has the value of an empty message.
                element = self.element(entry.fields[1])
                w(f"let value = try unsafe entry.pointee.value.map {{ found throws(MessageError) in")
                w(f"    try unsafe {element}(unpacked: found)")
                w("}")
                value = f"value ?? {element}()"
            else:
                value = self.value(entry.fields[1], "entry.pointee.value", message)
            w(f"{target}[{key}] = {value}")
            w.close()
        elif field.repeated and field.type in (d.STRING, d.BYTES, d.MESSAGE, d.ENUM, d.BOOL):
            w(f"var {target}: {swift} = {default}")
            w.open(f"if unsafe c.pointee.n_{field.name} > 0 {{")
            w(f"{target}.reserveCapacity(unsafe c.pointee.n_{field.name})")
            w.open(f"for index in 0..<(unsafe c.pointee.n_{field.name}) {{")
            item = f"{source}[index]"
            if field.type == d.MESSAGE:
                w(f"guard let item = unsafe {item} else {{ continue }}")
                w(f"{target}.append(try unsafe {self.element(field)}(unpacked: item))")
            else:
                w(f"{target}.append({self.value(field, item, message)})")
            w.close()
            w.close()
        elif field.repeated:
            w(f"let {target} = unsafe Unpacking.array({source}, c.pointee.n_{field.name})")
        elif field.oneof >= 0:
            oneof = message.oneofs[field.oneof][0]
            w(f"let {target}: {swift}")
            w.open(f"if unsafe c.pointee.{oneof}_case.rawValue == {field.number} {{")
            self.assign(w, message, field, target, "{v}")
            w.otherwise(f"{target} = nil")
        elif field.type == d.MESSAGE:
            w(f"let {target}: {swift}")
            self.assign(w, message, field, target, "{v}")
        else:
            w(f"let {target} = {self.value(field, source, message)}")

    def assign(self, w, message, field, target, form):
        source = f"c.pointee.{field.name}"
        if field.type == d.MESSAGE:
            w.open(f"if let found = unsafe {source} {{")
            part = f"try unsafe {self.element(field)}(unpacked: found)"
            w(f"{target} = {form.format(v=part)}")
            w.otherwise(f"{target} = nil")
        else:
            w(f"{target} = {form.format(v=self.value(field, source, message))}")

    def read_oneof(self, w, message, member):
        oneof = message.oneofs[member.fields[0].oneof][0]
        w(f"let {member.name}: {self.property_type(member)[0]}")
        w(f"switch unsafe c.pointee.{oneof}_case.rawValue {{")
        for field in member.fields:
            w.open(f"case {field.number}:")
            self.assign(w, message, field, member.name, f".{lower_camel(field.name)}({{v}})")
            w.depth -= 1
        w(f"default: {member.name} = nil")
        w("}")

    # Encoding

    def encoding(self, w, members):
        w()
        w("/// The number of bytes of the wire format.")
        w.open("package var encodedSize: Int {")
        # A field may have the name too.
        self.sum = "sum" if any(member.name == "size" for member in members) else "size"
        if members:
            w(f"var {self.sum} = 0")
            for member in members:
                self.each(w, member, self.size_of)
            w(f"return {self.sum}")
        else:
            w("0")
        w.close()
        w()
        w("/// Appends the wire format to `buffer`, which has room for it.")
        w.open("package func write(into buffer: inout [UInt8]) {")
        if members:
            for member in members:
                self.each(w, member, self.write)
        w.close()

    def each(self, w, member, action):
        """Writes `action` on a member's value where the value is on the wire."""
        if member.enum:
            w(f"switch {member.name} {{")
            for field in member.fields:
                w.open(f"case .{lower_camel(field.name)}(let value):")
                action(w, field, "value")
                w.depth -= 1
            w("case nil: break")
            w("}")
            return
        field = member.field
        if field.repeated:
            action(w, field, member.name)
        elif field.oneof >= 0 or field.type == d.MESSAGE:
            w.open(f"if let value = {member.name} {{")
            action(w, field, "value")
            w.close()
        else:
            w.open(f"if {SCALARS[field.type][2].format(v=member.name)} {{")
            action(w, field, member.name)
            w.close()

    def tag(self, field):
        packed = field.repeated and field.type not in UNPACKED
        key = field.number << 3 | (2 if packed else SCALARS[field.type][1])
        data = []
        while key >= 0x80:
            data.append(key & 0x7F | 0x80)
            key >>= 7
        return data + [key]

    def write_tag(self, w, field):
        for byte in self.tag(field):
            w(f"buffer.append({byte:#04x})")

    def map_parts(self, entry):
        """Returns the size of an entry's content and the lines that write it."""
        sizes, writes = [], []
        for field, value in zip(entry.fields, ("key", "value")):
            _, _, _, size, write = SCALARS[field.type]
            sizes.append(f"{len(self.tag(field))} + {size.format(v=value)}")
            writes += [f"buffer.append({byte:#04x})" for byte in self.tag(field)]
            writes.append(write.format(v=value))
        return " + ".join(sizes), writes

    def size_of(self, w, field, value):
        tag, (_, _, _, size, _) = len(self.tag(field)), SCALARS[field.type]
        entry = self.map_entry(field)
        if entry:
            names = [n if "{v}" in SCALARS[f.type][3] else "_"
                     for f, n in zip(entry.fields, ("key", "value"))]
            w.open(f"for ({names[0]}, {names[1]}) in {value} {{")
            w(f"{self.sum} += {tag} + Packing.lengthDelimitedSize({self.map_parts(entry)[0]})")
            w.close()
        elif field.repeated and field.type == d.MESSAGE:
            # Through a span: an item that is bound to a name is copied, with all that it holds.
            item = size.format(v=f"{value}.span[place]")
            w(f"for place in {value}.indices {{ {self.sum} += {tag} + {item} }}")
        elif field.repeated and field.type in UNPACKED:
            w(f"for item in {value} {{ {self.sum} += {tag} + {size.format(v='item')} }}")
        elif field.repeated:
            w.open(f"if !{value}.isEmpty {{")
            w(f"{self.sum} += {tag} + Packing.lengthDelimitedSize({self.packed_size(field, value)})")
            w.close()
        elif "{v}" in size or value != "value":
            w(f"{self.sum} += {tag} + {size.format(v=value)}")
        else:
            w(f"_ = value")
            w(f"{self.sum} += {tag} + {size}")

    def packed_size(self, field, value):
        if field.type in FIXED:
            return f"{FIXED[field.type]} * {value}.count"
        size = SCALARS[field.type][3].format(v="$1")
        return f"{value}.reduce(0) {{ $0 + {size} }}"

    def write(self, w, field, value):
        _, _, _, _, write = SCALARS[field.type]
        entry = self.map_entry(field)
        if entry:
            size, writes = self.map_parts(entry)
            w.open(f"for (key, value) in {value}.sorted(by: {{ $0.key < $1.key }}) {{")
            self.write_tag(w, field)
            w(f"Packing.varint(UInt64({size}), &buffer)")
            for line in writes:
                w(line)
            w.close()
        elif field.repeated and field.type in UNPACKED:
            is_message = field.type == d.MESSAGE
            w.open(f"for place in {value}.indices {{" if is_message else f"for item in {value} {{")
            self.write_tag(w, field)
            w(write.format(v=f"{value}.span[place]" if is_message else "item"))
            w.close()
        elif field.repeated:
            w.open(f"if !{value}.isEmpty {{")
            self.write_tag(w, field)
            w(f"Packing.varint(UInt64({self.packed_size(field, value)}), &buffer)")
            if field.type in (d.DOUBLE, d.FLOAT):
                w(f"Packing.elements({value}, &buffer)")
            else:
                w(f"for item in {value} {{ {write.format(v='item')} }}")
            w.close()
        else:
            self.write_tag(w, field)
            w(write.format(v=value))
