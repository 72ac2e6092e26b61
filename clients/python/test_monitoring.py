"""The pages for monitoring, read by Prometheus' own parser."""

import urllib.error
import urllib.request

import pytest
from prometheus_client import parser

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
