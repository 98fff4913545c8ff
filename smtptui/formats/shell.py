"""Variables for a POSIX shell, to be sourced."""

from smtptui.formats import _environment, _shell
from smtptui.formats._base import Format, Signs, Values


def _render(values: Values, target: str) -> str:
    return _shell.lines(_environment.variables(values), prefix="export ")


FORMAT = Format(
    title="POSIX shell",
    help="export lines for `. FILE` in sh, dash, bash or ksh",
    path="~/.config/smtp.env",
    holds=_environment.HOLDS,
    render=_render,
    parse=_shell.parsed,
    signs=Signs(r"^[ \t]*export[ \t]+SMTP_(?:HOST|PASSWORD)=", places=("~/.config/smtp.env",)),
)
