"""Drupal's settings.php with the Symfony Mailer module: its transport plugin `dsn`.

The module's plugin `smtp` builds its DSN with urlencode(), which turns a blank into a plus sign.
"""

from collections.abc import Mapping

from smtptui.formats import _drupal, _dsn
from smtptui.formats._base import Values
from smtptui.formats._literals import text_of
from smtptui.formats._php import Key, Literal

# settings.php only overrides what is there: the transport that the module brings along.
_TRANSPORT: Key = ("$config", "symfony_mailer.mailer_transport.sendmail")
_SENDER: Key = ("$config", "system.site", "mail")
_DSN: Key = (*_TRANSPORT, "configuration", "dsn")


def _pairs(values: Values, target: str) -> Mapping[Key, Literal]:
    pairs: dict[Key, Literal] = {
        ("$config", "symfony_mailer.settings", "default_transport"): "sendmail",
        (*_TRANSPORT, "plugin"): "dsn",
        _DSN: _dsn.written(values),
    }
    return pairs if values.from_address is None else {**pairs, _SENDER: values.from_address}


def _read(found: Mapping[Key, Literal], target: str) -> Values:
    return _dsn.read(text_of(found.get(_DSN)) or "")._replace(from_address=text_of(found.get(_SENDER)))


FORMAT = _drupal.in_settings_php(
    "Drupal, Symfony Mailer module",
    "the module's transport in settings.php, by DSN",
    _pairs,
    _read,
    r"['\"]symfony_mailer\.mailer_transport\.",
    _dsn.limit,
)._replace(warnings=_dsn.warnings, may_skip_starttls=True)
