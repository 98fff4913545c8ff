"""What the formats for Drupal share: its settings.php, and the names of its SMTP module, the same from 7 to 11."""

from collections.abc import Mapping

from smtptui.formats import _php
from smtptui.formats._base import Format, Limit, Signs, Values, revealed
from smtptui.formats._literals import number_of, secret_of, security_of, text_of
from smtptui.formats._php import Literal
from smtptui.formats._php_file import Pairs, Read, functions
from smtptui.smtp.security import Security

_WORDS = {Security.STARTTLS: "tls", Security.TLS: "ssl", Security.NONE: "standard"}


def settings_of(values: Values) -> dict[str, Literal]:
    """What both versions of the module are told."""
    return {
        "smtp_host": values.host,
        "smtp_port": str(values.port),
        "smtp_protocol": _WORDS[values.security or Security.NONE],
        "smtp_username": values.username or "",
        "smtp_password": revealed(values.secret) or "",
        "smtp_from": values.from_address or "",
        "smtp_fromname": values.from_name or "",
    }


def values_of(settings: Mapping[str, Literal]) -> Values:
    """What such settings say."""
    return Values(
        host=text_of(settings.get("smtp_host")),
        port=number_of(settings.get("smtp_port")),
        security=security_of(settings.get("smtp_protocol"), _WORDS),
        username=text_of(settings.get("smtp_username")),
        secret=secret_of(settings.get("smtp_password")),
        from_address=text_of(settings.get("smtp_from")),
        from_name=text_of(settings.get("smtp_fromname")),
    )


def limit(field: str, text: str, target: str) -> str | None:
    """Both leave a zero out."""
    return "the module takes 0 for nothing" if field in ("username", "secret") and text == "0" else None


def in_settings_php(title: str, help_line: str, pairs: Pairs, read: Read, sign: str, limit: Limit) -> Format:
    """A format of values at the end of settings.php, known by `sign`."""
    render, parse, insert = functions(pairs, read, _php.at_end)
    return Format(
        title=title,
        help=help_line,
        holds=("host", "port", "security", "username", "secret", "from_address"),
        render=render,
        parse=parse,
        path="/var/www/html/sites/default/settings.php",
        owner="www-data:www-data",
        mode=0o440,
        limit=limit,
        insert=insert,
        signs=Signs(sign, places=("/var/www/*/sites/default/settings.php", "./sites/default/settings.php")),
        broken=_php.broken,
        is_part=True,
    )
