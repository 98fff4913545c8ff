"""Moodle's config.php, before lib/setup.php is loaded; what stands there locks the admin page."""

from collections.abc import Mapping

from smtptui.formats import _php
from smtptui.formats._base import Format, Signs, Values, revealed
from smtptui.formats._literals import host_and_port, secret_of, security_of, text_of
from smtptui.formats._php import Key, Literal
from smtptui.formats._php_file import SECURITY_WORDS, functions
from smtptui.smtp.security import Security


def _pairs(values: Values, target: str) -> Mapping[Key, Literal]:
    host = f"[{values.host}]" if ":" in (values.host or "") else values.host
    settings: dict[str, Literal] = {
        # There is no smtpport: the port belongs into the host.
        "smtphosts": f"{host}:{values.port}",
        "smtpsecure": SECURITY_WORDS[values.security or Security.NONE],
        "smtpauthtype": (values.mechanism or "").upper(),
        "smtpuser": values.username or "",
        "smtppass": revealed(values.secret) or "",
    }
    if values.from_address is not None:
        settings["noreplyaddress"] = values.from_address
    return {("$CFG", name): value for name, value in settings.items()}


def _read(found: Mapping[Key, Literal], target: str) -> Values:
    settings = {key[1]: value for key, value in found.items() if key[0] == "$CFG" and len(key) == 2}
    # Several hosts stand with ";" between, the first is tried first; the port may be missing.
    first = (text_of(settings.get("smtphosts")) or "").partition(";")[0]
    host, port = host_and_port(first)
    return Values(
        host=host,
        port=port,
        security=security_of(settings.get("smtpsecure"), SECURITY_WORDS),
        username=text_of(settings.get("smtpuser")),
        secret=secret_of(settings.get("smtppass")),
        from_address=text_of(settings.get("noreplyaddress")),
        mechanism=(text_of(settings.get("smtpauthtype")) or "").lower() or None,
    )


def _limit(field: str, text: str, target: str) -> str | None:
    if field == "username" and text == "0":
        return "Moodle takes the user name 0 for none"
    taken = ("login", "plain", "cram-md5", "xoauth2")
    return f"Moodle knows {', '.join(taken)}" if field == "mechanism" and text not in taken else None


def _warnings(values: Values, target: str) -> tuple[str, ...]:
    if values.security is not Security.NONE:
        return ()
    return ("Moodle sends in the clear with this setting even where the server offers STARTTLS",)


def _hindrances(text: str) -> tuple[str, ...]:
    found = _php.values_in(text, guarded=True)
    said = {
        "noemailever": "$CFG->noemailever in this file stops every message",
        "divertallemailsto": "$CFG->divertallemailsto in this file sends every message elsewhere",
    }
    return tuple(words for name, words in said.items() if found.get(("$CFG", name)))


_RENDER, _PARSE, _INSERT = functions(_pairs, _read, lambda text, lines: _php.before(text, "setup.php", lines))
FORMAT = Format(
    title="Moodle",
    help="$CFG values in config.php",
    path="/var/www/html/config.php",
    owner="www-data:www-data",
    mode=0o640,
    holds=("host", "port", "security", "username", "secret", "from_address", "mechanism"),
    render=_RENDER,
    parse=_PARSE,
    insert=_INSERT,
    limit=_limit,
    warnings=_warnings,
    hindrances=_hindrances,
    signs=Signs(
        r"\$CFG->smtp(?:hosts|pass|user)\b",
        places=("/var/www/*/config.php", "/var/www/html/*/config.php", "./config.php"),
    ),
    broken=_php.broken,
    is_part=True,
)
