"""Who gets the mail of a machine's own users."""

from smtptui.relay.recipients import recipient_lines


def test_everybody_at_the_machines_own_names_is_the_operator() -> None:
    assert recipient_lines("web1.example.com", "web1.example.com", "app@example.com", "ops@example.org") == (
        r"/@web1\.example\.com$/ ops@example.org",
        "/@localhost$/ ops@example.org",
        r"/@localhost\.localdomain$/ ops@example.org",
    )


def test_in_a_domain_with_mail_of_its_own_only_root_is_meant() -> None:
    lines = recipient_lines("example.com", "example.com", "app@example.com", "ops@example.org")
    assert r"/^root@example\.com$/ ops@example.org" in lines
    assert not [line for line in lines if line.startswith(r"/@example")]


def test_a_name_that_postfix_adds_to_root_counts_for_root_alone() -> None:
    lines = recipient_lines("web1", "example.net", "app@example.com", "ops@example.org")
    assert lines[-1] == r"/^root@example\.net$/ ops@example.org"


def test_without_a_to_address_there_is_no_table() -> None:
    assert recipient_lines("web1", "web1", "app@example.com", None) == ()
