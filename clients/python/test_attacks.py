"""Hostile clients on one connection, an innocent one on another that is answered all the while.

What is asserted is what the server sends, what it holds and whom it answers. Bounds of memory lie
between what is needed and what servers hold that do not bound it; Scripts/bench/attacks has the times.
"""

import gzip
import queue
import threading
import time
import urllib.request

import conftest
import dynamic
import frames
import grpc
import hostile
import linear
import pytest
import stubs
from prometheus_client import parser
from tritonclient.grpc import service_pb2

common, _ = stubs.load("tutelage/v1/common")
prediction, _ = stubs.load("tutelage/v1/prediction")

Empty = dynamic.message("grpc.testing.Empty")
MIB = 1 << 10
# The defaults of the flags with these names, and of the limits that have none.
MAX_RESETS, RESETS_A_SECOND, MAX_STREAMS, BUFFERED_BYTES = 200, 7, 128, 16 << 20
PREFACE_SECONDS = 2
# How many times as many resets a connection outlives.
PATIENCE = 16
DIMENSION = 1_000
PATHS = [hostile.UNARY_CALL, hostile.PREDICT]
INVALID_ARGUMENT, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, UNIMPLEMENTED, INTERNAL = 3, 4, 8, 12, 13


class Innocent:
    """Somebody who calls all the time."""

    def __init__(self, channel):
        self.stub = dynamic.Stub(channel, "grpc.testing.TestService")
        self.calls, self.failures = 0, []
        self.is_over = threading.Event()
        self.thread = threading.Thread(target=self.run)

    def run(self):
        while not self.is_over.wait(0.001):
            try:
                self.stub.EmptyCall(Empty(), timeout=30)
                self.calls += 1
            except grpc.RpcError as error:
                self.failures.append(str(error))


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    flags = ["--interop", "--preface-timeout-seconds", str(PREFACE_SECONDS), "--write-timeout-seconds", "3"]
    running = conftest.Server(tmp_path_factory.mktemp("attacks"), *flags)
    with grpc.insecure_channel(running.address) as channel:
        stub = dynamic.Stub(channel, "grpc.testing.TestService")
        for _ in range(300):
            stub.EmptyCall(Empty())
    yield running
    assert running.stop() == 0


@pytest.fixture(scope="module")
def wide(server):
    linear.create(server.address, "wide", DIMENSION, 2_000)


@pytest.fixture(autouse=True)
def innocent(server):
    with grpc.insecure_channel(server.address) as channel:
        caller = Innocent(channel)
        caller.stub.EmptyCall(Empty())
        caller.thread.start()
        yield caller
        # Answered after the attack too: a call that hangs fails at its time-out.
        seen = caller.calls
        while caller.calls < seen + 2 and not caller.failures:
            time.sleep(0.001)
        caller.is_over.set()
        caller.thread.join()
    assert caller.failures == []


@pytest.fixture
def memory(server, innocent):
    return hostile.Memory(server.process.pid)


def hits(server, limit):
    with urllib.request.urlopen(f"http://{server.http}/metrics", timeout=30) as answer:
        page = answer.read().decode()
    for family in parser.text_string_to_metric_families(page):
        for sample in family.samples:
            if sample.name == "tutelage_limit_hits_total" and sample.labels["limit"] == limit:
                return sample.value
    raise AssertionError(f"no hits of {limit}")


def was_cut_off(attacker, *words, code=frames.ENHANCE_YOUR_CALM):
    """The server said why, and closed."""
    assert attacker.is_closed
    assert attacker.code == code, (attacker.code, attacker.text)
    for word in words:
        assert word in attacker.text
    return True


def only_reply(attacker, status, *words):
    """The call ended with the status; nothing else happened to the connection."""
    reply = attacker.replies[1]
    assert reply.status == status, (reply.status, reply.text, reply.reset)
    for word in words:
        assert word in reply.text
    assert attacker.code is None, attacker.text
    return reply


def most_resets(attacker, in_flight):
    return MAX_RESETS + RESETS_A_SECOND * (1 + int(attacker.closed_after or 2)) + in_flight


# Resets


def test_rapid_reset(server, memory):
    attacker = hostile.rapid_reset(server.address)
    assert was_cut_off(attacker, "--max-resets")
    # The first calls are begun and taken back, the next ones refused, and then the connection ends.
    assert attacker.acted_on <= PATIENCE * most_resets(attacker, in_flight=8) + MAX_RESETS
    assert hits(server, "max-resets") > 0
    # What the first one left for the next is not what an attack costs.
    memory.mark()
    hostile.rapid_reset(server.address)
    assert memory.growth() < MIB


def test_rapid_reset_that_waits_for_the_server(server):
    attacker = hostile.rapid_reset(server.address, pairs=1_000, pace=10)
    assert not attacker.is_closed
    begun = 1_000 - attacker.resets[frames.REFUSED_STREAM]
    assert MAX_RESETS <= begun <= most_resets(attacker, in_flight=10)


def test_a_stream_beside_cancelled_calls(server):
    """1,200 calls are cancelled at once; the stream beside them goes on, and so do new calls, soon."""
    # A connection of its own: channels to one address share theirs otherwise, and new calls are refused on it.
    with grpc.insecure_channel(server.address, options=[("grpc.use_local_subchannel_pool", 1)]) as channel:
        stub = dynamic.Stub(channel, "grpc.testing.TestService")
        waiting = queue.Queue()
        request = dynamic.message("grpc.testing.StreamingOutputCallRequest")(response_parameters=[{"size": 1}])
        stream = stub.FullDuplexCall(iter(waiting.get, None))
        waiting.put(request)
        assert next(stream).payload.body == b"\0"
        for _ in range(1_200):
            stub.EmptyCall.future(Empty()).cancel()
        waiting.put(request)
        assert next(stream).payload.body == b"\0"
        end = time.monotonic() + 10
        while True:
            try:
                stub.EmptyCall(Empty(), timeout=5)
                break
            except grpc.RpcError:
                assert time.monotonic() < end
        waiting.put(None)
        assert list(stream) == []


@pytest.mark.parametrize("provocation", ["window overflow", "more than content-length"])
def test_made_you_reset(server, memory, provocation):
    before = hits(server, "max-resets")
    attacker = hostile.made_you_reset(server.address, provocation)
    assert was_cut_off(attacker, "--max-resets")
    # A few streams are read at a time, and what they cause is counted before the next.
    assert attacker.acted_on <= most_resets(attacker, in_flight=8)
    paced = hostile.made_you_reset(server.address, provocation, pace=10)
    assert was_cut_off(paced, "--max-resets")
    assert MAX_RESETS < paced.acted_on <= most_resets(paced, in_flight=10)
    assert memory.growth() < 8 * MIB
    assert hits(server, "max-resets") == before + 2


@pytest.mark.parametrize("provocation", ["window update of 0", "data after the end"])
def test_made_you_reset_that_breaks_the_protocol(server, provocation):
    """The connection ends at the first of them: RFC 9113, sections 6.9 and 5.1, allow that."""
    attacker = hostile.made_you_reset(server.address, provocation)
    assert attacker.is_closed
    assert attacker.code not in (None, 0)
    assert attacker.acted_on <= MAX_RESETS


# Headers


def test_continuation_flood(server, memory):
    attacker = hostile.continuation_flood(server.address)
    assert was_cut_off(attacker, "header block")
    assert attacker.bytes_sent < 32 << 20
    # Two frames are enough.
    assert was_cut_off(hostile.continuation_flood(server.address, count=2), "--max-header-bytes")
    assert memory.growth() < 8 * MIB


def test_empty_continuations(server, memory):
    assert was_cut_off(hostile.empty_continuations(server.address), "CONTINUATION")
    assert was_cut_off(hostile.empty_continuations(server.address, count=9), "CONTINUATION")
    assert memory.growth() < 8 * MIB


def test_hpack_bomb(server, memory):
    before = hits(server, "max-header-bytes")
    attacker = hostile.hpack_bomb(server.address)
    # To expand it all took 30 ms of the event loop; now it ends soon after the limit.
    assert attacker.replies[1].reset == frames.INTERNAL_ERROR
    assert attacker.code is None
    # A list that is not much too large gets an answer.
    only_reply(hostile.hpack_bomb(server.address, references=10), RESOURCE_EXHAUSTED, "--max-header-bytes")
    assert hits(server, "max-header-bytes") == before + 2
    memory.mark()
    hostile.hpack_bomb(server.address)
    assert memory.growth() < MIB


# Frames that cost only the server


@pytest.mark.parametrize("attack", [hostile.settings_flood, hostile.ping_flood])
def test_control_frames_whose_answers_nobody_reads(server, memory, attack):
    before = hits(server, "control-frames")
    assert was_cut_off(attack(server.address), "control frames")
    # A thousand and what a few seconds allow: the rest was never needed.
    memory.mark()
    assert was_cut_off(attack(server.address, count=2_000), "control frames")
    assert memory.growth() < MIB
    assert hits(server, "control-frames") == before + 2


def test_empty_data(server, memory):
    assert was_cut_off(hostile.empty_data(server.address), "empty DATA")
    assert was_cut_off(hostile.empty_data(server.address, count=101), "empty DATA")
    assert memory.growth() < 8 * MIB


# Time


def test_half_prefaces(server, memory):
    before = hits(server, "preface-timeout-seconds")
    closed, last = hostile.half_prefaces(server.address, count=200, seconds=60)
    assert closed == 200
    assert last >= PREFACE_SECONDS
    assert hits(server, "preface-timeout-seconds") == before + 200
    assert memory.growth() < 32 * MIB


@pytest.mark.parametrize("path", [*PATHS, hostile.STREAMING_INPUT])
def test_slow_bytes(server, path):
    reply = only_reply(hostile.slow_bytes(server.address, path, seconds=30), DEADLINE_EXCEEDED)
    assert reply.seconds >= 0.99


@pytest.mark.parametrize("path", [hostile.UNARY_CALL, hostile.STREAMING_OUTPUT])
def test_zero_window(server, path):
    """Of 100 MiB of responses twice --max-buffered-bytes wait, and no longer than the write time-out."""
    before = hits(server, "max-buffered-bytes")
    attacker = hostile.zero_window(server.address, path, calls=100, size=1 << 20)
    assert sum(reply.body for reply in attacker.replies.values()) == 0
    ended = [reply for reply in attacker.replies.values() if reply.status is not None]
    refused = attacker.resets[frames.REFUSED_STREAM]
    # What ended or was refused holds nothing: the rest is what is parked, and one may have passed the bound.
    parked = 100 - len(ended) - refused
    assert 0 < parked << 20 <= 2 * BUFFERED_BYTES + (1 << 20)
    for reply in ended:
        assert reply.status == RESOURCE_EXHAUSTED
        assert "--max-buffered-bytes" in reply.text
    assert hits(server, "max-buffered-bytes") == before + len(ended) + refused
    assert was_cut_off(attacker, "--write-timeout-seconds", code=0)


def inputs(rows, dimension):
    """Requests of PredictStream and ModelStreamInfer for rows of zeros and all outputs."""
    content = bytes(4 * rows * dimension)
    own = prediction.PredictRequest(project="wide")
    own.inputs.data_type = common.DATA_TYPE_FLOAT32
    own.inputs.shape.extend([rows, dimension])
    own.inputs.data = content
    own.options.probabilities = own.options.logits = True
    other = service_pb2.ModelInferRequest(model_name="wide", raw_input_contents=[content])
    other.inputs.add(name="input", datatype="FP32", shape=[rows, dimension])
    return {hostile.PREDICT_STREAM: own.SerializeToString(), hostile.INFER_STREAM: other.SerializeToString()}


@pytest.mark.parametrize("path", [hostile.PREDICT_STREAM, hostile.INFER_STREAM])
def test_unread_streams(server, wide, memory, path):
    """Of 4 KiB each that inflate to 4 MiB and have answers of 16 MiB, few are taken: 64 MiB for all streams."""
    content = gzip.compress(inputs(1024, DIMENSION)[path])
    assert len(content) < 8 << 10
    attacker = hostile.unread_streams(
        server.address, path, content, 16, 16, ("grpc-encoding", "gzip"), flags=1, seconds=8
    )
    assert sum(reply.body for reply in attacker.replies.values()) == 0
    # All of it would be 5 GiB.
    assert memory.growth() < 256 * MIB


def test_many_small_messages(server, memory):
    """Messages that wait take no more than they had on the wire: here 3.5 MiB in 700,000."""
    hostile.unread_streams(server.address, hostile.INFER_STREAM, b"", 24, 30_000, seconds=3)
    assert memory.growth() < 16 * MIB


# Messages


@pytest.mark.parametrize("path", [*PATHS, hostile.STREAMING_INPUT])
def test_length_prefix(server, memory, path):
    attacker = hostile.length_prefix(server.address, path)
    only_reply(attacker, RESOURCE_EXHAUSTED, "4294967295", "--max-message-bytes")
    assert memory.growth() < 8 * MIB


@pytest.fixture(scope="module")
def bomb():
    made = hostile.zeros(1024)
    assert len(made) < 2 << 20
    return made


@pytest.mark.parametrize("path", [*PATHS, hostile.STREAMING_INPUT])
def test_gzip_bomb(server, memory, path, bomb):
    attacker = hostile.gzip_bomb(server.address, bomb, path)
    only_reply(attacker, RESOURCE_EXHAUSTED, "inflates", "--max-message-bytes")
    assert memory.growth() < 64 * MIB


@pytest.mark.parametrize("path", PATHS)
def test_wrong_messages(server, path):
    only_reply(hostile.truncated(server.address, path), INTERNAL, "ended within a message")
    only_reply(hostile.malformed(server.address, path), INVALID_ARGUMENT)
    only_reply(hostile.unknown_flag(server.address, path), INTERNAL, "flags 2")


def test_long_path(server):
    only_reply(hostile.long_path(server.address), UNIMPLEMENTED, "xxx")


# Streams


def test_open_streams(server, memory, innocent):
    answered = []

    def look():
        answered.append(innocent.stub.EmptyCall(Empty(), timeout=30))

    attacker = hostile.open_streams(server.address, while_open=look)
    assert attacker.settings[frames.MAX_CONCURRENT_STREAMS] == MAX_STREAMS
    assert attacker.resets == {frames.REFUSED_STREAM: 1_000 - MAX_STREAMS}
    assert attacker.code is None
    assert answered == [Empty()]
    assert memory.growth() < 8 * MIB
