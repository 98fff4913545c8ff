"""The toolkit's template variables, sourced by /bin/sh on the build machine."""

from smtptui.formats import _adt, _adt_warnings, _shell
from smtptui.formats._base import Format, Signs, Values, revealed
from smtptui.secret import Secret

_TO, _FROM = "SYSTEM_TOEMAIL_ADDRESS", "SYSTEM_FROMEMAIL_ADDRESS"
_TO_2026, _FROM_2026 = "SYSTEM_TO_EMAIL_ADDRESS", "SYSTEM_FROM_EMAIL_ADDRESS"


def _render(values: Values, target: str) -> str:
    to_address, from_address = values.to_address or "", values.from_address or ""
    pairs = [("SYSTEM_EMAIL_PROVIDER", _adt.number_of(values, target)), (_TO, to_address), (_FROM, from_address)]
    if target == _adt.E2026:
        # Two scripts of that year read the old spelling, two the new one.
        pairs += [(_TO_2026, to_address), (_FROM_2026, from_address)]
    pairs += [
        ("SYSTEM_EMAIL_USERNAME", values.username or ""),
        ("SYSTEM_EMAIL_PASSWORD", revealed(values.secret) or ""),
    ]
    return _shell.lines(pairs, quoted="double", prefix="export ")


def _parse(text: str, target: str) -> Values:
    found = _shell.assignments(text)
    to_names, from_names = ((_TO_2026, _TO), (_FROM_2026, _FROM)) if target == _adt.E2026 else ((_TO,), (_FROM,))
    secret = found.get("SYSTEM_EMAIL_PASSWORD")
    return Values(
        provider=_adt.provider_of(found.get("SYSTEM_EMAIL_PROVIDER"), target),
        to_address=next((found[name] for name in to_names if found.get(name)), None),
        from_address=next((found[name] for name in from_names if found.get(name)), None),
        username=found.get("SYSTEM_EMAIL_USERNAME") or None,
        secret=Secret(secret) if secret else None,
    )


FORMAT = Format(
    title="Agile Deployment Toolkit, variables",
    help="the export lines of a template or of a build's environment",
    holds=("provider", "to_address", "from_address", "username", "secret"),
    render=_render,
    parse=_parse,
    targets=_adt.ERAS,
    warnings=_adt_warnings.warnings,
    signs=Signs(r"^[ \t]*(?:export[ \t]+)?SYSTEM_EMAIL_(?:PROVIDER|USERNAME|PASSWORD)="),
)
