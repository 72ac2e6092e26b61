"""A server of its own, asked by the command line alone."""

import contextlib
import json
import subprocess
import sys


@contextlib.contextmanager
def served(binary, folder):
    """Starts a server on a folder; gives what runs a command with --json, and the server's address."""
    command = [binary, "serve", "--data-dir", str(folder), "--listen", "127.0.0.1:0", "--http", "127.0.0.1:0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    address = server.stdout.readline().split("grpc=")[1].split()[0]

    def call(*words):
        done = subprocess.run([binary, *words, "--server", address, "--json"], capture_output=True, text=True)
        if done.returncode > 1 or not done.stdout:
            sys.exit(f"{' '.join(words[:3])}: {done.stderr}")
        return json.loads(done.stdout)

    try:
        yield call, address
    finally:
        server.terminate()
        server.wait(timeout=60)
