"""Keepalive and the age of connections over a socket, with the shortest times that the flags allow."""

import threading
import time
import urllib.request

import conftest
import dynamic
import frames
import grpc
import pytest
from prometheus_client import parser

Empty = dynamic.message("grpc.testing.Empty")
OutputRequest = dynamic.message("grpc.testing.StreamingOutputCallRequest")
FULL_DUPLEX, EMPTY_CALL = (f"/grpc.testing.TestService/{name}" for name in ("FullDuplexCall", "EmptyCall"))
UNAVAILABLE = 14


class Peer(frames.Connection):
    """A connection that keeps each GOAWAY, and answers pings where it is told to."""

    def __init__(self, server, answers_pings=True):
        super().__init__(server.address)
        self.answers_pings, self.pings, self.goaways = answers_pings, 0, []
        self.greet()

    def _receive(self, kind, flags, stream, payload):
        super()._receive(kind, flags, stream, payload)
        if kind == frames.GOAWAY:
            self.goaways.append((self.last_stream, self.code, self.text))
        elif kind == frames.PING and not flags & frames.ACK:
            self.pings += 1
            if self.answers_pings:
                self.output += frames.frame(frames.PING, frames.ACK, 0, payload)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def hits(server, limit):
    with urllib.request.urlopen(f"http://{server.http}/metrics", timeout=30) as answer:
        page = parser.text_string_to_metric_families(answer.read().decode())
    (family,) = [family for family in page if family.name == "tutelage_limit_hits"]
    return next(sample.value for sample in family.samples if sample.labels["limit"] == limit)


def serve(folder, *flags):
    return conftest.Server(folder, "--interop", *flags)


@pytest.fixture(scope="module")
def asking(tmp_path_factory):
    """A server that asks silent peers for a sign of life."""
    flags = ["--keepalive-seconds", "1", "--keepalive-timeout-seconds", "2"]
    running = serve(tmp_path_factory.mktemp("asking"), *flags)
    yield running
    assert running.stop() == 0


@pytest.fixture(scope="module")
def aging(tmp_path_factory):
    """A server whose connections grow old."""
    flags = ["--max-connection-age-seconds", "2", "--max-connection-age-grace-seconds", "2"]
    running = serve(tmp_path_factory.mktemp("aging"), *flags)
    yield running
    assert running.stop() == 0


def test_a_peer_that_answers_pings_stays(asking):
    before, pings = hits(asking, "keepalive-timeout-seconds"), hits(asking, "keepalive-seconds")
    with Peer(asking) as peer:
        assert peer.wait(lambda: peer.pings == 4)
        assert hits(asking, "keepalive-seconds") >= pings + 4
        peer.send(frames.call(1, EMPTY_CALL) + frames.frame(frames.DATA, frames.END_STREAM, 1, frames.message(b"")))
        assert peer.wait(lambda: 1 in peer.replies and peer.replies[1].ended)
        assert peer.replies[1].status == 0 and peer.goaways == []
    assert hits(asking, "keepalive-timeout-seconds") == before


def test_a_peer_that_does_not_answer_a_ping_is_closed(asking):
    before = hits(asking, "keepalive-timeout-seconds")
    with Peer(asking, answers_pings=False) as peer:
        assert not peer.wait() and peer.is_closed
        assert peer.pings == 1
        ((_, code, text),) = peer.goaways
        assert code == 0 and "--keepalive-timeout-seconds" in text
    assert hits(asking, "keepalive-timeout-seconds") == before + 1


def test_our_ping_is_answered(asking):
    with Peer(asking) as peer:
        peer.send(frames.frame(frames.PING, 0, 0, b"12345678"))
        assert peer.wait(lambda: peer.answers == 1)


def test_grpcio_stays_while_it_only_waits(asking):
    with grpc.insecure_channel(asking.address) as channel:
        stub = dynamic.Stub(channel, "grpc.testing.TestService")
        wait = OutputRequest(response_parameters=[{"size": 1, "interval_us": 5_000_000}])
        (reply,) = stub.StreamingOutputCall(wait, timeout=60)
        assert len(reply.payload.body) == 1


def test_an_old_connection_takes_no_new_calls_and_ends_when_the_last_is_over(aging):
    with Peer(aging) as peer:
        request = frames.message(OutputRequest(response_parameters=[{"size": 5}]).SerializeToString())
        peer.send(frames.call(1, FULL_DUPLEX) + frames.frame(frames.DATA, 0, 1, request))
        # First a warning with the largest stream; then, after a ping, the last one that is served.
        assert peer.wait(lambda: len(peer.goaways) == 2)
        assert [(last, code) for last, code, _ in peer.goaways] == [(0x7FFFFFFF, 0), (1, 0)]
        assert peer.pings >= 1
        assert peer.wait(lambda: peer.replies[1].body > 0)
        seen = peer.replies[1].body
        peer.send(frames.frame(frames.DATA, frames.END_STREAM, 1, request))
        peer.wait()
        assert peer.is_closed
        assert peer.replies[1].status == 0 and peer.replies[1].body == 2 * seen


def test_a_call_of_an_old_connection_ends_after_the_grace(aging):
    before, cut = hits(aging, "max-connection-age-seconds"), hits(aging, "max-connection-age-grace-seconds")
    with Peer(aging) as peer:
        peer.send(frames.call(1, FULL_DUPLEX))
        assert peer.wait(lambda: len(peer.goaways) == 2)
        aged = time.monotonic()
        peer.wait()
        assert peer.is_closed
        assert peer.replies[1].status == UNAVAILABLE
        assert "--max-connection-age-seconds" in peer.replies[1].text
        # The grace of 2 s began before the second GOAWAY, which waits for a ping's answer or a second.
        assert time.monotonic() - aged > 0.5
    assert hits(aging, "max-connection-age-seconds") > before
    assert hits(aging, "max-connection-age-grace-seconds") == cut + 1


def test_an_old_connection_without_calls_is_closed(aging):
    with Peer(aging) as peer:
        assert not peer.wait() and peer.is_closed
        assert [code for _, code, _ in peer.goaways] == [0] * len(peer.goaways) != []


def test_grpcio_loses_no_call_when_its_connection_grows_old(aging):
    before, failures, calls = hits(aging, "max-connection-age-seconds"), [], 0
    with grpc.insecure_channel(aging.address) as channel:
        stub = dynamic.Stub(channel, "grpc.testing.TestService")
        end = threading.Event()
        while hits(aging, "max-connection-age-seconds") < before + 2:
            for _ in range(20):
                try:
                    stub.EmptyCall(Empty(), timeout=30)
                    calls += 1
                except grpc.RpcError as error:
                    failures.append(str(error))
            end.wait(0.02)
    assert calls > 0 and failures == []
