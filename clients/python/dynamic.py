"""Messages and stubs made of Protos/tutelage.protoset, for packages that have no generated code.

The modules of grpc.testing and grpc.health would lie in grpcio's own package `grpc`.
"""

import pathlib

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

PROTOSET = pathlib.Path(__file__).resolve().parent.parent.parent / "Protos" / "tutelage.protoset"


def files():
    """Return the descriptors of all files."""
    return descriptor_pb2.FileDescriptorSet.FromString(PROTOSET.read_bytes()).file


def _load():
    pool = descriptor_pool.DescriptorPool()
    for file in files():
        pool.AddSerializedFile(file.SerializeToString())
    return pool


POOL = _load()


def message(name):
    """Return the class of a message by its full name."""
    return message_factory.GetMessageClass(POOL.FindMessageTypeByName(name))


class Stub:
    """The methods of a service by its full name, as generated stubs have them."""

    def __init__(self, channel, service):
        for method in POOL.FindServiceByName(service).methods:
            kind = ("stream" if method.client_streaming else "unary") + (
                "_stream" if method.server_streaming else "_unary"
            )
            reply = message_factory.GetMessageClass(method.output_type)
            call = getattr(channel, kind)(
                f"/{service}/{method.name}",
                request_serializer=lambda request: request.SerializeToString(),
                response_deserializer=reply.FromString,
            )
            setattr(self, method.name, call)
