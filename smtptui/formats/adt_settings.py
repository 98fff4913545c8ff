"""webserver_configuration_settings.dat: the toolkit's KEY:VALUE lines on its servers, among others not ours."""

import re

from smtptui.formats import _adt, _adt_warnings
from smtptui.formats._base import Format, Signs, Values, lines_of, revealed
from smtptui.secret import Secret

_KEYS = ("SYSTEMFROMEMAILADDRESS", "SYSTEMTOEMAILADDRESS", "EMAILUSERNAME", "EMAILPASSWORD", "EMAILPROVIDER")


def _pairs(values: Values, target: str) -> dict[str, str]:
    texts = (values.from_address or "", values.to_address or "", values.username or "", revealed(values.secret) or "")
    return dict(zip(_KEYS, (*texts, _adt.number_of(values, target)), strict=True))


def _render(values: Values, target: str) -> str:
    return "".join(f"{key}:{value}\n" for key, value in _pairs(values, target).items())


def _insert(existing: str, values: Values, target: str) -> str:
    """Our lines where they stand, those that are missing at the end, every other line as it is."""
    pairs = _pairs(values, target)
    kept = re.findall(r"[^\n]*\n|[^\n]+", existing)
    lines = [_replaced(line, pairs) for line in kept]
    there = {line.partition(":")[0] for line in kept}
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    return "".join([*lines, *(f"{key}:{value}\n" for key, value in pairs.items() if key not in there)])


def _replaced(line: str, pairs: dict[str, str]) -> str:
    key = line.partition(":")[0]
    ending = line[len(line.rstrip("\r\n")) :]
    return f"{key}:{pairs[key]}{ending}" if key in pairs else line


def _parse(text: str, target: str) -> Values:
    found = {key: _read(line, target) for line in lines_of(text) if (key := line.partition(":")[0]) in _KEYS}
    secret = found.get("EMAILPASSWORD")
    return Values(
        from_address=found.get("SYSTEMFROMEMAILADDRESS") or None,
        to_address=found.get("SYSTEMTOEMAILADDRESS") or None,
        username=found.get("EMAILUSERNAME") or None,
        secret=Secret(secret) if secret else None,
        provider=_adt.provider_of(found.get("EMAILPROVIDER"), target),
    )


def _read(line: str, target: str) -> str:
    """What the era's scripts make of a line: awk's last field with runs of blanks collapsed, or cut's rest of it."""
    if target == _adt.E2026:
        return line.partition(":")[2].replace('"', "")
    return " ".join(line.rpartition(":")[2].split())


def _era(text: str, path: str) -> str:
    return _adt.E2026 if "/runtime/" in path else ""


def _limit(field: str, text: str, target: str) -> str | None:
    if target == _adt.E2026:
        return 'the toolkit strips every “"” when it reads it' if '"' in text else None
    if ":" in text:
        return "the toolkit loses everything up to the last “:” when it reads it"
    return "the toolkit loses blanks when it reads it" if " ".join(text.split()) != text else None


FORMAT = Format(
    title="Agile Deployment Toolkit, server settings",
    help="the KEY:VALUE lines that its servers read, in ~/runtime since 2025 and in ~/.ssh before",
    path="~/runtime/webserver_configuration_settings.dat",
    holds=("from_address", "to_address", "username", "secret", "provider"),
    render=_render,
    parse=_parse,
    targets=_adt.ERAS,
    limit=_limit,
    insert=_insert,
    warnings=_adt_warnings.warnings,
    signs=Signs(
        r"^(?:SYSTEM(?:FROM|TO)EMAILADDRESS|EMAIL(?:USERNAME|PASSWORD|PROVIDER)):",
        places=("~/.ssh/webserver_configuration_settings.dat",),
        target=_era,
    ),
)
