"""Health by name: the server, its services, projects and model versions; once or on each change."""

import queue
import threading

import conftest
import dynamic
import grpc
import pytest
import stubs

projects, projects_grpc = stubs.load("tutelage/v1/projects")
common, _ = stubs.load("tutelage/v1/common")
Request = dynamic.message("grpc.health.v1.HealthCheckRequest")
UNKNOWN, SERVING, NOT_SERVING, SERVICE_UNKNOWN = range(4)


class Watch:
    """A call of Watch whose answers a thread collects."""

    def __init__(self, channel, name):
        self.statuses, self.code = queue.Queue(), None
        self.call = dynamic.Stub(channel, "grpc.health.v1.Health").Watch(Request(service=name))
        self.thread = threading.Thread(target=self.read)
        self.thread.start()

    def read(self):
        try:
            for reply in self.call:
                self.statuses.put(reply.status)
        except grpc.RpcError as error:
            self.code = error.code()

    def next(self):
        return self.statuses.get(timeout=30)

    def end(self):
        self.call.cancel()
        self.thread.join()
        assert self.statuses.empty()


def check(channel, name):
    stub = dynamic.Stub(channel, "grpc.health.v1.Health")
    return stub.Check(Request(service=name), timeout=30).status


def create(channel, name):
    projects_grpc.ProjectsStub(channel).CreateProject(
        projects.CreateProjectRequest(
            name=name,
            classes=["a", "b"],
            input=common.InputSpecification(vector=common.VectorInput(dimension=2)),
        ),
        timeout=30,
    )


def test_check_knows_every_service_that_reflection_lists(channel):
    names = {
        file.package + "." + service.name
        for file in dynamic.files()
        for service in file.service
        if "internal" not in file.package and "testing" not in file.package
    }
    assert len(names) > 8
    for name in {""} | names:
        assert check(channel, name) == SERVING, name


@pytest.mark.parametrize(
    "name", ["nothing", "tutelage.internal.v1.Worker", "grpc.testing.TestService", "a/b", "a/1"]
)
def test_what_is_unknown_is_not_found_or_watched_as_unknown(channel, name):
    with pytest.raises(grpc.RpcError) as caught:
        check(channel, name)
    assert caught.value.code() is grpc.StatusCode.NOT_FOUND
    watch = Watch(channel, name)
    assert watch.next() == SERVICE_UNKNOWN
    watch.end()


def test_a_project_is_watched_from_before_it_is_made_until_after_it_is_gone(channel):
    # What comes with a champion, Tests/ServicesTests/HealthTests.swift shows.
    watch = Watch(channel, "apples")
    assert watch.next() == SERVICE_UNKNOWN
    create(channel, "apples")
    assert watch.next() == NOT_SERVING
    assert check(channel, "apples") == NOT_SERVING
    projects_grpc.ProjectsStub(channel).DeleteProject(
        projects.DeleteProjectRequest(project="apples"), timeout=30
    )
    assert watch.next() == SERVICE_UNKNOWN
    watch.end()


def test_shutdown_ends_every_watch_at_once(tmp_path):
    # A watch that held the shutdown would make it wait longer than stop() does.
    server = conftest.Server(tmp_path, "--grace-seconds", "300")
    with grpc.insecure_channel(server.address) as channel:
        watches = [Watch(channel, name) for name in ("", "tutelage.v1.Prediction", "nobody")]
        assert [watch.next() for watch in watches] == [SERVING, SERVING, SERVICE_UNKNOWN]
        assert server.stop() == 0
        for watch in watches:
            watch.thread.join(timeout=30)
            assert watch.code is grpc.StatusCode.UNAVAILABLE
        assert [watch.next() for watch in watches[:2]] == [NOT_SERVING, NOT_SERVING]
        assert all(watch.statuses.empty() for watch in watches)
