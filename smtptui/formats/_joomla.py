"""class JConfig of Joomla's configuration.php, as Joomla writes it and as the toolkit does."""

from collections.abc import Mapping, Sequence

from smtptui.formats import _php
from smtptui.formats._base import Format, Signs, Values, revealed
from smtptui.formats._literals import number_of, secret_of, security_of, text_of
from smtptui.formats._php import Key, Literal
from smtptui.formats._php_file import functions
from smtptui.smtp.security import Security

_CLASS = "class JConfig"
_PLACES = ("/var/www/*/configuration.php", "~/runtime/joomla_configuration.php", "./configuration.php")
_WORDS = {Security.STARTTLS: "tls", Security.TLS: "ssl", Security.NONE: "none"}
_OFF = (0, "0", False, None)


def joomla(title: str, help_line: str, targets: tuple[str, ...], strings_in: tuple[str, ...]) -> Format:
    """One of the two. In the targets of `strings_in` every value is a string."""

    def pairs(values: Values, target: str) -> Mapping[Key, Literal]:
        known = _properties(values)
        if target in strings_in or not target:
            known = {name: _as_string(value) for name, value in known.items()}
        return {(_CLASS, name): value for name, value in known.items()}

    render, parse, insert = functions(pairs, _read, _into_class)
    return Format(
        title=title,
        help=help_line,
        path="/var/www/html/configuration.php",
        owner="www-data:www-data",
        mode=0o444,
        holds=("host", "port", "security", "username", "secret", "from_address", "from_name"),
        render=lambda values, target: "<?php\nclass JConfig {\n" + render(values, target)[6:] + "}\n",
        parse=parse,
        targets=targets,
        insert=insert,
        warnings=_warnings,
        hindrances=_hindrances,
        signs=Signs(r"\bclass\s+JConfig\b", places=_PLACES),
        broken=_php.broken,
        is_part=True,
    )


def _properties(values: Values) -> dict[str, Literal]:
    return {
        "mailer": "smtp",
        "fromname": values.from_name or "",
        "mailfrom": values.from_address or "",
        "smtpuser": values.username or "",
        "smtppass": revealed(values.secret) or "",
        "smtphost": values.host,
        "smtpport": values.port,
        "smtpauth": values.secret is not None,
        "smtpsecure": _WORDS[values.security or Security.NONE],
    }


def _as_string(value: Literal) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return "" if value is None else str(value)


def _into_class(text: str, lines: Sequence[str]) -> str:
    return _php.into_class(text, "JConfig", lines)


def _read(found: Mapping[Key, Literal], target: str) -> Values:
    known = {key[1]: value for key, value in found.items() if key[0] == _CLASS and len(key) == 2}
    return Values(
        host=text_of(known.get("smtphost")),
        port=number_of(known.get("smtpport")),
        security=security_of(known.get("smtpsecure"), _WORDS),
        username=text_of(known.get("smtpuser")),
        secret=secret_of(known.get("smtppass")),
        from_address=text_of(known.get("mailfrom")),
        from_name=text_of(known.get("fromname")),
    )


def _warnings(values: Values, target: str) -> tuple[str, ...]:
    if values.security is not Security.NONE:
        return ()
    return ("with `none` Joomla sends the secret in the clear where the server's certificate is bad",)


def _hindrances(text: str) -> tuple[str, ...]:
    found = _php.values_in(text)
    online = found.get((_CLASS, "mailonline"), True)
    return ("$mailonline in this file stops every message",) if online in (*_OFF, "") else ()
