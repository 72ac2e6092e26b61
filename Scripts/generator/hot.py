"""Unrolls a hot message: Swift that reads its C struct, sums its size and writes it, field by field."""

from . import descriptors as d
from .names import c_name, lower_camel

SCALARS = {  # type: (wire type, test "is not default", size, write)
    d.DOUBLE: (1, "{v}.bitPattern != 0", "8", "Packing.fixed64({v}.bitPattern, &buffer)"),
    d.FLOAT: (5, "{v}.bitPattern != 0", "4", "Packing.fixed32({v}.bitPattern, &buffer)"),
    d.INT64: (0, "{v} != 0", "Packing.varintSize({v})", "Packing.varint({v}, &buffer)"),
    d.UINT64: (0, "{v} != 0", "Packing.varintSize({v})", "Packing.varint({v}, &buffer)"),
    d.INT32: (0, "{v} != 0", "Packing.varintSize(Int64({v}))", "Packing.varint(Int64({v}), &buffer)"),
    d.UINT32: (0, "{v} != 0", "Packing.varintSize(UInt64({v}))",
               "Packing.varint(UInt64({v}), &buffer)"),
    d.BOOL: (0, "{v}", "1", "buffer.append({v} ? 1 : 0)"),
    d.STRING: (2, "!{v}.isEmpty", "Packing.lengthDelimitedSize({v}.utf8.count)",
               "Packing.string({v}, &buffer)"),
    d.BYTES: (2, "!{v}.isEmpty", "Packing.lengthDelimitedSize({v}.count)",
              "Packing.bytes({v}, &buffer)"),
    d.ENUM: (0, "{v}.rawValue != 0", "Packing.varintSize(Int64({v}.rawValue))",
             "Packing.varint(Int64({v}.rawValue), &buffer)"),
    d.MESSAGE: (2, None, "Packing.lengthDelimitedSize({v}.encodedSize)",
                "Packing.message({v}, &buffer)"),
}
FIXED = {d.DOUBLE: 8, d.FLOAT: 4, d.BOOL: 1}
UNPACKED = (d.STRING, d.BYTES, d.MESSAGE)


class HotMessage:
    def __init__(self, generator, message, members):
        self.generator, self.message, self.members = generator, message, members

    def write_to(self, w):
        self.reading(w)
        self.writing(w)

    # Reading

    def reading(self, w):
        w()
        if not self.members:
            w("package init(unpacked _: UnpackedMessage) throws(MessageError) {}")
            return
        w.open("package init(unpacked message: UnpackedMessage) throws(MessageError) {")
        w(f"let c = unsafe message.memory.assumingMemoryBound(to: {c_name(self.message.full_name)}.self)")
        for member in self.members:
            if member.enum:
                self.read_oneof(w, member)
            else:
                self.read_field(w, member)
        # All at once: an initializer that may fail halfway copies and destroys the whole message.
        w.open("self.init(")
        for index, member in enumerate(self.members):
            w(f"{member.name}: {member.name}" + ("," if index < len(self.members) - 1 else ""))
        w.close(")")
        w.close()

    def value(self, field, source):
        """Returns the Swift expression of one C value; `source` is a C expression in Swift."""
        if field.type == d.STRING:
            return f'try unsafe Unpacking.string({source}, "{self.message.full_name}", "{field.name}")'
        if field.type == d.BYTES:
            return f"unsafe Unpacking.bytes({source})"
        if field.type == d.ENUM:
            return f"{self.generator.element(field)}(rawValue: unsafe {source})"
        if field.type == d.BOOL:
            return f"unsafe {source} != 0"
        return f"unsafe {source}"

    def part(self, field, pointer):
        return f"try {self.generator.element(field)}(unpacked: unsafe UnpackedMessage({pointer}))"

    def read_field(self, w, member):
        field, target = member.field, member.name
        swift, default = self.generator.property_type(member)
        source = f"c.pointee.{field.name}"
        entry = self.generator.map_entry(field)
        if entry:
            w(f"var {target}: {swift} = {default}")
            w.open(f"for index in 0..<(unsafe c.pointee.n_{field.name}) {{")
            w(f"guard let entry = unsafe {source}[index] else {{ continue }}")
            key = self.value(entry.fields[0], "entry.pointee.key")
            if entry.fields[1].type == d.MESSAGE:
                # An entry without a value has the value of an empty message.
                w("let value = try unsafe entry.pointee.value.map { found throws(MessageError) in")
                w(f"    {self.part(entry.fields[1], 'found')}")
                w("}")
                value = f"value ?? {self.generator.element(entry.fields[1])}()"
            else:
                value = self.value(entry.fields[1], "entry.pointee.value")
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
                w(f"{target}.append({self.part(field, 'item')})")
            else:
                w(f"{target}.append({self.value(field, item)})")
            w.close()
            w.close()
        elif field.repeated:
            w(f"let {target} = unsafe Unpacking.array({source}, c.pointee.n_{field.name})")
        elif field.oneof >= 0:
            w(f"let {target}: {swift}")
            w.open(f"if unsafe c.pointee.{self.message.oneofs[field.oneof][0]}_case == {field.number} {{")
            self.assign(w, field, target, "{v}")
            w.otherwise(f"{target} = nil")
        elif field.type == d.MESSAGE:
            w(f"let {target}: {swift}")
            self.assign(w, field, target, "{v}")
        else:
            w(f"let {target} = {self.value(field, source)}")

    def assign(self, w, field, target, form):
        source = f"c.pointee.{field.name}"
        if field.type == d.MESSAGE:
            w.open(f"if let found = unsafe {source} {{")
            w(f"{target} = {form.format(v=self.part(field, 'found'))}")
            w.otherwise(f"{target} = nil")
        else:
            w(f"{target} = {form.format(v=self.value(field, source))}")

    def read_oneof(self, w, member):
        w(f"let {member.name}: {self.generator.property_type(member)[0]}")
        w(f"switch unsafe c.pointee.{self.message.oneofs[member.fields[0].oneof][0]}_case {{")
        for field in member.fields:
            w.open(f"case {field.number}:")
            self.assign(w, field, member.name, f".{lower_camel(field.name)}({{v}})")
            w.depth -= 1
        w(f"default: {member.name} = nil")
        w("}")

    # Writing

    def writing(self, w):
        w()
        w.open("package var encodedSize: Int {")
        if any(member.name == "size" for member in self.members):
            raise ValueError(f"{self.message.full_name}: a field has the name of the sum of sizes")
        if self.members:
            w("var size = 0")
            for member in self.members:
                self.each(w, member, self.size_of)
            w("return size")
        else:
            w("0")
        w.close()
        w()
        w.open("package func write(into buffer: inout [UInt8]) {")
        for member in self.members:
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
            w.open(f"if {SCALARS[field.type][1].format(v=member.name)} {{")
            action(w, field, member.name)
            w.close()

    def tag(self, field):
        packed = field.repeated and field.type not in UNPACKED
        key = field.number << 3 | (2 if packed else SCALARS[field.type][0])
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
            _, _, size, write = SCALARS[field.type]
            sizes.append(f"{len(self.tag(field))} + {size.format(v=value)}")
            writes += [f"buffer.append({byte:#04x})" for byte in self.tag(field)]
            writes.append(write.format(v=value))
        return " + ".join(sizes), writes

    def size_of(self, w, field, value):
        tag, size = len(self.tag(field)), SCALARS[field.type][2]
        entry = self.generator.map_entry(field)
        if entry:
            names = [n if "{v}" in SCALARS[f.type][2] else "_"
                     for f, n in zip(entry.fields, ("key", "value"))]
            w.open(f"for ({names[0]}, {names[1]}) in {value} {{")
            w(f"size += {tag} + Packing.lengthDelimitedSize({self.map_parts(entry)[0]})")
            w.close()
        elif field.repeated and field.type == d.MESSAGE:
            # Through a span: an item that is bound to a name is copied, with all that it holds.
            item = size.format(v=f"{value}.span[place]")
            w(f"for place in {value}.indices {{ size += {tag} + {item} }}")
        elif field.repeated and field.type in UNPACKED:
            w(f"for item in {value} {{ size += {tag} + {size.format(v='item')} }}")
        elif field.repeated:
            w.open(f"if !{value}.isEmpty {{")
            w(f"size += {tag} + Packing.lengthDelimitedSize({self.packed_size(field, value)})")
            w.close()
        elif "{v}" in size or value != "value":
            w(f"size += {tag} + {size.format(v=value)}")
        else:
            w("_ = value")
            w(f"size += {tag} + {size}")

    def packed_size(self, field, value):
        if field.type in FIXED:
            return f"{FIXED[field.type]} * {value}.count"
        size = SCALARS[field.type][2].format(v="$1")
        return f"{value}.reduce(0) {{ $0 + {size} }}"

    def write(self, w, field, value):
        write = SCALARS[field.type][3]
        entry = self.generator.map_entry(field)
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
