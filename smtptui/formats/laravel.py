"""Laravel's .env, read by phpdotenv and then by Illuminate\\Support\\Env."""

import re
from collections.abc import Mapping

from smtptui.formats import _dotenv, _dsn
from smtptui.formats._base import Format, Signs, Values, revealed
from smtptui.formats._dotenv import Dialect
from smtptui.formats._environment import port_in
from smtptui.secret import Secret
from smtptui.smtp.security import Security

_TEXTS = {
    "MAIL_USERNAME": "username",
    "MAIL_FROM_ADDRESS": "from_address",
    "MAIL_FROM_NAME": "from_name",
    "MAIL_EHLO_DOMAIN": "ehlo_name",
}
_WORDS = {"true", "(true)", "false", "(false)", "empty", "(empty)", "null", "(null)"}
_NOTHING = {"null", "(null)", "empty", "(empty)"}
_IMPLICIT_PORT = 465


def _quoted(text: str) -> str:
    if text.lower() in _WORDS or _in_quotes(text):
        # Laravel turns such a word into a value of PHP's, and strips one pair of quotes: give it one to strip.
        text = f"'{text}'"
    return '"' + re.sub(r'[\\"$]', r"\\\g<0>", text) + '"'


def _in_quotes(text: str) -> bool:
    return len(text) > 1 and text[0] == text[-1] and text[0] in "'\""


def _read(quote: str, inside: str) -> str:
    text = inside if quote == "'" else re.sub(r'\\([\\"$])', r"\1", inside)
    return text[1:-1] if _in_quotes(text) else text


def _bare(text: str) -> str:
    return "" if text.lower() in _NOTHING else text


_DIALECT = Dialect(_quoted, "'\"", "'\"", _read, _bare)


def _variables(values: Values, target: str) -> Mapping[str, str]:
    implicit = values.security is Security.TLS
    known = {
        "MAIL_MAILER": "smtp",
        # 10 reads the one, 11.5 and later the other; neither disturbs the other.
        "MAIL_SCHEME": "smtps" if implicit else "smtp",
        "MAIL_ENCRYPTION": "" if values.security is Security.NONE else "tls",
        "MAIL_HOST": values.host,
        "MAIL_PORT": str(values.port),
        "MAIL_PASSWORD": revealed(values.secret),
        **{name: getattr(values, field) for name, field in _TEXTS.items()},
    }
    return {name: value for name, value in known.items() if value is not None}


def _parse(text: str, target: str) -> Values:
    found = _dotenv.values_in(_DIALECT, text)
    secret = found.get("MAIL_PASSWORD")
    return Values(
        host=found.get("MAIL_HOST") or None,
        port=port_in(found.get("MAIL_PORT")),
        security=_security(found),
        secret=Secret(secret) if secret else None,
        **{field: found.get(name) or None for name, field in _TEXTS.items()},
    )


def _security(found: Mapping[str, str]) -> Security | None:
    if "MAIL_HOST" not in found:
        return None
    if found.get("MAIL_SCHEME") == "smtps" or port_in(found.get("MAIL_PORT")) == _IMPLICIT_PORT:
        return Security.TLS
    return Security.STARTTLS if found.get("MAIL_ENCRYPTION", "tls") == "tls" else Security.NONE


def _warnings(values: Values, target: str) -> tuple[str, ...]:
    if values.security is Security.TLS:
        return ()
    return ("Laravel sends the secret in the clear where STARTTLS is stripped: prefer the provider's port 465",)


FORMAT = Format(
    title="Laravel",
    help="MAIL_ lines of .env, the same for every version",
    # One file is right for both, and for 12 and later.
    targets=("11", "10"),
    path="/var/www/html/.env",
    owner="www-data:www-data",
    mode=0o640,
    holds=("host", "port", "security", "username", "secret", "from_address", "from_name", "ehlo_name"),
    render=lambda values, target: _dotenv.rendered(_DIALECT, _variables(values, target)),
    parse=_parse,
    insert=lambda existing, values, target: _dotenv.put(_DIALECT, existing, _variables(values, target)),
    limit=_dsn.limit,
    warnings=_warnings,
    may_skip_starttls=True,
    is_part=True,
    # A configuration that was cached reads no .env.
    afterwards=("php artisan config:clear",),
    signs=Signs(r"^MAIL_(?:HOST|MAILER|URL|PASSWORD)=", places=("/var/www/*/.env", "./.env")),
)
