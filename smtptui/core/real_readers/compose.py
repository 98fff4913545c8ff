"""Docker Compose, given the environment of our service as the file spells it; it needs no engine for that."""

from collections.abc import Mapping, Sequence
from functools import partial
from tempfile import TemporaryDirectory

from smtptui.core.real_readers._asking import Answer, Question, RealReader, answered, fields_otherwise
from smtptui.core.real_readers._running import RefusedError, installed, said
from smtptui.formats import _environment, _yaml
from smtptui.formats.compose import sources

_PROGRAMS = {"docker compose": ("docker", "compose"), "docker-compose": ("docker-compose",)}
# What it prints, some versions escape again, as they read it; this variable tells which.
_DOLLAR = "DOLLAR"
_HEAD = f"services:\n app:\n  image: smtptui\n  environment:\n   {_DOLLAR}: '$$'\n"


def _ask(question: Question) -> Sequence[Answer]:
    ours = sources(question.text)
    return [answered(name, partial(_read, question, ours, _PROGRAMS[name])) for name in _here() if ours]


def _here() -> Sequence[str]:
    return [name for name, command in _PROGRAMS.items() if installed(command[0]) and _is_whole(command)]


def _is_whole(command: Sequence[str]) -> bool:
    """Compose is a plug-in of docker, which may be here without it."""
    if len(command) == 1:
        return True
    try:
        said([*command, "version"])
    except RefusedError:
        return False
    return True


def _read(question: Question, ours: Mapping[str, str], command: Sequence[str]) -> Sequence[str]:
    """Alone: what else is in the file may name files and variables that are not here."""
    text = _HEAD + "".join(f"   {name}: {source}\n" for name, source in ours.items())
    with TemporaryDirectory(prefix="smtptui-") as folder:
        printed = said([*command, "--project-directory", folder, "--file", "-", "config"], text)
    found = {path[-1]: value for path, value in _yaml.scalars(printed).items() if "environment" in path}
    if found.get(_DOLLAR) == "$$":
        found = {name: value.replace("$$", "$") for name, value in found.items()}
    return fields_otherwise(question, _environment.values_in(found))


READER = RealReader(("compose",), _ask)
