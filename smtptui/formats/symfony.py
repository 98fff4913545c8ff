"""MAILER_DSN in Symfony's .env.local: percent-encoded, in single quotes."""

from smtptui.formats import _dotenv, _dsn
from smtptui.formats._base import Format, Signs, Values
from smtptui.formats._dotenv import Dialect


def _quoted(text: str) -> str:
    # In any other kind of quotes $(command) would be carried out. Nothing that is encoded holds a quote.
    return f"'{text}'"


_DIALECT = Dialect(_quoted, "'\"", '"', lambda quote, inside: inside)


def _variables(values: Values) -> dict[str, str]:
    return {"MAILER_DSN": _dsn.written(values)}


def _parse(text: str, target: str) -> Values:
    return _dsn.read(_dotenv.values_in(_DIALECT, text).get("MAILER_DSN", ""))


FORMAT = Format(
    title="Symfony",
    help="MAILER_DSN in .env.local",
    path="/var/www/html/.env.local",
    owner="www-data:www-data",
    mode=0o640,
    holds=("host", "port", "security", "username", "secret"),
    render=lambda values, target: _dotenv.rendered(_DIALECT, _variables(values)),
    parse=_parse,
    insert=lambda existing, values, target: _dotenv.put(_DIALECT, existing, _variables(values)),
    limit=_dsn.limit,
    warnings=_dsn.warnings,
    signs=Signs(r"^(?:export )?MAILER_DSN=", places=("/var/www/*/.env.local", "./.env.local", "./.env")),
    may_skip_starttls=True,
)
