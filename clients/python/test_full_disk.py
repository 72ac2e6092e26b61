"""A full disk: refused and said everywhere, predictions served, emptied by deletions; nothing lost.

The disk is a small file system in memory, which only the system's administrator may mount.
"""

import json
import os
import subprocess
import time
import urllib.error
import urllib.request

import grpc
import pytest

import conftest
import dynamic

SERVING, REFUSING = 1, 2


@pytest.fixture
def disk(tmp_path):
    """Return a file system of 12 MiB."""
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(tmp_path)], capture_output=True, text=True
    )
    if mounted.returncode != 0:
        reason = f"a file system cannot be mounted here: {mounted.stderr.strip()}"
        print(f"skipped: {reason}")
        pytest.skip(reason)
    yield tmp_path
    subprocess.run(["umount", "-l", str(tmp_path)], check=True)


def run(server, *arguments, code=0):
    """Run a command and return what it printed, to both outputs."""
    done = subprocess.run(
        [conftest.binary(), *arguments, "--server", server.address], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == code, f"{arguments}: {done.stdout}{done.stderr}"
    return done.stdout + done.stderr


def page(server, path):
    """Return the status and the text of a page of the side port."""
    try:
        with urllib.request.urlopen(f"http://{server.http}{path}", timeout=10) as reply:
            return reply.status, reply.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def log(server):
    """Return what the server has logged; read to its end, where the server goes on."""
    server.log.seek(0)
    return server.log.read()


def health(server, service):
    with grpc.insecure_channel(server.address) as channel:
        request = dynamic.message("grpc.health.v1.HealthCheckRequest")(service=service)
        return dynamic.Stub(channel, "grpc.health.v1.Health").Check(request).status


def rows(path, count, start=0):
    """Write rows of 100 numbers with their labels, none like another."""
    with open(path, "w") as file:
        for number in range(start, start + count):
            values = [str((number * 37 + place * 11) % 1009 / 100) for place in range(99)]
            print(",".join([str(number), *values, "ab"[number % 2]]), file=file)
    return str(path)


def examples(server, project):
    return json.loads(run(server, "project", "show", project, "--json"))["project"]["counts"]["examples"]


def wait_for(condition):
    for _ in range(1200):
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError("it did not come to pass in 120 s")


@pytest.fixture
def outside(tmp_path_factory):
    """Return a folder beside the small disk."""
    return tmp_path_factory.mktemp("outside")


def start(disk):
    (disk / "data").mkdir(exist_ok=True)
    return conftest.Server(disk / "data")


def labelled(path):
    return [path, "--label-column", "101", "--no-header"]


def prepare(server, outside):
    """Make a project with a model, and one that fills the disk; return a file and what is durable."""
    for project in ("kept", "large"):
        run(server, "project", "create", project, "--classes", "a,b", "--vector", "100")
    few = rows(outside / "few.csv", 200)
    run(server, "ingest", "kept", *labelled(few), "--split", "train")
    run(server, "train", "kept", "--algorithm", "supervised", "--steps", "2")
    many = rows(outside / "many.csv", 30_000, start=1000)
    said = run(server, "ingest", "large", *labelled(many), "--split", "train", code=1)
    assert "the disk is full" in said and "wants TLS" not in said
    durable = int(said.split(" examples are durable")[0].split("\n")[-1])
    assert 0 < durable <= examples(server, "large")
    return few


def test_own_data_leave_room_to_delete(disk, outside):
    server = start(disk)
    few = prepare(server, outside)
    status, text = page(server, "/readyz")
    assert status == 503 and text.startswith("not ready: the disk is full"), text
    assert page(server, "/readyz/predict") == (200, "ready\n")
    metrics = page(server, "/metrics")[1]
    assert 'tutelage_store_refuses_writes{reason="disk_full"} 1' in metrics
    assert "tutelage_disk_free_bytes" in metrics
    assert health(server, "tutelage.v1.Labeling") == REFUSING
    assert health(server, "tutelage.v1.Prediction") == health(server, "") == health(server, "kept") == SERVING
    assert "200 rows" in run(server, "predict", "kept", *labelled(few), "--summary")
    held = {project: examples(server, project) for project in ("kept", "large")}
    wait_for(lambda: "writes are refused: the disk is full" in log(server))
    # SIGTERM ends it as on any other day.
    assert server.stop() == 0

    server = start(disk)
    assert {project: examples(server, project) for project in held} == held
    assert "200 rows" in run(server, "predict", "kept", *labelled(few), "--summary")
    run(server, "project", "delete", "large", "--yes")
    wait_for(lambda: page(server, "/readyz")[0] == 200)
    more = rows(outside / "more.csv", 200, start=900_000)
    run(server, "ingest", "kept", *labelled(more), "--split", "train")
    assert examples(server, "kept") == 400
    assert server.stop() == 0


@pytest.mark.parametrize("is_kill", [False, True])
def test_others_fill_the_disk_to_the_last_byte(disk, outside, is_kill):
    server = start(disk)
    few = prepare(server, outside)
    if is_kill:
        server.process.kill()
        server.process.wait()
    else:
        assert server.stop() == 0
    with open(disk / "other", "wb", buffering=0) as other:
        try:
            while True:
                other.write(bytes(4096))
        except OSError:
            pass
    assert os.statvfs(disk).f_bavail == 0
    server = start(disk)
    assert "200 rows" in run(server, "predict", "kept", *labelled(few), "--summary")
    more = rows(outside / "more.csv", 200, start=900_000)
    assert "the disk is full" in run(server, "ingest", "kept", *labelled(more), "--split", "train", code=1)
    # What is deleted is gone, whatever else can be done now.
    assert run(server, "project", "delete", "large", "--yes").strip() == "deleted large"
    assert "large" not in run(server, "project", "list")
    assert run(server, "examples", "delete", "kept", *ids(server)[:1])
    assert server.stop() == 0
    (disk / "other").unlink()
    server = start(disk)
    assert "large" not in run(server, "project", "list")
    assert examples(server, "kept") == 199
    run(server, "ingest", "kept", *labelled(more), "--split", "train")
    assert page(server, "/readyz") == (200, "ready\n")
    assert server.stop() == 0


def ids(server):
    """Return ids of examples with labels."""
    lines = run(server, "export", "kept").splitlines()
    return [json.loads(line)["id"] for line in lines if line.startswith("{")]
