"""What `postmulti -l` prints."""

from pathlib import Path

from smtptui.relay.instances import KnownInstance, instances_in

_LISTED = """\
-               -               n         /etc/postfix
postfix-out     outgoing        y         /etc/postfix-out
-               -               n         /srv/mail relay/etc
"""


def test_every_instance_is_known_by_its_folder() -> None:
    assert instances_in(_LISTED) == (
        KnownInstance("-", Path("/etc/postfix")),
        KnownInstance("postfix-out", Path("/etc/postfix-out")),
        KnownInstance("-", Path("/srv/mail relay/etc")),
    )


def test_nothing_printed_is_no_instance() -> None:
    assert instances_in("") == ()
