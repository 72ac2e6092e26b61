"""How names of the protos become names in Swift and in C."""

import re

KEYWORDS = set(
    "associatedtype class deinit enum extension func import init inout internal let operator private "
    "protocol public static struct subscript typealias var break case continue default defer do else "
    "fallthrough for guard if in repeat return switch where while as catch false is nil rethrows "
    "super self throw throws true try".split())
ACRONYMS = {"id": "ID", "ids": "IDs", "sha256": "SHA256", "json": "JSON", "url": "URL"}
# Any is a word of Swift's, and another package has a DataType.
RENAMED = {"google.protobuf.Any": "AnyMessage", "inference.DataType": "TensorDataType"}


def lower_camel(name):
    head, *tail = name.lower().split("_")
    camel = head + "".join(ACRONYMS.get(part, part[:1].upper() + part[1:]) for part in tail)
    return f"`{camel}`" if camel in KEYWORDS else camel


def upper_camel(name):
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def swift_type(full_name, package):
    if full_name in RENAMED:
        return RENAMED[full_name]
    return full_name[len(package) + 1:]


def enum_cases(enum):
    """Returns [(case, number, comment)], with the prefix that all values share taken off."""
    prefix = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", enum.name).upper() + "_"
    strip = all(name.startswith(prefix) for name, _, _ in enum.values)
    return [(lower_camel(name[len(prefix):] if strip else name), number, comment)
            for name, number, comment in enum.values]


def c_name(full_name):
    return full_name.replace(".", "_")
