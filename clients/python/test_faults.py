"""A few of the call indexes of faults.py; all of them are `python clients/python/faults.py`."""

import pytest

import faults


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    return faults.build(tmp_path_factory.mktemp("library"))


@pytest.mark.parametrize("kind", faults.KINDS)
def test_a_disk_that_fails_in_the_middle(library, kind):
    count = faults.calls(library, kind)
    assert count > 20
    met = 0
    # At the start, while data come, while a job ends, at the end.
    for part in (0.05, 0.3, 0.5, 0.6, 0.67, 0.8):
        _, failed = faults.play(library, kind, int(part * count))
        met += bool(failed)
    assert met >= 4
