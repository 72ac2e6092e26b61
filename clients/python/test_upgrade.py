"""The binary is replaced while its server runs: its workers are those of the running version."""

import os
import shutil
import subprocess

import conftest


def run(server, *arguments):
    done = subprocess.run(
        [conftest.binary(), *arguments, "--server", server.address], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_replaced_binary_changes_no_worker(tmp_path, monkeypatch):
    own = tmp_path / "tutelage"
    shutil.copy(conftest.binary(), own)
    with monkeypatch.context() as patch:
        patch.setenv("TUTELAGE_BINARY", str(own))
        server = conftest.Server(tmp_path / "data")
    other = tmp_path / "other"
    other.write_text("#!/bin/sh\nexit 7\n")
    other.chmod(0o755)
    os.replace(other, own)
    run(server, "project", "create", "p", "--classes", "a,b", "--vector", "1")
    rows = tmp_path / "rows.csv"
    rows.write_text("x,y\n" + "".join(f"{number},{'ab'[number % 2]}\n" for number in range(20)))
    run(server, "ingest", "p", str(rows), "--label-column", "y")
    assert "succeeded" in run(server, "train", "p", "--algorithm", "supervised", "--steps", "2")
    assert server.stop() == 0
