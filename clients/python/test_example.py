"""The example client works as the README prints it."""

import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def test_example_runs_the_whole_loop(server):
    result = subprocess.run(
        [sys.executable, "clients/python/example.py", "--server", server.address, "--steps", "200"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert result.returncode == 0, result.stderr
    lines = result.stdout.splitlines()
    assert lines[0] == "100 labelled examples are durable"
    assert lines[1] == "900 unlabelled examples are durable"
    assert "JOB_STATE_SUCCEEDED, version 1" in lines[2]
    share = float(lines[3].split(": ")[1].split(" %")[0])
    assert share > 80, lines[3]
