"""Idle connections: what each costs in memory, what all cost in CPU, and a call among them."""

import pathlib
import resource
import selectors
import socket
import sys
import tempfile
import time

import numpy

import harness

HELD_SECONDS = 10
PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
SETTINGS, SETTINGS_ACK = b"\0\0\0\x04\0\0\0\0\0", b"\0\0\0\x04\x01\0\0\0\0"


class Idle:
    """A connection that has said hello and answers pings."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.sendall(PREFACE + SETTINGS)
        self.buffer = b""
        self.is_closed = False

    def read(self):
        try:
            received = self.socket.recv(65_536)
        except ConnectionError:
            received = b""
        if not received:
            self.is_closed = True
            return
        self.buffer += received
        while len(self.buffer) >= 9:
            length = int.from_bytes(self.buffer[:3], "big")
            if len(self.buffer) < 9 + length:
                return
            kind, flags = self.buffer[3], self.buffer[4]
            payload, self.buffer = self.buffer[9:9 + length], self.buffer[9 + length:]
            if kind == 4 and not flags & 1:
                self.socket.sendall(SETTINGS_ACK)
            elif kind == 6 and not flags & 1:
                self.socket.sendall(b"\0\0\x08\x06\x01\0\0\0\0" + payload)
            elif kind == 7:
                self.is_closed = True


def serve(selector, seconds):
    """Reads what the server says, for a while."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        for key, _ in selector.select(timeout=left):
            key.data.read()
            if key.data.is_closed:
                selector.unregister(key.fileobj)


def main():
    binary, count = sys.argv[1], int((sys.argv[2:] or ["10000"])[0])
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = count + 1_000
    if hard != resource.RLIM_INFINITY and hard < wanted:
        sys.exit(f"{count} connections need {wanted} open files; the limit is {hard}")
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    bars = harness.Bars()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        server = harness.Server(binary, folder / "data", "--max-connections", count + 100)
        try:
            server.create_project("idle", 64)
            server.promote("idle", server.import_model("idle", harness.weights((64, 10), 1)))
            rows = numpy.ones((1, 64), "float32")
            request = harness.predict_request("idle", rows, logits=True)
            alone = server.predict(request).SerializeToString()
            port = int(server.address.rpartition(":")[2])
            before = server.resident_kib()
            selector = selectors.DefaultSelector()
            idle = []
            for number in range(count):
                idle.append(Idle(port))
                selector.register(idle[-1].socket, selectors.EVENT_READ, idle[-1])
                if number % 100 == 99:
                    serve(selector, 0.02)
            serve(selector, 2)
            after, cpu = server.resident_kib(), server.cpu_seconds()
            serve(selector, HELD_SECONDS)
            used = server.cpu_seconds() - cpu
            begin = time.monotonic()
            among = server.predict(request).SerializeToString()
            latency = time.monotonic() - begin
            held = sum(not connection.is_closed for connection in idle)
            for connection in idle:
                connection.socket.close()
            time.sleep(1)
            code = server.stop()
        finally:
            server.kill()
    each = (after - before) / count
    print(f"RSS {before} KiB without, {after} KiB with {count} connections")
    bars.must(f"connections held for {HELD_SECONDS} s", count, held, held == count)
    bars.must("memory of a connection", "<= 64 KiB", f"{each:.1f} KiB", each <= 64)
    bars.must("a call among them has the bits of the call alone", "yes",
              "yes" if among == alone else "no", among == alone)
    bars.must("the server's exit code", 0, code, code == 0)
    bars.figure("that call's latency", "", f"{1000 * latency:.1f} ms")
    bars.figure("server CPU while idle", "", f"{100 * used / HELD_SECONDS:.1f} % of a core")
    bars.finish()


main()
