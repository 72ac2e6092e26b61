"""gRPC's interoperability tests, by the names and procedures of its interop-test-descriptions.md.

All are played in clear text and over TLS. The first fourteen are those of gRPC's Python client. The rest
are those that its C++ client adds (`actions` in test/cpp/interop/client.cc): what of a stream is
compressed grpcio neither chooses nor shows, so that frames by hand play those cases once more. Of the five
that need Google's cloud (compute_engine_creds, jwt_token_creds, google_default_credentials,
oauth2_auth_token, per_rpc_creds), the last two are played with our tokens in place of its.
"""

import gzip
import queue
import struct
import subprocess
import threading
import time

import conftest
import dynamic
import frames
import grpc
import pytest
from authority import Authority

Empty = dynamic.message("grpc.testing.Empty")
SimpleRequest = dynamic.message("grpc.testing.SimpleRequest")
InputRequest = dynamic.message("grpc.testing.StreamingInputCallRequest")
OutputRequest = dynamic.message("grpc.testing.StreamingOutputCallRequest")

SIZES = ((27182, 31415), (8, 9), (1828, 2653), (45904, 58979))
INITIAL, TRAILING = "x-grpc-test-echo-initial", "x-grpc-test-echo-trailing-bin"
METADATA = ((INITIAL, "test_initial_metadata_value"), (TRAILING, b"\xab\xab\xab"))
TIMEOUT = 60


@pytest.fixture(scope="module")
def clear(tmp_path_factory):
    running = conftest.Server(tmp_path_factory.mktemp("clear"), "--interop")
    yield running
    assert running.stop() == 0


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("tls") / "ca")


@pytest.fixture(scope="module")
def secure(tmp_path_factory, authority):
    chain, key = authority.issue("server")
    flags = ["--interop", "--tls-certificate", chain, "--tls-key", key]
    running = conftest.Server(tmp_path_factory.mktemp("secure"), *flags)
    yield running
    assert running.stop() == 0


@pytest.fixture(scope="module", params=["clear text", "TLS"])
def connect(request):
    """What makes a channel, in clear text or over TLS."""
    if request.param == "clear text":
        address = request.getfixturevalue("clear").address
        return lambda options=None: grpc.insecure_channel(address, options=options)
    address = request.getfixturevalue("secure").address
    credentials = request.getfixturevalue("authority").credentials()
    return lambda options=None: grpc.secure_channel(address, credentials, options=options)


@pytest.fixture(scope="module")
def channel(connect):
    with connect([("grpc.max_receive_message_length", -1)]) as channel:
        yield channel


@pytest.fixture(scope="module")
def stub(channel):
    return dynamic.Stub(channel, "grpc.testing.TestService")


def zeros(count):
    return {"body": bytes(count)}


def large(**more):
    return SimpleRequest(response_size=314159, payload=zeros(271828), **more)


def output(*sizes, payload=0, **more):
    parameters = [{"size": size} for size in sizes]
    return OutputRequest(response_parameters=parameters, payload=zeros(payload), **more)


def sizes(replies):
    result = []
    for reply in replies:
        assert not any(reply.payload.body)
        result.append(len(reply.payload.body))
    return result


class Requests:
    """Requests that a test sends one after the other."""

    def __init__(self):
        self.queue = queue.Queue()

    def send(self, request):
        self.queue.put(request)

    def close(self):
        self.queue.put(None)

    def __iter__(self):
        return iter(self.queue.get, None)


def refused(call):
    with pytest.raises(grpc.RpcError) as caught:
        call()
    return caught.value


def test_empty_unary(stub):
    assert stub.EmptyCall(Empty(), timeout=TIMEOUT) == Empty()


def test_large_unary(stub):
    reply = stub.UnaryCall(large(), timeout=TIMEOUT)
    assert reply.payload.body == bytes(314159)


def test_server_streaming(stub):
    replies = stub.StreamingOutputCall(output(31415, 9, 2653, 58979), timeout=TIMEOUT)
    assert sizes(replies) == [31415, 9, 2653, 58979]


def test_client_streaming(stub):
    requests = (InputRequest(payload=zeros(count)) for count in (27182, 8, 1828, 45904))
    assert stub.StreamingInputCall(requests, timeout=TIMEOUT).aggregated_payload_size == 74922


def test_ping_pong(stub):
    requests = Requests()
    replies = stub.FullDuplexCall(iter(requests), timeout=TIMEOUT)
    for sent, wanted in SIZES:
        requests.send(output(wanted, payload=sent))
        assert sizes([next(replies)]) == [wanted]
    requests.close()
    assert list(replies) == []


def test_cancel_after_begin(stub):
    requests = Requests()
    call = stub.StreamingInputCall.future(iter(requests), timeout=TIMEOUT)
    call.cancel()
    requests.close()
    assert call.cancelled()
    assert call.code() is grpc.StatusCode.CANCELLED


def test_cancel_after_first_response(stub):
    requests = Requests()
    replies = stub.FullDuplexCall(iter(requests), timeout=TIMEOUT)
    requests.send(output(31415, payload=27182))
    assert sizes([next(replies)]) == [31415]
    replies.cancel()
    assert refused(lambda: next(replies)).code() is grpc.StatusCode.CANCELLED
    requests.close()


def test_empty_stream(stub):
    assert list(stub.FullDuplexCall(iter(()), timeout=TIMEOUT)) == []


@pytest.mark.parametrize(
    "message",
    ["test status message", "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n"],
    ids=["status_code_and_message", "special_status_message"],
)
def test_status_message(stub, message):
    status = {"code": 2, "message": message}
    error = refused(lambda: stub.UnaryCall(SimpleRequest(response_status=status), timeout=TIMEOUT))
    assert (error.code(), error.details()) == (grpc.StatusCode.UNKNOWN, message)
    requests = iter([OutputRequest(response_status=status)])
    error = refused(lambda: list(stub.FullDuplexCall(requests, timeout=TIMEOUT)))
    assert (error.code(), error.details()) == (grpc.StatusCode.UNKNOWN, message)


def test_unimplemented_method(stub):
    error = refused(lambda: stub.UnimplementedCall(Empty(), timeout=TIMEOUT))
    assert error.code() is grpc.StatusCode.UNIMPLEMENTED


def test_unimplemented_service(channel):
    stub = dynamic.Stub(channel, "grpc.testing.UnimplementedService")
    error = refused(lambda: stub.UnimplementedCall(Empty(), timeout=TIMEOUT))
    assert error.code() is grpc.StatusCode.UNIMPLEMENTED


def test_custom_metadata(stub):
    def check(call):
        assert dict(call.initial_metadata())[INITIAL] == "test_initial_metadata_value"
        assert dict(call.trailing_metadata())[TRAILING] == b"\xab\xab\xab"

    _, call = stub.UnaryCall.with_call(large(), metadata=METADATA, timeout=TIMEOUT)
    check(call)
    requests = iter([output(314159, payload=271828)])
    call = stub.FullDuplexCall(requests, metadata=METADATA, timeout=TIMEOUT)
    assert sizes(call) == [314159]
    check(call)


def test_timeout_on_sleeping_server(stub):
    requests = Requests()
    replies = stub.FullDuplexCall(iter(requests), timeout=0.001)
    requests.send(OutputRequest(payload=zeros(27182)))
    assert refused(lambda: next(replies)).code() is grpc.StatusCode.DEADLINE_EXCEEDED
    requests.close()


# What only the C++ client has.


@pytest.mark.parametrize("algorithm", [grpc.Compression.Gzip, grpc.Compression.Deflate])
def test_client_compressed_unary(stub, algorithm):
    probe = large(expect_compressed={"value": True})
    error = refused(lambda: stub.UnaryCall(probe, timeout=TIMEOUT))
    assert error.code() is grpc.StatusCode.INVALID_ARGUMENT
    reply = stub.UnaryCall(probe, compression=algorithm, timeout=TIMEOUT)
    assert reply.payload.body == bytes(314159)
    reply = stub.UnaryCall(large(expect_compressed={"value": False}), timeout=TIMEOUT)
    assert reply.payload.body == bytes(314159)


def test_server_compressed_unary(stub):
    for value in (True, False):
        reply = stub.UnaryCall(large(response_compressed={"value": value}), timeout=TIMEOUT)
        assert reply.payload.body == bytes(314159)


@pytest.mark.parametrize("algorithm", [grpc.Compression.Gzip, grpc.Compression.Deflate])
def test_client_compressed_streaming(stub, algorithm):
    probe = InputRequest(expect_compressed={"value": True}, payload=zeros(27182))
    error = refused(lambda: stub.StreamingInputCall(iter([probe]), timeout=TIMEOUT))
    assert error.code() is grpc.StatusCode.INVALID_ARGUMENT
    second = InputRequest(expect_compressed={"value": True}, payload=zeros(45904))
    reply = stub.StreamingInputCall(iter([probe, second]), compression=algorithm, timeout=TIMEOUT)
    assert reply.aggregated_payload_size == 73086


def test_server_compressed_streaming(stub):
    request = OutputRequest(
        response_parameters=[
            {"compressed": {"value": True}, "size": 31415},
            {"compressed": {"value": False}, "size": 92653},
        ]
    )
    assert sizes(stub.StreamingOutputCall(request, timeout=TIMEOUT)) == [31415, 92653]


def test_half_duplex(stub):
    requests = [output(wanted, payload=sent) for sent, wanted in SIZES]
    replies = stub.HalfDuplexCall(iter(requests), timeout=TIMEOUT)
    assert sizes(replies) == [wanted for _, wanted in SIZES]


def test_slow_consumer(stub):
    replies = stub.StreamingOutputCall(output(*[1030] * 2000), timeout=TIMEOUT)
    count = 0
    for reply in replies:
        assert len(reply.payload.body) == 1030
        count += 1
        if count % 200 == 0:
            time.sleep(0.02)
    assert count == 2000


def test_pick_first_unary(stub):
    replies = [
        stub.UnaryCall(SimpleRequest(response_size=1, fill_server_id=True), timeout=TIMEOUT)
        for _ in range(20)
    ]
    assert len({reply.server_id for reply in replies}) == 1
    assert replies[0].server_id


def test_cacheable_unary(stub):
    # Without a cache between, each answer is new; it says for how long one may keep it.
    calls = [stub.CacheableUnaryCall.with_call(SimpleRequest(), timeout=TIMEOUT) for _ in range(2)]
    assert len({reply.payload.body for reply, _ in calls}) == 2
    for _, call in calls:
        assert dict(call.initial_metadata())["cache-control"] == "max-age=60, public"


def test_rpc_soak(stub):
    for _ in range(100):
        assert stub.UnaryCall(large(), timeout=TIMEOUT).payload.body == bytes(314159)


def test_long_lived_channel(connect):
    with connect() as channel:
        own = dynamic.Stub(channel, "grpc.testing.TestService")
        for _ in range(5):
            assert own.UnaryCall(large(), timeout=TIMEOUT).payload.body == bytes(314159)
            time.sleep(0.3)


def test_channel_soak(connect):
    for _ in range(30):
        with connect() as channel:
            own = dynamic.Stub(channel, "grpc.testing.TestService")
            assert own.UnaryCall(large(), timeout=TIMEOUT).payload.body == bytes(314159)


def test_concurrent_large_unary(stub):
    calls = [stub.UnaryCall.future(large(), timeout=TIMEOUT) for _ in range(200)]
    assert all(call.result().payload.body == bytes(314159) for call in calls)


@pytest.mark.parametrize("name", ["oauth2_auth_token", "per_rpc_creds"])
def test_tokens_name_their_holder(authority, tmp_path, name):
    chain, key = authority.issue("server")
    data = tmp_path / "data"
    made = subprocess.run(
        [conftest.binary(), "token", "create", "interop", "--scope", "admin", "--data-dir", data],
        capture_output=True, text=True, check=True, timeout=60,
    )
    token = grpc.access_token_call_credentials(made.stdout.strip())
    credentials, call = authority.credentials(), token
    if name == "oauth2_auth_token":
        credentials, call = grpc.composite_channel_credentials(credentials, token), None
    flags = ["--interop", "--require-tokens", "--tls-certificate", chain, "--tls-key", key]
    server = conftest.Server(data, *flags)
    try:
        with grpc.secure_channel(server.address, credentials) as channel:
            own = dynamic.Stub(channel, "grpc.testing.TestService")
            request = SimpleRequest(fill_username=True)
            assert own.UnaryCall(request, credentials=call, timeout=TIMEOUT).username == "interop"
    finally:
        assert server.stop() == 0


class Frames(frames.Connection):
    """A connection that keeps what its streams said."""

    def __init__(self, address):
        super().__init__(address)
        self.content = {}

    def _receive(self, kind, flags, stream, payload):
        super()._receive(kind, flags, stream, payload)
        if kind == frames.DATA:
            self.content[stream] = self.content.get(stream, b"") + payload

    def play(self, method, *messages, encoding="gzip"):
        """Sends messages, each with its flag, and returns the status and the messages with theirs."""
        stream = 1 + 2 * len(self.replies)
        fields = [("grpc-accept-encoding", "identity, gzip")]
        fields += [("grpc-encoding", encoding)] if encoding else []
        self.send(frames.call(stream, f"/grpc.testing.TestService/{method}", *fields))
        body = b""
        for message, flag in messages:
            content = message.SerializeToString()
            body += frames.message(gzip.compress(content) if flag else content, flag)
        # The server's windows take all of it; a frame has at most 16 KiB.
        for start in range(0, len(body), 1 << 14):
            part = body[start:start + (1 << 14)]
            end = frames.END_STREAM if start + len(part) == len(body) else 0
            self.send(frames.frame(frames.DATA, end, stream, part))
        self.send(frames.window_update(stream, 1 << 20) + frames.window_update(0, 1 << 20))
        self.replies.setdefault(stream, frames.Reply())
        assert self.wait(lambda: self.replies[stream].ended)
        content, answers = self.content.get(stream, b""), []
        while content:
            flag, length = struct.unpack_from(">BI", content)
            message, content = content[5:5 + length], content[5 + length:]
            answers.append((gzip.decompress(message) if flag else message, flag))
        return self.replies[stream].status, answers


def test_each_message_is_compressed_as_it_says(clear):
    InputReply = dynamic.message("grpc.testing.StreamingInputCallResponse")
    OutputReply = dynamic.message("grpc.testing.StreamingOutputCallResponse")
    SimpleReply = dynamic.message("grpc.testing.SimpleResponse")
    compressed, plain = {"value": True}, {"value": False}
    peer = Frames(clear.address)
    try:
        peer.greet()
        # client_compressed_streaming
        probe = InputRequest(expect_compressed=compressed, payload=zeros(27182))
        assert peer.play("StreamingInputCall", (probe, 0)) == (3, [])
        second = InputRequest(expect_compressed=plain, payload=zeros(45904))
        status, [(reply, _)] = peer.play("StreamingInputCall", (probe, 1), (second, 0))
        assert status == 0 and InputReply.FromString(reply).aggregated_payload_size == 73086
        # client_compressed_unary
        assert peer.play("UnaryCall", (large(expect_compressed=compressed), 0)) == (3, [])
        for flag in (1, 0):
            request = large(expect_compressed={"value": bool(flag)})
            status, [(reply, _)] = peer.play("UnaryCall", (request, flag))
            assert status == 0 and len(SimpleReply.FromString(reply).payload.body) == 314159
        # server_compressed_unary
        for flag in (1, 0):
            request = large(response_compressed={"value": bool(flag)})
            status, [(reply, came)] = peer.play("UnaryCall", (request, 0), encoding=None)
            assert (status, came) == (0, flag)
            assert len(SimpleReply.FromString(reply).payload.body) == 314159
        # server_compressed_streaming
        request = OutputRequest(
            response_parameters=[
                {"compressed": compressed, "size": 31415},
                {"compressed": plain, "size": 92653},
            ]
        )
        status, replies = peer.play("StreamingOutputCall", (request, 0), encoding=None)
        assert status == 0 and [flag for _, flag in replies] == [1, 0]
        assert sizes(OutputReply.FromString(reply) for reply, _ in replies) == [31415, 92653]
    finally:
        peer.close()


def test_payloads_that_are_not_served_are_refused(stub):
    for request in (
        SimpleRequest(response_size=-1),
        SimpleRequest(response_size=2**31 - 1),
        SimpleRequest(response_type=7),
    ):
        error = refused(lambda: stub.UnaryCall(request, timeout=TIMEOUT))
        assert error.code() is grpc.StatusCode.INVALID_ARGUMENT


def test_messages_of_the_largest_size(connect):
    with connect([("grpc.max_receive_message_length", -1)]) as channel:
        own = dynamic.Stub(channel, "grpc.testing.TestService")
        request = SimpleRequest(response_size=32 << 20, payload=zeros((4 << 20) - 100))
        reply = own.UnaryCall(request, timeout=TIMEOUT)
        assert len(reply.payload.body) == 32 << 20
        for compression in (None, grpc.Compression.Gzip):
            too_large = SimpleRequest(payload=zeros(4 << 20))
            error = refused(
                lambda: own.UnaryCall(too_large, compression=compression, timeout=TIMEOUT)
            )
            assert error.code() is grpc.StatusCode.RESOURCE_EXHAUSTED
            assert "--max-message-bytes" in error.details()


def test_a_stream_of_each_thread(stub):
    results = []

    def work():
        requests = [output(wanted, payload=sent) for sent, wanted in SIZES] * 5
        results.append(sizes(stub.FullDuplexCall(iter(requests), timeout=TIMEOUT)))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [[wanted for _, wanted in SIZES] * 5] * 8
