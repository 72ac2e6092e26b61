"""A few kills of storm.py, and that its model finds what it is there for; 200 are `python clients/python/storm.py`."""

import copy
import re

import pytest

import faults
import storm as bench
import storm_reader
import storm_writer
from faults import Finding
from storm import Storm
from storm_model import ABSENT, ACKNOWLEDGED, REFUSED, STRICT, UNKNOWN, Model, Operation

ROW = ("digest", "rows:1", 0, "", ())
PROJECT, FIRST, SECOND = ("project", "p"), ("example", "p", "1"), ("example", "p", "2")
POLICIES = ("policies", "p")


def history(*writes):
    """Return a model of writes one after the other: outcome and effects."""
    model = Model()
    for number, (outcome, *effects) in enumerate([(ACKNOWLEDGED, ("put", PROJECT, "c")), *writes]):
        model.apply(Operation(0, "Write", "p", 2 * number, 2 * number + 1, outcome, tuple(effects)))
    return model


def fails(model, seen, what):
    with pytest.raises(Finding, match=what):
        copy.deepcopy(model).check({PROJECT: ["c"]} | seen, 99)


def holds(model, seen):
    copy.deepcopy(model).check({PROJECT: ["c"]} | seen, 99)


def test_each_call_is_made_or_left_out_for_a_reason():
    modules = (faults.projects, faults.labeling, faults.training, faults.models, faults.prediction)
    modules += (storm_reader.tokens, storm_writer.distillation)
    calls = {
        method.name
        for module in modules
        for service in module.DESCRIPTOR.services_by_name.values()
        for method in service.methods
    }
    assert len(calls) > 40
    assert {call for call in calls if not re.search(rf"\b{call}\b", bench.__doc__)} == set()


def test_acknowledged_is_there_once():
    model = history((ACKNOWLEDGED, ("put", FIRST, ROW)))
    holds(model, {FIRST: [ROW]})
    fails(model, {}, "is None, and not")
    fails(model, {FIRST: [ROW, ROW]}, "is there 2 times")
    fails(model, {FIRST: [(*ROW[:-1], (("a1", "a"),))]}, "and not")


def test_refused_is_not_there():
    model = history((REFUSED, ("put", FIRST, ROW)))
    holds(model, {})
    fails(model, {FIRST: [ROW]}, "and not None")


def test_unknown_is_there_wholly_or_not_at_all():
    answer = ("a1", "a")
    answered = (*ROW[:-1], (answer,))
    puts = [(ACKNOWLEDGED, ("put", entity, ROW)) for entity in (FIRST, SECOND)]
    model = history(*puts, (UNKNOWN, ("add", FIRST, answer), ("add", SECOND, answer)))
    holds(model, {FIRST: [ROW], SECOND: [ROW]})
    holds(model, {FIRST: [answered], SECOND: [answered]})
    fails(model, {FIRST: [answered], SECOND: [ROW]}, "is not done although")
    # What was read once stays, and comes no second time with a retry.
    model.check({PROJECT: ["c"], FIRST: [answered], SECOND: [answered]}, 99)
    fails(model, {FIRST: [ROW], SECOND: [ROW]}, "and not")
    model.apply(Operation(0, "Write", "p", 100, 101, ACKNOWLEDGED, (("add", FIRST, answer),)))
    holds(model, {FIRST: [answered], SECOND: [answered]})
    fails(model, {FIRST: [(*ROW[:-1], (answer, answer))], SECOND: [answered]}, "and not")


def test_a_deleted_project_leaves_nothing():
    put, delete = ("put", FIRST, ROW), ("remove", PROJECT, None)
    create = ("put", PROJECT, "c")
    fails(history((ACKNOWLEDGED, put), (ACKNOWLEDGED, delete), (ACKNOWLEDGED, create)), {FIRST: [ROW]}, "and not None")
    fails(history((ACKNOWLEDGED, put), (UNKNOWN, delete)), {}, "is not done although")
    holds(history((ACKNOWLEDGED, put), (UNKNOWN, delete)), {FIRST: [ROW]})
    model = history((ACKNOWLEDGED, put))
    # Of an ingest beside a deletion nobody knows which was first.
    model.apply(Operation(1, "DeleteProject", "p", 1.5, 4, ACKNOWLEDGED, (delete,)))
    model.apply(Operation(1, "CreateProject", "p", 5, 6, ACKNOWLEDGED, (create,)))
    holds(model, {FIRST: [ROW]})
    holds(model, {})


def test_the_last_write_stands():
    first, second = (ACKNOWLEDGED, ("put", POLICIES, 1)), (ACKNOWLEDGED, ("put", POLICIES, 2))
    holds(history(first, second), {POLICIES: [2]})
    fails(history(first, second), {POLICIES: [1]}, "is 1, and not 2")
    # What was done by the first of two calls is not done again by the second.
    model = history(first, (UNKNOWN, ("put", POLICIES, 2)), (UNKNOWN, ("put", POLICIES, 3)))
    model.check({PROJECT: ["c"], POLICIES: [3]}, 10)
    model.apply(Operation(0, "Write", "p", 11, 12, ACKNOWLEDGED, (("put", POLICIES, 2),), first=4))
    holds(model, {POLICIES: [3]})
    holds(history(first, (UNKNOWN, ("put", POLICIES, 2))), {POLICIES: [1]})
    holds(history(first, (UNKNOWN, ("put", POLICIES, 2))), {POLICIES: [2]})


def test_two_do_not_get_one_id():
    other = ("other", *ROW[1:])
    with pytest.raises(Finding, match="was acknowledged as"):
        history((ACKNOWLEDGED, ("put", FIRST, ROW)), (ACKNOWLEDGED, ("put", FIRST, other)))


def test_what_is_hidden_stays_so():
    claim = ("claim", "p", "1")
    fails(history((ACKNOWLEDGED, ("hide", claim, None))), {claim: [True]}, "is True")
    holds(history((UNKNOWN, ("hide", claim, None))), {claim: [True]})


def test_a_few_kills_under_writers_of_everything(tmp_path):
    storm = Storm(tmp_path, writers=20, seed=7)
    seen, _ = storm.play(kills=3, least=300)
    # The recorded history finds each thing that is lost, doubled or too much in what was read.
    model = Model()
    for operation in storm.history:
        model.apply(operation)
    missing = storm.reader.is_truncated
    copy.deepcopy(model).check(seen, 1e9, missing)
    sure = {entity[0]: entity for entity, states in model.states.items() if ABSENT not in states and entity in seen}
    assert {"project", "example", "import", "draw", "token", "release"} <= sure.keys()
    for entity in sure.values():
        if not missing(entity):
            with pytest.raises(Finding):
                copy.deepcopy(model).check({key: value for key, value in seen.items() if key != entity}, 1e9, missing)
        if entity[0] in STRICT - {"gate"}:
            with pytest.raises(Finding):
                copy.deepcopy(model).check(seen | {entity: seen[entity] * 2}, 1e9, missing)
            with pytest.raises(Finding):
                copy.deepcopy(model).check(seen | {(*entity[:-1], "never"): seen[entity]}, 1e9, missing)
