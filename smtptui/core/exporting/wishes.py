"""What the app exports: which formats there are, plans of one or of many, and what is found in files afterwards."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from smtptui import formats
from smtptui.core.exporting.deployment import Asked, Plan, asked, deployment_named
from smtptui.core.exporting.export import Export, Read, deviations, needs_secret
from smtptui.core.exporting.places import Places, beside, installed, nowhere
from smtptui.core.jobs import Job
from smtptui.core.workspace.exports import Choice, Fetch, Verified, Wish
from smtptui.formats._base import Format
from smtptui.model.configuration import Configuration
from smtptui.model.deployment import Part
from smtptui.model.settings import Settings
from smtptui.secret import Secret
from smtptui.store.placing import under

_ROOT = Path("/")


def format_choices(is_here: Callable[[Path], bool]) -> Sequence[Choice]:
    """Every format."""
    return [_choice(name, formats.load(name), is_here) for name in formats.names()]


def _choice(name: str, known: Format, is_here: Callable[[Path], bool]) -> Choice:
    path = known.path if known.has_usual_path else ""
    access = f"{known.owner or 'yours'} {known.mode:04o}"
    here = bool(path) and is_here(Path(os.path.expanduser(path)))
    return Choice(name, known.title, known.help, path, access, known.targets, here)


def deployment_choices(configuration: Configuration) -> Iterator[Choice]:
    """Every deployment of config.toml. Raises ConfigurationError where one is none."""
    for name in configuration.deployments:
        parts = deployment_named(configuration, name).parts
        yield Choice(name, f"deployment {name}", ", ".join(one.format for one in parts), is_deployment=True)


def parts_of_deployment(configuration: Configuration, name: str, profile: str | None) -> Sequence[Asked]:
    """The parts with their saved profiles; `profile` is for those that name none. Raises SmtptuiError."""
    known = deployment_named(configuration, name)
    return asked(configuration, known, known.profile or profile, _ROOT, interactive=False)


def part_of_format(wish: Wish, settings: Settings) -> Asked:
    """The format as one part. Raises MisuseError, WriteError."""
    known = formats.load(wish.choice.name)
    job = Job(settings, None)
    return Asked(Part(wish.choice.name, wish.path, wish.target), job, _places(known, wish.path))


def _places(known: Format, path: str | None) -> Places:
    if path is None:
        return nowhere if not known.has_usual_path else installed(_ROOT)
    # What was typed stands in the folder that the app was started in, unless it says another.
    typed = beside(Path(os.path.abspath(os.path.expanduser(path))), known)
    return lambda one: under(_ROOT, str(typed(one)))


async def secrets_for(parts: Sequence[Asked], fetch: Fetch) -> Mapping[str, Secret | None]:
    """Each profile's secret, fetched once, and only where a file carries it. Raises SecretError."""
    wanted = {one.job.settings.profile: one.job.settings for one in parts if _carries_secret(one.part)}
    return {name: await fetch(settings) if settings.logs_in else None for name, settings in wanted.items()}


def _carries_secret(part: Part) -> bool:
    return needs_secret(part.format, part.target)


def verified(plan: Plan, read: Read, *, real: bool) -> Sequence[Verified]:
    """What stands in the plan's files now. Raises WriteError where one is missing."""
    return [said for one in plan.exports for said in _verified(_read_again(one, read), real=real)]


def _read_again(exported: Export, read: Read) -> Export:
    there = {file.path: read(file.path) for file in exported.files if file.path}
    found = {path: text.text if text else None for path, text in there.items() if path}
    files = [file._replace(existing=found[file.path] if file.path else None) for file in exported.files]
    return exported._replace(files=tuple(files))


def _verified(exported: Export, *, real: bool) -> Iterator[Verified]:
    from smtptui.core.exporting.verifying import asked_for_real

    paths = " and ".join(str(one.path) for one in exported.files)
    if differing := deviations(exported):
        yield Verified(paths, None, f"differs from the profile in: {', '.join(differing)}")
        return
    answers = asked_for_real(exported) if real else ()
    for answer in answers:
        yield Verified(paths, answer.reader, answer.problem)
    if not answers:
        yield Verified(paths, None, None)
