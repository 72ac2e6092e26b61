"""What a store may hold after a history of writes: what was acknowledged, once; the unknown wholly or not at all."""

import dataclasses

from faults import Finding

ACKNOWLEDGED, REFUSED, UNKNOWN = "acknowledged", "refused", "unknown"
ABSENT = None

# Of these what is there must be in the history. The server itself makes releases, relabels and cancellations too.
STRICT = {"project", "example", "import", "job", "draw", "token", "rollback", "gate"}
# What one write after the other replaces.
REGISTERS = {"policies", "traffic"}
# Numbers that one acknowledged write alone may have; no call lists them.
UNLISTED = {"comparison", "look"}
# What must not be shown for as long as it holds, and may be or not otherwise.
HIDDEN = {"claim", "waits"}


@dataclasses.dataclass
class Operation:
    """A write as its caller saw it.

    Its effects are (verb, entity, value), all or none; an entity is (table, project, ...). A write that comes again may
    have been done since `first`, when it came for the first time.
    """

    writer: int
    kind: str
    project: str
    begin: float
    end: float
    outcome: str
    effects: tuple = ()
    code: str = ""
    first: float = 0

    def __str__(self):
        return f"{self.begin:.3f}-{self.end:.3f} writer {self.writer} {self.kind} {self.outcome} {self.code}".strip()


def changed(verb, value, state):
    """Return what becomes of an entity in a state."""
    if verb == "put":
        return value if state is ABSENT else state
    if verb == "remove" or state is ABSENT:
        return ABSENT
    if verb == "set":
        return value
    # An answer, which is the last one from then on; the same one again changes nothing.
    return state if value in state[-1] else (*state[:-1], (*state[-1], value))


def is_same(entity, state, value):
    """Whether a write that comes again changes nothing; answers may have come since."""
    return state[:-1] == value[:-1] if entity[0] == "example" else state == value


class Model:
    """The states that each entity may be in; a read settles which."""

    def __init__(self):
        self.states, self.registers = {}, {}
        self.last, self.stories = {}, {}
        self.deletions, self.groups = {}, []

    def apply(self, operation):
        """Take the next write of the history, in the order of the ends."""
        if operation.outcome == REFUSED:
            return
        overlaps = any(
            (operation.first or operation.begin) <= end and begin <= operation.end
            for begin, end in self.deletions.get(operation.project, ())
        )
        is_sure = operation.outcome == ACKNOWLEDGED and not overlaps
        group = []
        for verb, entity, value in self.spread(operation):
            self.stories.setdefault(entity, []).append(operation)
            if entity[0] in REGISTERS:
                write = (operation.first or operation.begin, operation.end, value, is_sure)
                self.registers.setdefault(entity, []).append(write)
            elif entity[0] in HIDDEN:
                self.states.pop(entity, None)
                if verb == "hide" and is_sure:
                    self.states[entity] = {ABSENT}
            else:
                group.append(self.change(operation, verb, entity, value, is_sure))
        if not is_sure and len(group) > 1:
            self.groups.append((operation, [change for change in group if change]))

    def spread(self, operation):
        """Return the effects; a project goes with all that is in it."""
        effects = list(operation.effects)
        for verb, entity, _ in operation.effects:
            if verb == "remove" and entity[0] == "project":
                self.deletions[entity[1]] = [
                    *self.deletions.get(entity[1], [])[-8:], (operation.begin, operation.end)
                ]
                inside = [other for other in self.states if other[1] == entity[1] and other != entity]
                effects += [("show" if other[0] in HIDDEN else "remove", other, ABSENT) for other in inside]
        return effects

    def change(self, operation, verb, entity, value, is_sure):
        """Change the states of one entity; return it with its new ones, where they tell done from not done."""
        before = self.states.get(entity, {ABSENT})
        # Of what was written while its project was deleted nobody knows whether it was before or after.
        is_racing = verb == "remove" and entity[0] != "project" and self.last.get(entity, 0) >= operation.begin
        if is_sure and not is_racing:
            before = self.possible(verb, entity, value, before)
        after = {changed(verb, value, state) for state in before}
        self.states[entity] = after if is_sure and not is_racing else before | after
        self.last[entity] = operation.end
        is_telling = entity[0] not in UNLISTED and not before & after and not is_racing
        return (entity, after) if is_telling else None

    def possible(self, verb, entity, value, before):
        """Return the states from which an acknowledged change is possible."""
        if verb == "put":
            possible = {state for state in before if state is ABSENT or is_same(entity, state, value)}
        else:
            possible = before - {ABSENT} if verb != "remove" else before
        if not possible:
            self.fail(entity, f"was acknowledged as {value}, and was {' or '.join(map(str, before))}")
        return possible

    def check(self, seen, now, missing=lambda entity: False):
        """Compare with all that can be read, and go on from what is there."""
        for entity in list(self.states.keys() | {entity for entity in seen if entity[0] in STRICT}):
            values = seen.get(entity, [])
            if entity[0] in UNLISTED or not values and missing(entity):
                continue
            if len(values) > self.most(entity):
                self.fail(entity, f"is there {len(values)} times: {values}")
            value = values[0] if values else ABSENT
            allowed = self.states.get(entity, {ABSENT})
            if value not in allowed:
                self.fail(entity, f"is {value}, and not {' or '.join(map(str, allowed))}")
        self.check_groups(seen)
        for entity, writes in self.registers.items():
            self.check_register(entity, writes, seen.get(entity), now)
        for entity in [entity for entity in self.states if entity[0] not in UNLISTED | HIDDEN]:
            if entity in seen:
                self.states[entity] = set(seen[entity])
            elif not missing(entity):
                del self.states[entity]

    def most(self, entity):
        """Return how often an entity may be there.

        The gate keeps its decision before it releases. A promotion that is cut short between the two compares once more
        when it is tried again; where gate labels have come since that is another comparison, and both count.
        """
        tried = sum(operation.outcome == UNKNOWN for operation in self.stories.get(entity, ()))
        return 1 + tried if entity[0] == "gate" else 1

    def check_groups(self, seen):
        """What one unknown write does is there wholly or not at all."""
        for operation, changes in self.groups:
            untouched = [change for change in changes if self.last[change[0]] == operation.end]
            done = {entity: (seen.get(entity) or [ABSENT])[0] in after for entity, after in untouched}
            if len(set(done.values())) > 1:
                part = [entity for entity, is_done in done.items() if is_done]
                rest = [entity for entity, is_done in done.items() if not is_done]
                self.fail(rest[0], f"is not done although {part[:3]} of the same {operation.kind} are")
        self.groups = []

    def check_register(self, entity, writes, values, now):
        """The last write stands: one that none began after."""
        if values is None:
            return
        latest = max((begin for begin, _, _, is_sure in writes if is_sure), default=0)
        allowed = {value for _, end, value, _ in writes if end >= latest}
        # A champion that changes ends a plan.
        if entity[0] == "traffic":
            allowed.add(ABSENT)
        if values[0] not in allowed:
            self.fail(entity, f"is {values[0]}, and not {' or '.join(map(str, allowed))}")
        self.registers[entity] = [(now, now, values[0], True)]

    def fail(self, entity, what):
        story = "\n  ".join(str(operation) for operation in self.stories.get(entity, [])[-8:])
        raise Finding(f"{entity} {what}; its history:\n  {story or 'none'}")
