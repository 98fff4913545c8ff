"""Drupal 7's settings.php with the SMTP module 7.x-1.x, which logs in by LOGIN alone."""

from collections.abc import Mapping

from smtptui.formats import _drupal, _php
from smtptui.formats._base import Format, Signs, Values
from smtptui.formats._php import Key, Literal
from smtptui.formats._php_file import functions


def _pairs(values: Values, target: str) -> Mapping[Key, Literal]:
    settings = {"smtp_on": 1, **_drupal.settings_of(values)}
    # Core asks this one; without it the module is never called.
    system: dict[Key, Literal] = {("$conf", "mail_system", "default-system"): "SmtpMailSystem"}
    return system | {("$conf", name): value for name, value in settings.items()}


def _read(found: Mapping[Key, Literal], target: str) -> Values:
    return _drupal.values_of({key[1]: value for key, value in found.items() if key[0] == "$conf" and len(key) == 2})


def _hindrances(text: str) -> tuple[str, ...]:
    found = _php.values_in(text, guarded=True)
    said = []
    if found.get(("$conf", "smtp_deliver"), True) in (False, 0, "0", ""):
        said.append("$conf['smtp_deliver'] in this file stops every message")
    if found.get(("$conf", "smtp_reroute_address")):
        said.append("$conf['smtp_reroute_address'] in this file sends every message elsewhere")
    return tuple(said)


_RENDER, _PARSE, _INSERT = functions(_pairs, _read, _php.at_end)
FORMAT = Format(
    title="Drupal 7, SMTP module",
    help="$conf values in settings.php",
    path="/var/www/html/sites/default/settings.php",
    owner="www-data:www-data",
    mode=0o440,
    holds=("host", "port", "security", "username", "secret", "from_address", "from_name"),
    render=_RENDER,
    parse=_PARSE,
    insert=_INSERT,
    limit=_drupal.limit,
    hindrances=_hindrances,
    signs=Signs(r"\$conf\[['\"]smtp_", places=_drupal.PLACES),
    broken=_php.broken,
)
