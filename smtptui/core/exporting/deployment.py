"""Several files written together: all are rendered and read back first, and either all are there in the end or none."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from smtptui import formats
from smtptui.core.exporting.export import Export, Read, Rendering, deviations, export, needs_secret
from smtptui.core.exporting.places import Places, beside
from smtptui.core.exporting.writing import placements
from smtptui.core.jobs import Job, job_for
from smtptui.errors import ConfigurationError, WriteError
from smtptui.formats._base import Format
from smtptui.formats._verify import checked_target
from smtptui.model.configuration import Configuration
from smtptui.model.deployment import Deployment, Part
from smtptui.secret import Secret
from smtptui.store.deployments import deployment_named
from smtptui.store.journal import Repair, open_journal
from smtptui.store.placing import Placed, place_all, under
from smtptui.store.text_file import TextFile, read_text_file

__all__ = [
    "Asked",
    "Placed",
    "Plan",
    "Repair",
    "ask_secrets",
    "asked",
    "deploy",
    "deployment_named",
    "planned",
    "repaired",
]

Secrets = Mapping[str, Secret | None]


class Asked(NamedTuple):
    """A part with its profile's job, and the places of its files."""

    part: Part
    job: Job
    places: Places


class Plan(NamedTuple):
    """What is ready to be written: each export, and for each path what its file will be, the last word counting.

    `there` is what stood at each path when it was read.
    """

    exports: Sequence[Export]
    files: Mapping[Path, Rendering]
    there: Mapping[Path, TextFile | None]

    def deviations(self) -> Sequence[tuple[Export, Sequence[str]]]:
        """How the files that are there differ from their profile, in words. Raises WriteError where one is missing."""
        return [(one, deviations(one)) for one in self.exports]


def asked(
    configuration: Configuration, deployment: Deployment, profile: str | None, root: Path, *, interactive: bool
) -> Sequence[Asked]:
    """Every part looked at before anybody is asked for a secret. Raises SmtptuiError."""
    found = []
    for part in deployment.parts:
        known = formats.load(part.format)
        checked_target(part.format, known, part.target)
        job = job_for(configuration, part.profile or profile or deployment.profile, interactive=interactive)
        found.append(Asked(part, job, _places(part, known, root)))
    return found


async def ask_secrets(parts: Sequence[Asked]) -> Secrets:
    """The secret of each profile, fetched once, and only where a file carries it. Raises SecretError."""
    jobs = {one.job.settings.profile: one.job for one in parts if needs_secret(one.part.format, one.part.target)}
    return {name: await job.fetch_secret() if job.fetch_secret else None for name, job in jobs.items()}


def planned(
    parts: Sequence[Asked], secrets: Secrets, *, together: bool = True, read_there: Read = read_text_file
) -> Plan:
    """Every file rendered and read back; nothing is written. Raises SmtptuiError.

    Where two parts go into one file, the second goes over the first; not `together`, both go over what is there, which
    `read_there` gives.
    """
    there: dict[Path, TextFile | None] = {}
    files: dict[Path, Rendering] = {}

    def read(path: Path) -> TextFile | None:
        if path not in there:
            there[path] = read_there(path)
        before = files.get(path) if together else None
        return TextFile(before.text, before.encoding) if before else there[path]

    exports = []
    for one in parts:
        settings = one.job.settings
        done = export(one.part.format, settings, secrets.get(settings.profile), one.part.target, one.places, read)
        exports.append(done)
        for file in reversed(done.files):
            if file.path is not None:
                files[file.path] = _over(file, files.get(file.path), there[file.path])
    return Plan(exports, files, there)


def repaired() -> Sequence[Repair]:
    """Put right what a killed deployment of this user's has left, before its files are read again."""
    with open_journal() as (_, repairs):
        return repairs


def deploy(plan: Plan, root: Path) -> Mapping[Path, Placed]:
    """Write what is new of it, all or nothing. Raises WriteError, also where a file was changed since it was read."""
    with open_journal() as (journal, _):
        for path, before in plan.there.items():
            if read_text_file(path) != before:
                raise WriteError(f"{path} was changed meanwhile", "nothing was written: try again")
        new = [file for file in plan.files.values() if file.is_new]
        return {placed.path: placed for placed in place_all(placements(new, root), root, journal.announce)}


def _places(part: Part, known: Format, root: Path) -> Places:
    if part.path is None and not known.has_usual_path:
        raise ConfigurationError(f"{part.format} has no usual place", 'give it one: { format = "…", path = "…" }')

    def place(one: Format) -> Path:
        own = one.path if part.path is None else str(beside(Path(part.path), known)(one))
        return under(root, os.path.expanduser(own))

    return place


def _over(file: Rendering, before: Rendering | None, there: TextFile | None) -> Rendering:
    if before is not None and file.format.insert is None:
        raise ConfigurationError(
            f"{file.path} is named twice, and {file.format.title} replaces it whole", "name it once"
        )
    return file._replace(existing=there.text if there else None)
