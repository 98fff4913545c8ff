"""Where a relay hands its mail on, by main.cf."""

import pytest

from smtptui.core.relay.status import SETTINGS, next_hop

_NOTHING = dict.fromkeys(SETTINGS, "")


@pytest.mark.parametrize(
    ("settings", "security"),
    [
        ({}, "none"),
        ({"smtp_tls_security_level": "none"}, "none"),
        ({"smtp_use_tls": "yes"}, "opportunistic"),
        ({"smtp_tls_security_level": "may"}, "opportunistic"),
        ({"smtp_tls_security_level": "encrypt"}, "starttls"),
        ({"smtp_tls_security_level": "secure"}, "starttls"),
        ({"smtp_tls_security_level": "encrypt", "smtp_tls_wrappermode": "yes"}, "tls"),
    ],
)
def test_the_way_is_as_safe_as_the_settings_make_it(settings: dict[str, str], security: str) -> None:
    assert next_hop(_NOTHING | settings).security == security


@pytest.mark.parametrize(
    ("settings", "map_type"),
    [
        ({"smtp_sasl_password_maps": "lmdb:/etc/postfix/sasl_passwd, hash:/x"}, "lmdb"),
        ({"default_database_type": "hash"}, "hash"),
        ({}, None),
    ],
)
def test_the_map_type_is_that_in_use_or_the_default(settings: dict[str, str], map_type: str | None) -> None:
    assert next_hop(_NOTHING | settings).map_type == map_type
