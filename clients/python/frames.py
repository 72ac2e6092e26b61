"""HTTP/2 by hand: raw frames out, and what a server says to them, kept for whoever judges."""

import collections
import contextlib
import select
import socket
import struct
import time

import hpack

DATA, HEADERS, RST_STREAM, SETTINGS, PING, GOAWAY, WINDOW_UPDATE, CONTINUATION = 0, 1, 3, 4, 6, 7, 8, 9
END_STREAM, ACK, END_HEADERS = 1, 1, 4
INTERNAL_ERROR, REFUSED_STREAM, CANCEL, ENHANCE_YOUR_CALM = 2, 7, 8, 11
MAX_CONCURRENT_STREAMS, INITIAL_WINDOW_SIZE = 3, 4

MAGIC = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"

# MARK: Frames


def frame(kind, flags, stream, payload=b""):
    return struct.pack(">I", len(payload))[1:] + struct.pack(">BBI", kind, flags, stream) + payload


def settings(*pairs):
    return frame(SETTINGS, 0, 0, b"".join(struct.pack(">HI", *pair) for pair in pairs))


def reset(stream, code=CANCEL):
    return frame(RST_STREAM, 0, stream, struct.pack(">I", code))


def window_update(stream, increment):
    return frame(WINDOW_UPDATE, 0, stream, struct.pack(">I", increment))


def message(content, flags=0):
    """A message in gRPC's framing."""
    return struct.pack(">BI", flags, len(content)) + content


def varint(value):
    """An integer of Protocol Buffers."""
    result = b""
    while value > 0x7F:
        result += bytes([value & 0x7F | 0x80])
        value >>= 7
    return result + bytes([value])


def integer(value, prefix, first=0):
    """An integer of HPACK, in the low `prefix` bits of its first byte."""
    most = (1 << prefix) - 1
    return bytes([first | value]) if value < most else bytes([first | most]) + varint(value - most)


def literal(name, value, is_kept=False):
    """A header field with a new name; the server's table keeps it where `is_kept`."""
    name, value = name.encode(), value.encode()
    first = b"\x40" if is_kept else b"\0"
    return first + integer(len(name), 7) + name + integer(len(value), 7) + value


def request(path, *more):
    """The header block of a gRPC call."""
    pairs = [(":method", "POST"), (":scheme", "http"), (":path", path), (":authority", "attack")]
    pairs += [("content-type", "application/grpc"), ("te", "trailers"), *more]
    return b"".join(literal(*pair) for pair in pairs)


def call(stream, path, *more):
    """The HEADERS frame of a gRPC call whose messages are to follow."""
    return frame(HEADERS, END_HEADERS, stream, request(path, *more))


# MARK: What came back


class Reply:
    """What the server said on one stream."""

    def __init__(self):
        self.headers, self.body = {}, 0
        self.ended, self.reset, self.seconds = False, None, None

    @property
    def status(self):
        """The number of the gRPC status, or None where none came."""
        text = self.headers.get("grpc-status")
        return None if text is None else int(text)

    @property
    def text(self):
        return self.headers.get("grpc-message", "")


class Connection:
    """A connection that says what it likes."""

    def __init__(self, address, *pairs, greets=True):
        host, _, port = address.rpartition(":")
        self.socket = socket.create_connection((host, int(port)), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.setblocking(False)
        self.started = time.monotonic()
        self.output, self.input, self.block = bytearray(), bytearray(), b""
        self.decoder = hpack.Decoder()
        self.bytes_sent, self.closed_after = 0, None
        # What came: how many frames of each kind, settings, replies by stream, answers to pings, GOAWAY.
        self.frames, self.settings, self.replies = collections.Counter(), {}, {}
        self.answers, self.last_stream, self.code, self.text = 0, None, None, ""
        if greets:
            self.output += MAGIC + settings(*pairs)

    @property
    def is_closed(self):
        return self.closed_after is not None

    @property
    def acted_on(self):
        """How many streams the server acted on, as its GOAWAY says."""
        return None if self.last_stream is None else (self.last_stream + 1) // 2

    @property
    def resets(self):
        """How many streams the server reset, by code."""
        return collections.Counter(reply.reset for reply in self.replies.values() if reply.reset is not None)

    def send(self, data=b"", seconds=60, reads=True):
        """Sends until the server has taken all or closed; true where it took all."""
        self.output += data
        end = time.monotonic() + seconds
        while self.output and not self.is_closed and time.monotonic() < end:
            self._turn(end, reads)
        return not self.output

    def wait(self, condition=lambda: False, seconds=30):
        """Reads until the condition holds; false where the server closed or the time is over first."""
        end = time.monotonic() + seconds
        while not condition():
            if self.is_closed or time.monotonic() >= end:
                return False
            self._turn(end, True)
        return True

    def greet(self):
        """Waits for the server's settings."""
        self.send()
        assert self.wait(lambda: self.frames[SETTINGS] > 0), "no settings came"

    def close(self):
        self.socket.close()

    def _turn(self, end, reads):
        left = max(0, end - time.monotonic())
        inputs, outputs = [self.socket] if reads else [], [self.socket] if self.output else []
        readable, writable, _ = select.select(inputs, outputs, [], left)
        if readable:
            self._read()
        if writable and not self.is_closed:
            try:
                count = self.socket.send(self.output[: 256 << 10])
                self.bytes_sent += count
                del self.output[:count]
            except BlockingIOError:
                pass
            except ConnectionError:
                # What came before the end can still be read.
                self.output.clear()
                while not self.is_closed:
                    self._read()

    def _read(self):
        try:
            received = self.socket.recv(256 << 10)
        except BlockingIOError:
            return
        except ConnectionError:
            received = b""
        if not received:
            self.closed_after = time.monotonic() - self.started
            return
        self.input += received
        position = 0
        while len(self.input) >= position + 9:
            length = int.from_bytes(self.input[position:position + 3], "big")
            end = position + 9 + length
            if len(self.input) < end:
                break
            kind, flags, stream = struct.unpack_from(">BBI", self.input, position + 3)
            self._receive(kind, flags, stream & 0x7FFFFFFF, bytes(self.input[position + 9:end]))
            position = end
        del self.input[:position]

    def _receive(self, kind, flags, stream, payload):
        self.frames[kind] += 1
        reply = self.replies.setdefault(stream, Reply()) if stream else None
        if kind == PING and flags & ACK:
            self.answers += 1
        elif kind == SETTINGS and not flags & ACK:
            self.settings.update(struct.iter_unpack(">HI", payload))
            self.output += frame(SETTINGS, ACK, 0)
        elif kind == GOAWAY:
            self.last_stream, self.code = struct.unpack_from(">II", payload)
            self.text = payload[8:].decode()
        elif kind == RST_STREAM:
            reply.reset = struct.unpack(">I", payload)[0]
        elif kind == DATA:
            reply.body += len(payload)
        elif kind in (HEADERS, CONTINUATION):
            self.block += payload
            if flags & END_HEADERS:
                block, self.block = self.block, b""
                reply.headers.update(self.decoder.decode(block))
        if reply and kind in (HEADERS, DATA) and flags & END_STREAM:
            reply.ended, reply.seconds = True, time.monotonic() - self.started


@contextlib.contextmanager
def connection(address, *pairs, greets=True):
    made = Connection(address, *pairs, greets=greets)
    try:
        yield made
    finally:
        made.close()
