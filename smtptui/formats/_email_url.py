"""EMAIL_URL in a .env for django-environ, in whose schemes `smtps` is STARTTLS."""

import re
from collections.abc import Mapping
from urllib.parse import quote, unquote

from smtptui.formats import _dotenv
from smtptui.formats._base import Values
from smtptui.formats._dotenv import Dialect
from smtptui.formats._environment import port_in
from smtptui.secret import Secret
from smtptui.smtp.security import Security

# environ.py, email_url_config: to dj-email-url `smtp+tls` says nothing, and there is no spelling for both.
_SCHEMES = {
    "smtp+tls": Security.STARTTLS,
    "smtps": Security.STARTTLS,
    "smtp+ssl": Security.TLS,
    "smtp": Security.NONE,
}
_URL = re.compile(r"([a-z+]+)://(?:([^:@]*):([^@]*)@)?(\[[^\]]*\]|[^:/?@]*):([0-9]+)/?")
# Nothing that is percent-encoded holds a quote.
_DIALECT = Dialect(lambda text: f"'{text}'", "'\"", '"', lambda quote, inside: inside)
_SENDER = "DEFAULT_FROM_EMAIL"


def render(values: Values) -> str:
    """The two lines."""
    return _dotenv.rendered(_DIALECT, _variables(values))


def insert(existing: str, values: Values) -> str:
    """A .env with them."""
    return _dotenv.put(_DIALECT, existing, _variables(values))


def is_in(text: str) -> bool:
    """Whether a file says it by URL."""
    return re.search(r"^(?:export )?EMAIL_URL=", text, re.MULTILINE) is not None


def _variables(values: Values) -> Mapping[str, str]:
    known = {"EMAIL_URL": _written(values)}
    return known if values.from_address is None else {**known, _SENDER: values.from_address}


def _written(values: Values) -> str:
    scheme = next(name for name, security in _SCHEMES.items() if security is values.security)
    host = f"[{values.host}]" if ":" in (values.host or "") else values.host
    login = (
        f"{quote(values.username or '', safe='')}:{quote(values.secret.reveal(), safe='')}@" if values.secret else ""
    )
    return f"{scheme}://{login}{host}:{values.port}"


def parse(text: str) -> Values:
    """What django-environ makes of a file."""
    found = _dotenv.values_in(_DIALECT, text)
    match = _URL.fullmatch(found.get("EMAIL_URL", ""))
    if match is None or match[1] not in _SCHEMES:
        return Values()
    return Values(
        host=match[4].strip("[]") or None,
        port=port_in(match[5]),
        security=_SCHEMES[match[1]],
        username=unquote(match[2]) if match[2] else None,
        secret=Secret(unquote(match[3])) if match[3] else None,
        from_address=found.get(_SENDER) or None,
    )
