"""Drupal 7's settings.php with the SMTP module 7.x-1.x, which logs in by LOGIN alone."""

from collections.abc import Mapping

from smtptui.formats import _drupal, _php
from smtptui.formats._base import Values
from smtptui.formats._php import Key, Literal


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


_FORMAT = _drupal.in_settings_php(
    "Drupal 7, SMTP module", "$conf values in settings.php", _pairs, _read, r"\$conf\[['\"]smtp_", _drupal.limit
)
FORMAT = _FORMAT._replace(holds=(*_FORMAT.holds, "from_name"), hindrances=_hindrances)
