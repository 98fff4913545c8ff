"""What the Export room shows: a wish, the plan that was made of it, and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from smtptui.core.exporting.changes import FileChange, changes
from smtptui.core.exporting.deployment import Placed, Plan
from smtptui.core.workspace.exports import Choice, Verified, Wish
from smtptui.errors import SmtptuiError
from smtptui.tui import glyphs
from smtptui.tui.words import count

if TYPE_CHECKING:
    from smtptui.model.last_export import LastExport
    from smtptui.model.settings import Settings
    from smtptui.secret import Secret


class Said(NamedTuple):
    """A line of what came of it, with its sign."""

    glyph: str
    words: str


class Made(NamedTuple):
    """A plan that was made of these settings, what it changes, and which files would lose what they hold.

    `of_saved` says whether the saved profile is exported or what stands on the screen. `shown` says whether secrets
    stand in the changes.
    """

    plan: Plan
    settings: "Settings"
    typed: "Secret | None"
    of_saved: bool
    changes: Sequence[Sequence[FileChange]]
    losing: Sequence[Path]
    shown: bool


def made(plan: Plan, settings: "Settings", typed: "Secret | None", *, of_saved: bool, shown: bool) -> Made:
    """Compare what is planned with what is there: of a long file this takes a moment."""
    lines = [changes(one, shown=shown) for one in plan.exports]
    losing = [path for path, file in plan.files.items() if file.would_lose]
    return Made(plan, settings, typed, of_saved, lines, losing, shown)


@dataclass(slots=True)
class LiveExport:
    """`problem` and its advice say why nothing can be written. `secrets` were fetched since the room was entered."""

    wish: Wish | None = None
    made: Made | None = None
    problem: tuple[str, str] | None = None
    said: Sequence[Said] = ()
    is_preparing: bool = False
    is_stale: bool = False
    is_writing: bool = False
    shown: bool = False
    whole: bool = False
    wishes: dict[str, Wish] = field(default_factory=dict)
    secrets: "dict[Settings, Secret | None]" = field(default_factory=dict)

    def recall(self, used: "Sequence[LastExport]", choices: Sequence[Choice]) -> None:
        """What was exported before this app began, as far as it still can be."""
        by_key = {key_of_choice(choice): choice for choice in choices}
        known = [(one, by_key[one.key]) for one in reversed(used) if one.key in by_key]
        before = {one.key: Wish(choice, one.target, one.path) for one, choice in known if one.key not in self.wishes}
        self.wishes = before | self.wishes

    def choose(self, choice: Choice) -> None:
        """Another format; target and path are as they were for it before."""
        self.wish = self.wishes.pop(key_of_choice(choice), None) or Wish(choice)
        self.forget()

    def change(self, wish: Wish) -> None:
        """The same format otherwise."""
        self.wish = wish
        self.forget()

    def forget(self) -> None:
        """Nothing that is shown is true any more. A secret that was shown is hidden again."""
        if self.wish is not None:
            # The last one used is the last one in.
            self.wishes.pop(key_of_choice(self.wish.choice), None)
            self.wishes[key_of_choice(self.wish.choice)] = self.wish
        self.made, self.problem, self.said, self.shown = None, None, (), False

    @property
    def recent(self) -> Sequence[str]:
        """The keys of what was chosen before, the last one first."""
        return list(reversed(self.wishes))

    def take(self, new: Made) -> None:
        """There it is."""
        self.made, self.problem, self.is_preparing, self.is_stale = new, None, False, False

    def refuse(self, message: str, advice: str) -> None:
        """It cannot be."""
        self.made, self.problem, self.is_preparing, self.is_stale = None, (message, advice), False, False


def key_of_choice(choice: Choice) -> str:
    """What tells it from all others: a deployment may be called as a format is."""
    return f"deployment {choice.name}" if choice.is_deployment else choice.name


def said_of_written(plan: Plan, placed: Mapping[Path, Placed], kept_in: str | None) -> Sequence[Said]:
    """What was written, where the copies are, and what is left to do."""
    if not placed:
        return [Said(glyphs.PASSED, "the files that are there hold it already: nothing was written")]
    what = str(next(iter(placed))) if len(placed) == 1 else count(len(placed), "file")
    copies = [one.backup.name for one in placed.values() if one.backup]
    kept = f"; what was there is {', '.join(copies)}" if copies else ""
    said = [Said(glyphs.PASSED, f"{what} written and read back{kept}{f'; {kept_in}' if kept_in else ''}")]
    foreign = [f"chown {plan.files[path].format.owner} {path}" for path, one in placed.items() if not one.owner_kept]
    if foreign:
        said.append(Said(glyphs.WARNED, f"it belongs to you, its reader expects: {'; '.join(foreign)}"))
    written = [one for one in plan.exports if any(file.path in placed for file in one.files)]
    commands = [then for one in written for then in one.format.afterwards]
    if commands:
        said.append(Said(glyphs.WARNED, f"then: {'; '.join(dict.fromkeys(commands))}"))
    return said


def said_of_refused(error: SmtptuiError) -> Sequence[Said]:
    """Why it was not done, and what to do."""
    return [Said(glyphs.FAILED, f"{error.message}{f': {error.advice}' if error.advice else ''}")]


def said_of_verified(found: Sequence[Verified], *, real: bool) -> Sequence[Said]:
    """What is wrong, file by file; where nothing is, one line for all that one reader read."""
    wrong = [
        Said(glyphs.FAILED, f"{one.paths}: {f'{one.reader} ' if one.reader else ''}{one.problem}")
        for one in found
        if one.problem
    ]
    by_reader: dict[str | None, list[str]] = {}
    for one in found:
        if one.problem is None:
            by_reader.setdefault(one.reader, []).append(one.paths)
    return [*wrong, *(_right(reader, paths, real=real) for reader, paths in by_reader.items())]


def _right(reader: str | None, paths: Sequence[str], *, real: bool) -> Said:
    what = paths[0] if len(paths) == 1 else count(len(paths), "export")
    if reader is not None:
        return Said(glyphs.PASSED, f"{what}: {reader} reads what the profile holds")
    if real:
        return Said(glyphs.WARNED, f"{what}: what the profile holds; no real reader of it is here to ask")
    return Said(glyphs.PASSED, f"{what}: what the profile holds, as its reader reads it")
