"""The record of an installation that is about to be made, joined to those before it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from smtptui.core.relay.record import MAIN_CF, OwnTable, Record, digest_of, identity_at, key_of, read_record
from smtptui.model.relay_plan import RelayPlan
from smtptui.relay.machine import OwnChange
from smtptui.store.step import Step


class Recorder:
    """Joins an installation to those before it: what stood there before the first of them is what comes back.

    `stated` is what main.cf says now, `octets` what it shall hold. Raises ConfigurationError for a damaged record.
    """

    def __init__(self, folder: Path, plan: RelayPlan, stated: Mapping[str, str], octets: bytes) -> None:
        self._folder = folder
        self._plan = plan
        self._octets = octets
        self._before = read_record(folder) or Record(plan.profile)
        self._ours = frozenset(name for name in (MAIN_CF, *self._before.tables) if self._stands(name))
        self._parameters = _merged(self._before, plan, stated)

    def record(self, steps: Sequence[Step]) -> Record:
        """The record of these replacements."""
        before, main = self._before, [one for one in steps if key_of(one.target) == MAIN_CF]
        tables = {key_of(one.target): self._table(one) for one in steps if one not in main}
        there = [name for name in before.copies if (self._folder / name).exists()]
        made = [key_of(one.target, one.backup) for one in steps if one.backup]
        return Record(
            profile=self._plan.profile,
            parameters=self._parameters,
            tables={**before.tables, **tables},
            backup=self._whole_copy(main[0]) if main else before.backup,
            digest=digest_of(self._octets) if main else before.digest,
            copies=tuple(dict.fromkeys((*there, *made))),
        )

    def is_ours(self, path: Path) -> bool:
        """Whether an earlier installation wrote the file that stood there."""
        return key_of(path) in self._ours

    def _stands(self, name: str) -> bool:
        """Whether an earlier installation wrote the file as it is now."""
        path = self._folder / name
        if name == MAIN_CF:
            return self._before.digest == digest_of(path.read_bytes())
        return self._before.tables[name].identity == identity_at(path)

    def _whole_copy(self, step: Step) -> str | None:
        """The copy of main.cf before the first of our installations.

        Where the operator has edited it since an earlier one, no copy stands for it as a whole.
        """
        if self._before.digest == "" and step.backup is not None:
            return step.backup.name
        return self._before.backup if MAIN_CF in self._ours else None

    def _table(self, step: Step) -> OwnTable:
        """What the operator last had there, and what is there now."""
        name = key_of(step.target)
        if name in self._ours:
            return self._before.tables[name]._replace(identity=step.new)
        return OwnTable(key_of(step.target, step.backup) if step.backup else None, step.new, step.old_mode)


def _merged(record: Record, plan: RelayPlan, stated: Mapping[str, str]) -> dict[str, OwnChange]:
    """What main.cf said before the first of our installations, for every parameter that is now ours."""
    parameters = dict(record.parameters)
    for change in plan.changes:
        own = parameters.pop(change.name, None)
        before = own.before if own is not None and own.after == change.before else stated.get(change.name)
        if before != change.after:
            parameters[change.name] = OwnChange(before, change.after)
    return parameters
