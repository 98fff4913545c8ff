"""What a relay has to tell, in words."""

from datetime import UTC, datetime
from pathlib import Path

from smtptui.model.relay import Listener, NextHop, QueueCounts, RelayStatus
from smtptui.model.relay_listening import Listening
from smtptui.tui.relay_words import where_it_listens
from smtptui.tui.widgets.relay_head import facts_of

AT = Listener("10.0.0.5", 587)
LISTENING = Listening(AT, ("app", "shop"), True, Path("/relay.crt"), Path("/relay.key"))
NOW = datetime(2026, 11, 21, tzinfo=UTC)


def status(logins: Listening | None, *, checked: bool | None = None) -> RelayStatus:
    """A relay that listens on two addresses."""
    hop = NextHop("[smtp.example.net]:587", "starttls", "secure", True, "lmdb")
    where = (Listener("127.0.0.1", 25), AT)
    return RelayStatus(
        "/etc/postfix", "3.7.11", True, 812, where, (), hop, None, "/log", (), logins=logins, logins_are_checked=checked
    )


def facts(seen: RelayStatus) -> str:
    """The head's facts as one text."""
    return " / ".join(one.plain for one in facts_of(seen, QueueCounts(NOW, {}), NOW))


def test_who_may_log_in_stands_with_the_address() -> None:
    assert where_it_listens(status(LISTENING)) == "127.0.0.1:25, 10.0.0.5:587 for app, shop"
    assert where_it_listens(status(None)) == "127.0.0.1:25, 10.0.0.5:587"


def test_it_is_said_where_nobody_can_log_in() -> None:
    assert "nobody can log in on 10.0.0.5:587: no Dovecot answers" in facts(status(LISTENING, checked=False))


def test_nothing_is_said_where_logins_work_or_nobody_knows() -> None:
    assert [seen for seen in (True, None) if "nobody can" in facts(status(LISTENING, checked=seen))] == []
