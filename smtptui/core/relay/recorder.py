"""What an installation is about to change, on the disk before the first file is replaced."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from smtptui.core.relay.record import MAIN_CF, NAME, OwnTable, Record, digest_of, identity_at, key_of, read_record
from smtptui.model.relay_plan import RelayPlan
from smtptui.relay.machine import OwnChange
from smtptui.store.atomic import write_atomically
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
        self._ours = frozenset(name for name in (MAIN_CF, *self._before.tables) if self._is_ours(name))
        self._parameters = _merged(self._before, plan, stated)

    def write(self, steps: Sequence[Step]) -> None:
        """Write the record of these replacements. Raises WriteError."""
        before, copies = self._before, {key_of(one.target): self._copy(one) for one in steps}
        news = {key_of(one.target): one.new for one in steps}
        tables = {name: OwnTable(copies[name], new) for name, new in news.items() if name != MAIN_CF}
        after = Record(
            profile=self._plan.profile,
            parameters=self._parameters,
            tables={**before.tables, **tables},
            backup=copies.get(MAIN_CF, before.backup),
            digest=digest_of(self._octets) if MAIN_CF in copies else before.digest,
        )
        write_atomically(self._folder / NAME, after.octets())

    def discards(self, path: Path, copy: Path) -> bool:
        """Remove the copy of a file that an earlier installation wrote; whether it was one."""
        is_ours = key_of(path) in self._ours
        if is_ours:
            copy.unlink(missing_ok=True)
        return is_ours

    def _is_ours(self, name: str) -> bool:
        """Whether an earlier installation wrote the file as it is now."""
        path = self._folder / name
        if name == MAIN_CF:
            return self._before.digest == digest_of(path.read_bytes())
        return self._before.tables[name].identity == identity_at(path)

    def _copy(self, step: Step) -> str | None:
        """The copy of what the operator last had.

        Where they have edited main.cf since an earlier installation, no copy stands for it as a whole.
        """
        name = key_of(step.target)
        if name in self._ours:
            return self._before.backup if name == MAIN_CF else self._before.tables[name].backup
        was_edited = name == MAIN_CF and self._before.digest != ""
        return key_of(step.target, step.backup) if step.backup and not was_edited else None


def _merged(record: Record, plan: RelayPlan, stated: Mapping[str, str]) -> dict[str, OwnChange]:
    """What main.cf said before the first of our installations, for every parameter that is now ours."""
    parameters = dict(record.parameters)
    for change in plan.changes:
        own = parameters.pop(change.name, None)
        before = own.before if own is not None and own.after == change.before else stated.get(change.name)
        if before != change.after:
            parameters[change.name] = OwnChange(before, change.after)
    return parameters
