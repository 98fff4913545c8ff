"""`.env` files with variables of our own naming, for programs that read them by a library of their language."""

from smtptui.formats import _dotenv, _environment
from smtptui.formats._base import Format, Limit, Signs, Values
from smtptui.formats._dotenv import Dialect


def own_dotenv(title: str, help_line: str, dialect: Dialect, limit: Limit) -> Format:
    """The format of one language's reader."""
    return Format(
        title=title,
        help=help_line,
        holds=_environment.HOLDS,
        render=lambda values, target: _dotenv.rendered(dialect, _variables(values)),
        parse=lambda text, target: _environment.values_in(_dotenv.values_in(dialect, text)),
        insert=lambda existing, values, target: _dotenv.put(dialect, existing, _variables(values)),
        limit=limit,
        signs=Signs(r"^SMTP_HOST=(?!\")", places=("./.env",)),
    )


def _variables(values: Values) -> dict[str, str]:
    return {name: value for name, value in _environment.variables(values) if value is not None}
