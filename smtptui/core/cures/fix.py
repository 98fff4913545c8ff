"""A fix: which settings to change, in words and in values."""

import json
from typing import NamedTuple

from smtptui.model.provider import Provider
from smtptui.model.report import SessionReport
from smtptui.model.settings import Settings
from smtptui.smtp.stage import Stage

# What stands in `Fix.changes` for a secret: its blanks are no value that may be shown.
SECRET = "typed_secret"  # noqa: S105 - a field's name


# Settings and what they hold, by their keys in config.toml.
Values = frozenset[tuple[str, str]]


class Case(NamedTuple):
    """A failed session and what may be known about it.

    `provider` is the catalogue's entry for the host, where it has one, else the profile's own. `blanks_in_secret`: the
    secret that was typed holds blanks that do not belong to it. `host_name` is this machine's.
    """

    report: SessionReport
    settings: Settings
    provider: Provider
    blanks_in_secret: bool = False
    host_name: str = ""

    @property
    def stage(self) -> Stage | None:
        """Where the session failed."""
        return self.report.failure.stage if self.report.failure else None


class Change(NamedTuple):
    """One setting, by its key in config.toml. `before` held in the session that failed.

    `text` goes into the profile where it is another than `after`: empty for what then comes from the preset.
    """

    key: str
    before: str
    after: str
    text: str | None = None

    @property
    def written(self) -> str:
        """What goes into the profile; empty to take the key out of it."""
        return self.after if self.text is None else self.text

    @property
    def as_toml(self) -> str:
        """The line in config.toml."""
        if not self.after:
            return f"no {self.key}"
        # A JSON string without surrogates is a TOML basic string (TOML 1.0, "String").
        value = self.after if self.key == "port" else json.dumps(self.after, ensure_ascii=False)
        return f"{self.key} = {value}"

    def __str__(self) -> str:
        if self.key == SECRET:
            return "blanks removed from the secret"
        name = self.key.replace("_", " ")
        if not self.after:
            return f"{name} {self.before} removed"
        return f"{name} {self.before} → {self.after}" if self.before else f"{name} set to {self.after}"


class Fix(NamedTuple):
    """Changes that cure a fault together. `offer` says it to the operator: "use port 465 with TLS"."""

    offer: str
    changes: tuple[Change, ...]

    @property
    def words(self) -> str:
        """What it changes: "port 587 → 465, security starttls → tls"."""
        return ", ".join(str(change) for change in self.changes if change.before != change.after)

    @property
    def as_toml(self) -> str:
        """What to write into config.toml: `port = 465, security = "tls"`."""
        own = [change for change in self.changes if change.before != change.after]
        # What a preset gives by itself need not be written, unless there is nothing else.
        written = [change for change in own if change.written] or own
        return ", ".join(change.as_toml for change in written)

    @property
    def before(self) -> Values:
        """The values that failed."""
        return frozenset((change.key, change.before) for change in self.changes)

    @property
    def after(self) -> Values:
        """The values that it puts there."""
        return frozenset((change.key, change.after) for change in self.changes)


def values_of(settings: Settings) -> dict[str, str]:
    """The settings that a fix may change, as texts; empty where nothing is set."""
    return {
        "host": settings.endpoint.host,
        "port": str(settings.endpoint.port),
        "security": settings.endpoint.security.value,
        "region": settings.region or "",
        "username": settings.username or "",
        "from_address": settings.from_address or "",
        "mechanism": settings.mechanism,
        "ehlo_name": settings.ehlo_name or "",
        "address_family": settings.address_family.value,
        "tls_fingerprint": settings.tls_fingerprint or "",
    }


def change(case: Case, key: str, after: str, text: str | None = None) -> Change:
    """From what was tried to `after`."""
    return Change(key, values_of(case.settings)[key], after, text)
