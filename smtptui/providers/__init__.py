"""The catalogue of providers: one file each in `data`, and the operator's own in a folder of theirs.

To add a provider, write `data/<name>.toml`. The name is lower case with hyphens; the file needs no more than

    title = "Example Mail"                      # what people call it; title, aliases and domains in one line each
    kind = "esp"                                # esp, mailbox, relay, catcher, custom
    checked = "2026-11-20"                      # when the facts were last checked; a fact may have its own

    [[regions]]                                 # one for each; the first is taken where a profile names none
    name = "global"
    source = "docs"                             # a key of [sources]
    endpoints = [                               # whole ones; the preferred one first
        { host = "smtp.example.com", port = 587, security = "starttls" },
    ]

    [sources]
    docs = "https://example.com/docs/smtp"      # an address, or a few words

and may have `aliases`, `domains` (of its mail addresses), `host_pattern`, `limits`, `links`, `spf`, `dkim`, `mx`,
[username], [secret], [from], [mechanisms] and [[notes]]; data/ses.toml and data/gmail.toml show them all, and an
unknown key or word is answered with those that are allowed. `likely = true` marks a fact that the provider's own pages
do not confirm. In the operator's own files source and date may be left out.

A file `<name>.toml` in the operator's folder adds a provider, or takes the place of the catalogue's of that name.
"""

import re
from functools import cache
from pathlib import Path

from smtptui.errors import ConfigurationError
from smtptui.model.provider import Provider
from smtptui.providers._heads import DATA, heads
from smtptui.providers._parse import read_provider
from smtptui.providers.regions import endpoints_in
from smtptui.text import printable

__all__ = ["CUSTOM", "endpoints_in", "exists", "load", "load_all", "name_for_domain", "names"]

CUSTOM = "custom"
_FIRST = ("gmail", "google-workspace", "ses", "mailjet", "mailgun", "postmark", "sendgrid", "sendpulse")
_SEPARATORS = re.compile(r"[\s_]+")
_FILE_NAME = re.compile(r"[a-z0-9-]+")


def load(name: str, folder: Path | None = None) -> Provider:
    """The provider of that name or alias, in any case; `folder` holds the operator's own files.

    Only its own file is read. Raises ConfigurationError for an unknown name or a file that is not right.
    """
    wanted = _spelled(name)
    provider = _of_that_name(wanted, folder) or _of_that_alias(wanted, folder)
    if provider is None:
        raise _unknown(name, wanted, folder)
    return provider


def load_all(folder: Path | None = None) -> tuple[Provider, ...]:
    """Every provider in the picker's order. Raises ConfigurationError for a file that is not right."""
    catalogue = {head.name: _catalogued(head.name) for head in heads()}
    merged = catalogue | {path.stem: read_provider(path, own=True) for path in _own_files(folder)}
    return tuple(sorted(merged.values(), key=lambda provider: _rank(provider.name, provider.title)))


def names(folder: Path | None = None) -> tuple[str, ...]:
    """Every provider's name in the picker's order: the common ones, the others by title, custom."""
    titles = {head.name: head.title for head in heads()}
    titles |= {path.stem: read_provider(path, own=True).title for path in _own_files(folder)}
    return tuple(sorted(titles, key=lambda name: _rank(name, titles[name])))


def exists(name: str, folder: Path | None = None) -> bool:
    """Whether `load` would find the name; the file is not looked into."""
    wanted = _spelled(name)
    files = (path for path in (_own_file(wanted, folder), _data_file(wanted)) if path)
    return any(path.is_file() for path in files) or _of_that_alias(wanted, folder) is not None


def name_for_domain(domain: str, folder: Path | None = None) -> str | None:
    """The provider that serves addresses of this domain, if the catalogue or the operator's own files say so."""
    wanted = domain.lower().rstrip(".")
    for path in _own_files(folder):
        provider = read_provider(path, own=True)
        if wanted in provider.domains:
            return provider.name
    return next((head.name for head in heads() if wanted in head.domains), None)


def _spelled(name: str) -> str:
    return _SEPARATORS.sub("-", name.strip().lower())


def _rank(name: str, title: str) -> tuple[int, int, str]:
    if name in _FIRST:
        return (0, _FIRST.index(name), "")
    return (2 if name == CUSTOM else 1, 0, title.casefold())


@cache
def _catalogued(name: str) -> Provider:
    return read_provider(DATA / f"{name}.toml")


def _of_that_name(wanted: str, folder: Path | None) -> Provider | None:
    own, data = _own_file(wanted, folder), _data_file(wanted)
    if own and own.is_file():
        return read_provider(own, own=True)
    return _catalogued(wanted) if data and data.is_file() else None


def _of_that_alias(wanted: str, folder: Path | None) -> Provider | None:
    for path in _own_files(folder):
        provider = read_provider(path, own=True)
        if wanted in provider.aliases:
            return provider
    name = next((head.name for head in heads() if wanted in head.aliases), None)
    return _of_that_name(name, folder) if name else None


def _data_file(wanted: str) -> Path | None:
    # A name from a configuration never becomes a path outside the folder.
    return DATA / f"{wanted}.toml" if _FILE_NAME.fullmatch(wanted) else None


def _own_file(wanted: str, folder: Path | None) -> Path | None:
    return folder / f"{wanted}.toml" if folder and _FILE_NAME.fullmatch(wanted) else None


def _own_files(folder: Path | None) -> list[Path]:
    if folder is None:
        return []
    return sorted(path for path in folder.glob("*.toml") if not path.name.startswith("."))


def _unknown(name: str, wanted: str, folder: Path | None) -> ConfigurationError:
    from difflib import get_close_matches  # only here: a start of the command line that goes well has no use for it

    known = [*names(folder), *(alias for head in heads() for alias in head.aliases)]
    near = get_close_matches(wanted, known, n=3, cutoff=0.75)
    advice = f"did you mean {' or '.join(near)}? " if near else ""
    return ConfigurationError(f'there is no provider "{printable(name)}"', f"{advice}`smtptui providers` lists them")
