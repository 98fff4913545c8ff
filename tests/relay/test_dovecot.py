"""What doveconf prints."""

import pytest

from smtptui.relay.dovecot import settings_in

FORMER = """\
auth_mechanisms = plain login
protocols = " imap lmtp"
base_dir = /run/dovecot
"""
# As the documentation of 2.4 has its lists.
LATER = """\
auth_mechanisms {
  plain = yes
  login = yes
  oauthbearer = no
}
protocols {
  imap = yes
  lmtp = yes
}
base_dir = /run/dovecot
"""


@pytest.mark.parametrize("printed", [FORMER, LATER])
def test_a_list_is_read_as_either_version_prints_it(printed: str) -> None:
    assert settings_in(printed) == {
        "auth_mechanisms": "plain login",
        "protocols": "imap lmtp",
        "base_dir": "/run/dovecot",
    }


def test_an_empty_list_is_empty() -> None:
    assert settings_in("protocols = \nauth_mechanisms {\n}\n") == {"protocols": "", "auth_mechanisms": ""}
