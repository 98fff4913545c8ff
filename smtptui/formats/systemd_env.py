"""An EnvironmentFile= for systemd units (systemd.exec(5)), which a shell reads alike."""

from smtptui.formats import _environment, _shell
from smtptui.formats._base import Format, Signs, Values


def _render(values: Values, target: str) -> str:
    # The shell's idiom for a quote inside single quotes gives two quotes here; double quotes mean the same to both.
    return _shell.lines(_environment.variables(values), quoted="double")


FORMAT = Format(
    title="systemd EnvironmentFile",
    help="variables for a unit's EnvironmentFile=",
    path="/etc/default/smtp",
    owner="root:root",
    holds=_environment.HOLDS,
    render=_render,
    parse=_shell.parsed,
    signs=Signs(r'^SMTP_HOST="'),
)
