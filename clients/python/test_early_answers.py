"""Requests that are answered before they have come whole: curl gets every answer."""

import shutil
import subprocess

import pytest

HTTP2 = "HTTP2" in subprocess.run(["curl", "--version"], capture_output=True, text=True).stdout \
    if shutil.which("curl") else False
GRPC = "content-type: application/grpc"
CHECK = "/grpc.health.v1.Health/Check"
ROUNDS = 50


@pytest.fixture(scope="module")
def body(tmp_path_factory):
    """A message of 12 MiB, three times the limit."""
    path = tmp_path_factory.mktemp("body") / "message"
    size = 12 << 20
    path.write_bytes(b"\0" + size.to_bytes(4, "big") + bytes(size))
    return path


@pytest.mark.skipif(not HTTP2, reason="needs a curl that speaks HTTP/2")
@pytest.mark.parametrize("path, field, status, code", [
    ("/no.Service/Method", GRPC, 200, "12"),
    (CHECK, "content-type: text/plain", 415, ""),
    ("/index.html", "content-type: text/plain", 404, ""),
    (CHECK, GRPC, 200, "8"),
])
def test_every_answer_arrives(server, body, path, field, status, code):
    answers = [
        subprocess.run(
            ["curl", "-sS", "--http2-prior-knowledge", "-D", "-", "-H", field, "-H", "te: trailers",
             "--data-binary", f"@{body}", f"http://{server.address}{path}"],
            capture_output=True, text=True, timeout=60,
        )
        for _ in range(ROUNDS)
    ]
    assert [answer.returncode for answer in answers] == [0] * ROUNDS, answers[0].stderr
    for answer in answers:
        lines = answer.stdout.splitlines()
        assert lines[0].split()[:2] == ["HTTP/2", str(status)]
        found = [line.split(": ")[1] for line in lines if line.startswith("grpc-status: ")]
        assert found == ([code] if code else [])
        assert code or lines[-1] != ""
