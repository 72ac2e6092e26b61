"""Writes for the tests what generated messages do not do themselves, and the list of all types."""

from .writer import Writer


def samples(generator):
    """Fields line by line of the hot messages too, so that the tests can fill them as they fill the others."""
    w = Writer()
    w("import Messages")
    for message in generator.types():
        if message.full_name in generator.hot:
            name, members = generator.type_of(message.full_name), generator.members(message)
            w()
            w.open(f"extension Wire.{name}: Sampled {{")
            generator.read_fields(w, members, "")
            w.close()
            for member in members:
                if member.enum:
                    w()
                    w.open(f"extension Wire.{name}.{member.enum} {{")
                    generator.read_oneof(w, member, "")
                    w.close()
    return w.text("Protos")


def types(generator):
    w = Writer()
    w("package import Messages")
    w()
    w("/// Every type of message, in the order of the files.")
    w.open("package let messageTypes: [any GeneratedMessage.Type] = [")
    for message in generator.types():
        w(f"Wire.{generator.type_of(message.full_name)}.self,")
    w.close("]")
    return w.text("Protos")
