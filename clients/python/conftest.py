"""A real server on a free port for each test module."""

import os
import pathlib
import re
import resource
import signal
import subprocess
import sys
import tempfile

import grpc
import pytest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE))


def binary():
    """Return the path of the binary under test."""
    path = os.environ.get("TUTELAGE_BINARY")
    if not path:
        path = ROOT / ".build" / "release" / "tutelage"
    return str(path)


class Server:
    """A server process in its own data directory."""

    def __init__(self, data_directory, *arguments, limits=None):
        # A file, because a pipe that nobody reads would stop the server when it is full.
        self.log = tempfile.TemporaryFile("w+")

        def limit():
            for kind, most in limits.items():
                resource.setrlimit(kind, (most, most))

        self.process = subprocess.Popen(
            [binary(), "serve", "--data-dir", str(data_directory), "--listen", "127.0.0.1:0", *arguments],
            stdout=subprocess.PIPE,
            stderr=self.log,
            text=True,
            # Beside the threads of a client it would fork, where it may wait for ever for one of their locks.
            preexec_fn=limit if limits else None,
        )
        ready = self.process.stdout.readline()
        match = re.match(r"ready grpc=(\S+) http=(\S+)", ready)
        if not match:
            self.process.kill()
            self.process.wait()
            self.log.seek(0)
            raise RuntimeError(f"the server said {ready!r}: {self.log.read()}")
        self.address = match.group(1)
        self.http = match.group(2)

    def stop(self):
        """Drain and return the exit code."""
        self.process.send_signal(signal.SIGTERM)
        self.process.communicate(timeout=90)
        return self.process.returncode


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    running = Server(tmp_path_factory.mktemp("data"))
    yield running
    assert running.stop() == 0


@pytest.fixture(scope="module")
def channel(server):
    options = [("grpc.max_receive_message_length", -1)]
    with grpc.insecure_channel(server.address, options=options) as channel:
        yield channel


@pytest.fixture(scope="session")
def digits():
    import example

    return example.read_digits(ROOT / "Tests" / "Data" / "digits" / "digits.csv")
