"""The pages for monitoring, read by Prometheus' own parser."""

import json
import urllib.error
import urllib.request

import grpc
import pytest
from prometheus_client import parser

import conftest
import stubs

projects, projects_grpc = stubs.load("tutelage/v1/projects")


def read(server, path):
    with urllib.request.urlopen(f"http://{server.http}{path}", timeout=30) as answer:
        return answer.headers["Content-Type"], answer.read().decode()


def families(server):
    kind, page = read(server, "/metrics")
    assert kind == "text/plain; version=0.0.4; charset=utf-8"
    return {family.name: family for family in parser.text_string_to_metric_families(page)}


def test_the_parser_reads_every_metric(server):
    found = families(server)
    assert len(found) > 30
    assert all(family.documentation for family in found.values())
    # The parser takes the suffix off the names of counters.
    assert found["grpc_server_handled"].type == "counter"
    assert found["tutelage_queue_seconds"].type == "histogram"
    assert found["process_open_fds"].samples[0].value > 4


def test_calls_are_counted_by_method_and_status(server, channel):
    def handled():
        samples = families(server)["grpc_server_handled"].samples
        return {
            sample.labels["grpc_code"]: sample.value
            for sample in samples
            if sample.labels["grpc_method"] == "ListProjects"
        }

    before = handled().get("OK", 0)
    stub = projects_grpc.ProjectsStub(channel)
    for _ in range(5):
        stub.ListProjects(projects.ListProjectsRequest())
    assert handled()["OK"] == before + 5


def test_health_pages(server):
    assert read(server, "/livez")[1] == "live\n"
    assert read(server, "/readyz")[1] == "ready\n"
    with pytest.raises(urllib.error.HTTPError) as refusal:
        read(server, "/")
    assert refusal.value.code == 404


LIMITS = {
    "max-message-bytes": 1_000_001,
    "max-header-bytes": 20_000,
    "max-streams": 77,
    "max-connections": 501,
    "max-resets": 123,
    "max-buffered-bytes": 70_000,
    "max-queue": 2_000,
    "max-queue-ms": 4_321,
    "max-request-rows": 1_500,
    "idle-timeout-seconds": 601,
    "preface-timeout-seconds": 5,
    "keepalive-seconds": 31,
    "keepalive-timeout-seconds": 7,
    "max-connection-age-seconds": 3_601,
    "max-connection-age-grace-seconds": 11,
    "write-timeout-seconds": 13,
    "memory-budget-mib": 97,
    "message-timeout-seconds": 17,
}


def test_every_limit_is_set_by_its_flag_and_shown(tmp_path):
    flags = [word for flag, value in LIMITS.items() for word in (f"--{flag}", str(value))]
    server = conftest.Server(tmp_path, *flags)
    try:
        samples = families(server)["tutelage_limit"].samples
        assert {sample.labels["limit"]: sample.value for sample in samples} == LIMITS
    finally:
        assert server.stop() == 0


def test_the_log_is_json_and_the_request_id_comes_back(tmp_path):
    server = conftest.Server(tmp_path, "--log-format", "json", "--log-level", "debug")
    with grpc.insecure_channel(server.address) as channel:
        stub = projects_grpc.ProjectsStub(channel)
        metadata = [("x-request-id", "order-17"), ("authorization", "Bearer hidden")]
        trace = "4bf92f3577b34da6a3ce929d0e0e4736"
        metadata.append(("traceparent", f"00-{trace}-00f067aa0ba902b7-01"))
        call = stub.ListProjects.with_call(projects.ListProjectsRequest(), metadata=metadata)[1]
        assert ("x-request-id", "order-17") in [tuple(pair) for pair in call.initial_metadata()]
    assert server.stop() == 0
    server.log.seek(0)
    text = server.log.read()
    assert "hidden" not in text
    lines = [json.loads(line) for line in text.splitlines()]
    (line,) = [line for line in lines if line.get("request_id") == "order-17"]
    assert line["method"] == "/tutelage.v1.Projects/ListProjects"
    assert (line["code"], line["trace_id"], line["level"]) == ("OK", trace, "debug")
