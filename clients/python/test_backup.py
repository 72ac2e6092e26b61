"""Backups of a server that is written to: whole, on one moment, and something to go on from."""

import json
import subprocess
import threading

import conftest
from stubs import load

labeling, labeling_grpc = load("tutelage/v1/labeling")
common, _ = load("tutelage/v1/common")

import grpc  # noqa: E402


def run(*arguments, code=0):
    done = subprocess.run([conftest.binary(), *arguments], capture_output=True, text=True, timeout=120)
    assert done.returncode == code, f"{arguments}: {done.stdout}{done.stderr}"
    return done.stdout + done.stderr


def rows(path, count, start=0):
    """Write rows of 20 numbers with their labels, none like another."""
    with open(path, "w") as file:
        print(",".join([*(f"x{place}" for place in range(20)), "y"]), file=file)
        for number in range(start, start + count):
            values = [str((number * 37 + place * 11) % 1009 / 100) for place in range(19)]
            print(",".join([str(number), *values, "ab"[number % 2]]), file=file)
    return str(path)


class Writer(threading.Thread):
    """Ingests one row after the other and keeps count of what is durable."""

    def __init__(self, address, name):
        super().__init__(daemon=True)
        self.address, self.tag = address, name
        self.durable = 0
        self.ends = threading.Event()

    def run(self):
        def items():
            number = 0
            while not self.ends.is_set():
                number += 1
                item = labeling.IngestItem(example_id=f"{self.tag}-{number:08}")
                item.input.data = number.to_bytes(4, "little") * 20
                yield labeling.IngestRequest(project="p", items=[item])

        with grpc.insecure_channel(self.address) as channel:
            try:
                for reply in labeling_grpc.LabelingStub(channel).Ingest(items()):
                    self.durable = reply.durable_count
            except grpc.RpcError:
                pass


def examples(server):
    shown = run("project", "show", "p", "--json", "--server", server.address)
    return json.loads(shown)["project"]["counts"]["examples"]


def train(server, *arguments):
    return run("train", "p", "--algorithm", "supervised", "--steps", "2", *arguments, "--server", server.address)


def test_backup_while_everything_goes_on(tmp_path):
    data, copies = tmp_path / "data", []
    server = conftest.Server(data)
    run("project", "create", "p", "--classes", "a,b", "--vector", "20", "--server", server.address)
    file = rows(tmp_path / "rows.csv", 300)
    ingest = ["ingest", "p", file, "--label-column", "y", "--split-shares", "train=0.5,gate=0.5"]
    run(*ingest, "--server", server.address)
    train(server)
    writers = [Writer(server.address, f"w{number}") for number in range(3)]
    for writer in writers:
        writer.start()
    for number in range(6):
        # Snapshots come, old ones go, and so do versions.
        if number:
            train(server, "--seed", str(number))
        if number > 2:
            run("models", "delete", "p", str(number), "--server", server.address)
        before = sum(writer.durable for writer in writers) + 300
        copy = tmp_path / f"copy-{number}"
        said = json.loads(run("backup", str(copy), "--data-dir", str(data), "--json"))
        assert said["projects"] == 1 and said["files"] > 2
        after = examples(server)
        copies.append((copy, before, after))
    assert all(writer.is_alive() for writer in writers)
    server.process.kill()
    server.process.wait()
    for writer in writers:
        writer.join(30)
    assert not list(tmp_path.glob("*.partial"))
    for copy, before, after in copies[:1] + copies[-2:]:
        restored = conftest.Server(copy)
        # A killed server's backup, and a killed backup's server.
        restored.process.kill()
        restored.process.wait()
        restored = conftest.Server(copy)
        assert before <= examples(restored) <= after
        assert "300 rows" in run("predict", "p", file, "--label-column", "y", "--summary", "--server", restored.address)
        assert "version" in train(restored, "--seed", "99")
        assert restored.stop() == 0
        restored.log.seek(0)
        log = restored.log.read()
        assert " error " not in log, log


def test_backup_says_what_it_cannot_do(tmp_path):
    (tmp_path / "empty").mkdir()
    said = run("backup", str(tmp_path / "b"), "--data-dir", str(tmp_path / "empty"), code=1)
    assert "holds no database" in said
    server = conftest.Server(tmp_path / "data")
    assert server.stop() == 0
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "note").write_text("mine")
    said = run("backup", str(tmp_path / "full"), "--data-dir", str(tmp_path / "data"), code=1)
    assert "is not an empty folder" in said and (tmp_path / "full" / "note").read_text() == "mine"
    (tmp_path / "damaged").mkdir()
    (tmp_path / "damaged" / "tutelage.sqlite").write_bytes(b"no database" * 1000)
    said = run("backup", str(tmp_path / "c"), "--data-dir", str(tmp_path / "damaged"), code=1)
    assert said.startswith("error: the database is damaged") and not list(tmp_path.glob("c*"))
    # Of a server that does not run, into an empty folder.
    assert "0 projects" in run("backup", str(tmp_path / "empty"), "--data-dir", str(tmp_path / "data"))
    restored = conftest.Server(tmp_path / "empty")
    assert restored.stop() == 0
