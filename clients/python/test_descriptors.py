"""A server with few descriptors refuses connections, answers probes, and waits where it can accept none."""

import os
import resource
import socket
import time
import urllib.request

import conftest
import dynamic
import grpc

Empty = dynamic.message("grpc.testing.Empty")


def cpu_seconds(process):
    with open(f"/proc/{process.pid}/stat") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def connect(address):
    host, port = address.rsplit(":", 1)
    return socket.create_connection((host, int(port)), timeout=10)


def is_live(server):
    with urllib.request.urlopen(f"http://{server.http}/livez", timeout=10) as answer:
        return answer.status == 200


def log(server):
    server.log.seek(0)
    return server.log.read()


def test_few_descriptors(tmp_path):
    server = conftest.Server(tmp_path / "data", "--interop", limits={resource.RLIMIT_NOFILE: 80})
    with grpc.insecure_channel(server.address) as channel:
        stub = dynamic.Stub(channel, "grpc.testing.TestService")
        stub.EmptyCall(Empty())
        others = [connect(server.address) for _ in range(150)]
        time.sleep(1.5)
        before = cpu_seconds(server.process)
        for _ in range(20):
            assert is_live(server)
            stub.EmptyCall(Empty(), timeout=10)
            time.sleep(0.1)
        assert cpu_seconds(server.process) - before < 1
        for other in others:
            other.close()
        with grpc.insecure_channel(server.address) as late:
            dynamic.Stub(late, "grpc.testing.TestService").EmptyCall(Empty(), timeout=10, wait_for_ready=True)
    assert server.stop() == 0


def test_none_left(tmp_path):
    """The limit falls below what is open already: nothing can be accepted until it rises."""
    server = conftest.Server(tmp_path / "data", "--interop")
    with grpc.insecure_channel(server.address) as channel:
        stub = dynamic.Stub(channel, "grpc.testing.TestService")
        stub.EmptyCall(Empty())
        allowed = resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE)
        resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE, (10, allowed[1]))
        others = [connect(server.address) for _ in range(5)]
        time.sleep(0.2)
        before = cpu_seconds(server.process)
        time.sleep(2)
        stub.EmptyCall(Empty(), timeout=10)
        assert cpu_seconds(server.process) - before < 0.5
        assert log(server).count("no more connections can be accepted") == 1
        resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE, allowed)
        with grpc.insecure_channel(server.address) as late:
            dynamic.Stub(late, "grpc.testing.TestService").EmptyCall(Empty(), timeout=10)
        assert is_live(server)
        for other in others:
            other.close()
    assert server.stop() == 0
