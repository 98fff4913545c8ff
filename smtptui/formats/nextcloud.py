"""Nextcloud's config.php, or a mail.config.php beside it, which it reads as well."""

from collections.abc import Mapping

from smtptui.formats import _dsn, _php
from smtptui.formats._base import Format, Signs, Values, revealed
from smtptui.formats._literals import number_of, secret_of, text_of
from smtptui.formats._php import Key, Literal
from smtptui.formats._php_file import functions
from smtptui.smtp.security import Security


def _pairs(values: Values, target: str) -> Mapping[Key, Literal]:
    settings: dict[str, Literal] = {
        "mail_smtpmode": "smtp",
        "mail_smtphost": values.host,
        "mail_smtpport": values.port,
        # "ssl" is TLS from the first byte; any other word, "tls" too, is STARTTLS where it is offered.
        "mail_smtpsecure": "ssl" if values.security is Security.TLS else "",
        "mail_smtpauth": values.secret is not None,
        "mail_smtpname": values.username or "",
        "mail_smtppassword": revealed(values.secret) or "",
    }
    if values.from_address is not None:
        local, _, domain = values.from_address.rpartition("@")
        settings |= {"mail_from_address": local, "mail_domain": domain}
    return {("$CONFIG", name): value for name, value in settings.items()}


def _read(found: Mapping[Key, Literal], target: str) -> Values:
    settings = {key[1]: value for key, value in found.items() if key[0] == "$CONFIG" and len(key) == 2}
    host = text_of(settings.get("mail_smtphost"))
    local, domain = (text_of(settings.get(name)) for name in ("mail_from_address", "mail_domain"))
    implicit = settings.get("mail_smtpsecure") == "ssl"
    return Values(
        host=host,
        port=number_of(settings.get("mail_smtpport")),
        security=None if host is None else Security.TLS if implicit else Security.STARTTLS,
        username=text_of(settings.get("mail_smtpname")),
        secret=secret_of(settings.get("mail_smtppassword")),
        from_address=f"{local}@{domain}" if local and domain else None,
    )


def _limit(field: str, text: str, target: str) -> str | None:
    if field == "security" and text == Security.NONE:
        return "it begins TLS wherever the server offers it, without a way to switch that off"
    return _dsn.limit(field, text, target)


def _warnings(values: Values, target: str) -> tuple[str, ...]:
    if values.security is Security.TLS:
        return ()
    return ("Nextcloud sends the secret in the clear where STARTTLS is stripped: prefer the provider's port 465",)


_RENDER, _PARSE, _INSERT = functions(_pairs, _read, _php.at_end)
FORMAT = Format(
    title="Nextcloud",
    help="the mail_ values of config.php",
    path="/var/www/nextcloud/config/config.php",
    owner="www-data:www-data",
    mode=0o640,
    holds=("host", "port", "security", "username", "secret", "from_address"),
    render=_RENDER,
    parse=_PARSE,
    insert=_INSERT,
    limit=_limit,
    warnings=_warnings,
    signs=Signs(
        r"['\"]mail_smtp(?:host|name|password)['\"]",
        places=("/var/www/*/config/config.php", "./config/config.php"),
    ),
    broken=_php.broken,
    is_part=True,
    may_skip_starttls=True,
)
