"""TLS, mTLS and tokens as Python's grpcio and the command line meet them."""

import os
import pathlib
import shutil
import signal
import socket
import ssl
import subprocess
import time
import urllib.error
import urllib.request

import grpc
import pytest
from prometheus_client import parser

import conftest
import stubs
from authority import Authority

projects, projects_grpc = stubs.load("tutelage/v1/projects")
prediction, prediction_grpc = stubs.load("tutelage/v1/prediction")
tokens, tokens_grpc = stubs.load("tutelage/v1/tokens")


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("tls") / "ca")


def cli(*arguments, **environment):
    return subprocess.run([conftest.binary(), *map(str, arguments)], capture_output=True, text=True,
                          env={**os.environ, **environment}, timeout=60)


def create(directory, name, *arguments):
    done = cli("token", "create", name, "--data-dir", directory, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def list_projects(channel, **options):
    request = projects.ListProjectsRequest()
    reply = projects_grpc.ProjectsStub(channel).ListProjects(request, timeout=10, **options)
    return [project.name for project in reply.projects]


def create_project(channel, name, **options):
    request = projects.CreateProjectRequest(name=name, classes=["a", "b"])
    request.input.vector.dimension = 2
    return projects_grpc.ProjectsStub(channel).CreateProject(request, timeout=10, **options)


def code(call):
    with pytest.raises(grpc.RpcError) as caught:
        call()
    return caught.value.code()


def log_of(server):
    # Without moving the place at which the server writes.
    file = server.log.fileno()
    return os.pread(file, os.fstat(file).st_size, 0).decode()


def test_tls_and_tokens(authority, tmp_path):
    chain, key = authority.issue("server")
    secret = create(tmp_path / "data", "admin", "--scope", "admin")
    server = conftest.Server(tmp_path / "data", "--tls-certificate", chain, "--tls-key", key,
                             "--require-tokens")
    try:
        both = grpc.composite_channel_credentials(
            authority.credentials(), grpc.access_token_call_credentials(secret))
        with grpc.secure_channel(server.address, both) as channel:
            create_project(channel, "one")
            create_project(channel, "two")
            assert list_projects(channel) == ["one", "two"]
        with grpc.secure_channel(server.address, authority.credentials()) as channel:
            unauthenticated = grpc.StatusCode.UNAUTHENTICATED
            assert code(lambda: list_projects(channel)) == unauthenticated
            wrong = [("authorization", "Bearer tutelage_no")]
            assert code(lambda: list_projects(channel, metadata=wrong)) == unauthenticated
            limited = create(tmp_path / "data", "limited", "--scope", "predict", "--project", "one")
            shown = [("authorization", f"Bearer {limited}")]
            assert list_projects(channel, metadata=shown) == ["one"]
            predict = prediction_grpc.PredictionStub(channel).Predict
            with pytest.raises(grpc.RpcError) as caught:
                predict(prediction.PredictRequest(project="two"), metadata=shown, timeout=10)
            assert caught.value.code() == grpc.StatusCode.PERMISSION_DENIED
            assert "the scope predict for project \"two\"" in caught.value.details()
            assert "limited" in caught.value.details()
            assert code(lambda: create_project(channel, "three", metadata=shown)) \
                == grpc.StatusCode.PERMISSION_DENIED
            assert cli("token", "revoke", "limited", "--data-dir", tmp_path / "data").returncode == 0
            assert code(lambda: list_projects(channel, metadata=shown)) == unauthenticated
        with grpc.insecure_channel(server.address) as channel:
            assert code(lambda: list_projects(channel)) == grpc.StatusCode.UNAVAILABLE
        security = ["--server", f"https://{server.address}", "--tls-ca", authority.folder / "ca.pem"]
        listed = cli("token", "list", *security, TUTELAGE_TOKEN=secret)
        assert listed.returncode == 0 and "admin" in listed.stdout, listed.stderr
        refused = cli("project", "list", *security, TUTELAGE_TOKEN="tutelage_wrong")
        assert refused.returncode == 1 and "UNAUTHENTICATED" in refused.stderr
        assert "tutelage_wrong" not in refused.stderr
        distrusted = cli("project", "list", "--tls", "--server", server.address, TUTELAGE_TOKEN=secret)
        assert distrusted.returncode == 1 and "not to be trusted" in distrusted.stderr
    finally:
        assert server.stop() == 0
    log = log_of(server)
    assert "token limited" in log and "was revoked by the owner" in log
    for text in (secret, secret[-64:], limited, limited[-64:], key.read_text().splitlines()[1]):
        assert text not in log
    database = b"".join(path.read_bytes() for path in (tmp_path / "data").glob("tutelage.sqlite*"))
    assert secret[-64:].encode() not in database


def page(address, context=None):
    scheme = "http" if context is None else "https"
    with urllib.request.urlopen(f"{scheme}://{address}/metrics", timeout=30, context=context) as answer:
        return parser.text_string_to_metric_families(answer.read().decode())


def handshakes(page):
    (family,) = [family for family in page if family.name == "tutelage_tls_handshakes"]
    return {sample.labels["outcome"]: sample.value for sample in family.samples}


def test_the_pages_have_the_certificate_of_the_calls(authority, tmp_path):
    chain, key = authority.issue("server")
    trusting = ssl.create_default_context(cafile=authority.folder / "ca.pem")
    server = conftest.Server(tmp_path / "data", "--tls-certificate", chain, "--tls-key", key,
                             "--http", "0.0.0.0:0")
    try:
        http = "127.0.0.1:" + server.http.rsplit(":", 1)[1]
        assert handshakes(page(http, trusting)) == {"done": 1, "failed": 0}
        with pytest.raises(OSError):
            page(http)
        with pytest.raises(urllib.error.URLError) as caught:
            page(http, ssl.create_default_context())
        assert isinstance(caught.value.reason, ssl.SSLCertVerificationError)
        with grpc.secure_channel(server.address, authority.credentials()) as channel:
            assert list_projects(channel) == []
        wait_for(lambda: handshakes(page(http, trusting))["failed"] == 2)
        assert handshakes(page(http, trusting))["done"] >= 3
    finally:
        assert server.stop() == 0


def test_the_pages_demand_the_certificates_that_calls_do(authority, tmp_path):
    chain, key = authority.issue("server")
    server = conftest.Server(tmp_path / "data", "--tls-certificate", chain, "--tls-key", key,
                             "--tls-client-ca", authority.folder / "ca.pem")
    try:
        context = ssl.create_default_context(cafile=authority.folder / "ca.pem")
        with pytest.raises(OSError):
            page(server.http, context)
        context.load_cert_chain(*authority.issue("prometheus"))
        assert handshakes(page(server.http, context))["done"] == 1
    finally:
        assert server.stop() == 0


def test_mutual_tls(authority, tmp_path):
    chain, key = authority.issue("server")
    server = conftest.Server(tmp_path / "data", "--tls-certificate", chain, "--tls-key", key,
                             "--tls-client-ca", authority.folder / "ca.pem")
    stranger = Authority(tmp_path / "stranger")
    try:
        with grpc.secure_channel(server.address,
                                 authority.credentials(authority.issue("alice"))) as channel:
            assert list_projects(channel) == []
        # As a health probe of a load balancer does, which is no failure worth a line.
        host, _, port = server.address.rpartition(":")
        socket.create_connection((host, int(port)), timeout=30).close()
        for certificate in (None, stranger.issue("mallory"), authority.issue("late", days=-1)):
            with grpc.secure_channel(server.address,
                                     authority.credentials(certificate)) as channel:
                assert code(lambda: list_projects(channel)) == grpc.StatusCode.UNAVAILABLE
        told = cli("project", "list", "--server", server.address, "--tls-ca", authority.folder / "ca.pem")
        assert told.returncode == 1 and "the peer demands a certificate" in told.stderr
        assert "--tls-certificate and --tls-key" in told.stderr
        deadline = time.monotonic() + 60
        while "the peer shows no certificate" not in log_of(server):
            assert time.monotonic() < deadline, log_of(server)
            time.sleep(0.1)
        assert "connection was closed" not in log_of(server)
    finally:
        assert server.stop() == 0


def test_http1_over_tls_is_answered(authority, tmp_path):
    chain, key = authority.issue("server")
    server = conftest.Server(tmp_path / "data", "--tls-certificate", chain, "--tls-key", key)
    try:
        context = ssl.create_default_context(cafile=authority.folder / "ca.pem")
        for protocols in ([], ["http/1.1"]):
            if protocols:
                context.set_alpn_protocols(protocols)
            with pytest.raises(urllib.error.HTTPError) as caught:
                urllib.request.urlopen(f"https://{server.address}/", timeout=30, context=context)
            assert caught.value.code == 505 and b"not HTTP/1.1" in caught.value.read()
        # The protocol of calls is chosen by ALPN, or not spoken.
        context = ssl.create_default_context(cafile=authority.folder / "ca.pem")
        host, _, port = server.address.rpartition(":")
        with socket.create_connection((host, int(port)), timeout=30) as plain:
            with context.wrap_socket(plain, server_hostname=host) as stream:
                stream.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0")
                assert stream.recv(100).startswith(b"HTTP/1.1 505 ")
    finally:
        assert server.stop() == 0


@pytest.mark.parametrize("by_signal", [True, False])
def test_new_certificates(tmp_path, by_signal):
    old, new = Authority(tmp_path / "old"), Authority(tmp_path / "new")
    chain, key = old.issue("server")
    server = conftest.Server(tmp_path / "data", "--tls-certificate", chain, "--tls-key", key)
    try:
        with grpc.secure_channel(server.address, old.credentials()) as before:
            assert list_projects(before) == []
            key.write_text("no key")
            server.process.send_signal(signal.SIGHUP)
            wait_for(lambda: "holds no unencrypted private key" in log_of(server))
            next_chain, next_key = new.issue("server")
            for source, target in ((next_key, key), (next_chain, chain)):
                shutil.copy(source, str(target) + ".new")
                os.replace(str(target) + ".new", target)
            if by_signal:
                server.process.send_signal(signal.SIGHUP)
            wait_for(lambda: "new connections get the new certificate" in log_of(server))
            with grpc.secure_channel(server.address, new.credentials()) as after:
                assert list_projects(after) == []
            assert list_projects(before) == []
    finally:
        assert server.stop() == 0
    assert "no key" not in log_of(server)


def wait_for(condition):
    for _ in range(300):
        if condition():
            return
        time.sleep(0.1)
    pytest.fail("it did not come to pass within 30 s")


def test_listening(tmp_path):
    data = tmp_path / "data"
    refused = cli("serve", "--data-dir", data, "--listen", "0.0.0.0:0")
    assert refused.returncode == 1
    assert "--tls-certificate" in refused.stderr and "--insecure" in refused.stderr
    pages = cli("serve", "--data-dir", data, "--listen", "127.0.0.1:0", "--http", "0.0.0.0:0")
    assert pages.returncode == 1
    assert "--http" in pages.stderr and "--insecure" in pages.stderr
    assert cli("serve", "--data-dir", data, "--tls-key", "x").returncode == 2
    assert cli("serve", "--data-dir", data, "--tls-client-ca", "x").returncode == 2
    server = conftest.Server(data, "--listen", "0.0.0.0:0", "--insecure")
    try:
        port = server.address.rsplit(":", 1)[1]
        with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
            assert list_projects(channel) == []
    finally:
        assert server.stop() == 0
    assert "clear text" in log_of(server) and "may do anything" in log_of(server)


def test_tokens_without_a_server(tmp_path):
    data = tmp_path / "data"
    secret = create(data, "robot", "--scope", "label", "--scope", "predict", "--expires", "90d")
    listed = cli("token", "list", "--data-dir", data)
    assert "robot" in listed.stdout and "predict,label" in listed.stdout
    assert secret[-64:] not in listed.stdout
    again = cli("token", "create", "robot", "--scope", "label", "--data-dir", data)
    assert again.returncode == 1 and "there is a token robot" in again.stderr
    for wrong in (["--scope", "root"], [], ["--scope", "label", "--expires", "soon"]):
        assert cli("token", "create", "x", "--data-dir", data, *wrong).returncode == 2
    assert cli("token", "revoke", "robot", "--data-dir", data).returncode == 0
    assert cli("token", "revoke", "robot", "--data-dir", data).returncode == 1
    assert pathlib.Path(data).stat().st_mode & 0o077 == 0
    for wrong in (["list"], ["revoke", "robot"]):
        missing = cli("token", *wrong, "--data-dir", tmp_path / "typo")
        assert missing.returncode == 1 and "there is no data directory" in missing.stderr
        assert not (tmp_path / "typo").exists()
