"""Variables for Terraform, as .tfvars (HCL)."""

import re

from smtptui.formats import _environment
from smtptui.formats._base import Format, Signs, Values, lines_of

_PAIR = re.compile(r'([a-z_]+) *= *"((?:[^"\\]|\\.)*)"')


def _quoted(text: str) -> str:
    """`${` and `%{` begin templates; doubled they do not."""
    escaped = re.sub(r'[\\"]', r"\\\g<0>", text)
    controls = re.sub(r"[\x01-\x1f\x7f]", lambda match: f"\\u{ord(match[0]):04x}", escaped)
    return '"' + re.sub(r"([$%])\{", r"\1\1{", controls) + '"'


def _unquoted(inside: str) -> str:
    plain = re.sub(r"([$%])\1\{", r"\1{", inside)
    return re.sub(r"\\(?:u([0-9a-f]{4})|(.))", lambda match: chr(int(match[1], 16)) if match[1] else match[2], plain)


def _render(values: Values, target: str) -> str:
    known = {name.lower(): value for name, value in _environment.variables(values) if value is not None}
    return "".join(f"{name} = {_quoted(value)}\n" for name, value in known.items())


def _parse(text: str, target: str) -> Values:
    pairs = (match for line in lines_of(text) if (match := _PAIR.fullmatch(line)))
    return _environment.values_in({match[1].upper(): _unquoted(match[2]) for match in pairs})


def _limit(field: str, text: str, target: str) -> str | None:
    # "$${" is "${", and no spelling is "$" in front of it.
    return "HCL cannot carry “$${” or “%%{”" if "$${" in text or "%%{" in text else None


FORMAT = Format(
    title="Terraform",
    help="a .tfvars file of smtp_ variables",
    holds=_environment.HOLDS,
    render=_render,
    parse=_parse,
    limit=_limit,
    signs=Signs(r'^smtp_(?:host|password) *= *"', places=("./terraform.tfvars",)),
)
