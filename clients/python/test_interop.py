"""gRPC's interoperability tests, by the names and procedures of its interop-test-descriptions.md.

The first fourteen are those of gRPC's Python client. The rest are those that only its C++ client has,
as far as grpcio can play them: which messages of a stream are compressed, and whether a response came
compressed, it neither says nor shows; Tests/ServicesTests/InteropTests.swift does.
"""

import queue
import threading
import time

import conftest
import dynamic
import grpc
import pytest

Empty = dynamic.message("grpc.testing.Empty")
SimpleRequest = dynamic.message("grpc.testing.SimpleRequest")
InputRequest = dynamic.message("grpc.testing.StreamingInputCallRequest")
OutputRequest = dynamic.message("grpc.testing.StreamingOutputCallRequest")

SIZES = ((27182, 31415), (8, 9), (1828, 2653), (45904, 58979))
INITIAL, TRAILING = "x-grpc-test-echo-initial", "x-grpc-test-echo-trailing-bin"
METADATA = ((INITIAL, "test_initial_metadata_value"), (TRAILING, b"\xab\xab\xab"))
TIMEOUT = 60


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    running = conftest.Server(tmp_path_factory.mktemp("interop"), "--interop")
    yield running
    assert running.stop() == 0


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


def test_channel_soak(server):
    for _ in range(30):
        with grpc.insecure_channel(server.address) as channel:
            own = dynamic.Stub(channel, "grpc.testing.TestService")
            assert own.UnaryCall(large(), timeout=TIMEOUT).payload.body == bytes(314159)


def test_concurrent_large_unary(stub):
    calls = [stub.UnaryCall.future(large(), timeout=TIMEOUT) for _ in range(200)]
    assert all(call.result().payload.body == bytes(314159) for call in calls)


def test_payloads_that_are_not_served_are_refused(stub):
    for request in (
        SimpleRequest(response_size=-1),
        SimpleRequest(response_size=2**31 - 1),
        SimpleRequest(response_type=7),
    ):
        error = refused(lambda: stub.UnaryCall(request, timeout=TIMEOUT))
        assert error.code() is grpc.StatusCode.INVALID_ARGUMENT


def test_messages_of_the_largest_size(server):
    options = [("grpc.max_receive_message_length", -1)]
    with grpc.insecure_channel(server.address, options=options) as channel:
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
