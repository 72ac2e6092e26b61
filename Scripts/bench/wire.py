"""The Open Inference Protocol by hand: the same bytes to every server, without its own client."""

import struct

import grpc


def varint(value):
    result = b""
    while value > 0x7F:
        result += bytes([value & 0x7F | 0x80])
        value >>= 7
    return result + bytes([value])


def field(number, content):
    """A length-delimited field."""
    content = content.encode() if isinstance(content, str) else content
    return varint(number << 3 | 2) + varint(len(content)) + content


def fields(message):
    """The fields of a message as (number, value), nested ones as bytes."""
    position = 0

    def number():
        nonlocal position
        result, shift = 0, 0
        while True:
            byte = message[position]
            position += 1
            result |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return result

    while position < len(message):
        tag = number()
        kind = tag & 7
        if kind == 0:
            yield tag >> 3, number()
        else:
            count = number() if kind == 2 else {1: 8, 5: 4}[kind]
            yield tag >> 3, message[position:position + count]
            position += count


def infer_request(model, array, inputs="input", outputs="logits", version=""):
    """A ModelInferRequest with the raw bytes of a float32 array."""
    tensor = field(1, inputs) + field(2, "FP32")
    tensor += field(3, b"".join(varint(size) for size in array.shape))
    message = field(1, model) + (field(2, version) if version else b"")
    return message + field(5, tensor) + field(6, field(1, outputs)) + field(7, array.tobytes())


def raw_floats(reply, number=6):
    """The floats of the first raw output of a ModelInferResponse."""
    raw = next(value for key, value in fields(reply) if key == number)
    return struct.unpack(f"<{len(raw) // 4}f", raw)


class Caller:
    """Calls of the model repository extension."""

    def __init__(self, address):
        self.channel = grpc.insecure_channel(address)

    def call(self, method, message):
        return self.channel.unary_unary(f"/inference.GRPCInferenceService/{method}")(message)

    def repository_load(self, model, parameters):
        self.call("RepositoryModelLoad", self.repository(model, parameters))

    def repository_unload(self, model, parameters):
        self.call("RepositoryModelUnload", self.repository(model, parameters))

    @staticmethod
    def repository(model, parameters):
        message = field(2, model)
        for key, value in parameters.items():
            message += field(3, field(1, key) + field(2, field(3, value)))
        return message
