"""The provider behind a mail address."""

from pathlib import Path

import pytest

from smtptui.core.detect import provider_for_address


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("fred@gmail.com", "gmail"),
        ("Fred@GoogleMail.com", "gmail"),
        (" fred@yahoo.com ", "yahoo"),
        ("fred@hotmail.com", "outlook"),
        ("fred@gmx.at", "gmx"),
        ("fred@darrensnet.com", None),
        ("fred@mail.gmail.com", None),
        ("fred@bücher.example", None),
        ("gmail.com", None),
        ("fred@", None),
        ("", None),
        ("fred@gmail.com\r\nRCPT TO:<x@y>", None),
    ],
)
def test_a_domain_tells_the_provider_or_nothing(address: str, name: str | None) -> None:
    assert provider_for_address(address) == name


def test_the_operator_s_own_providers_come_first(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text('title = "Ours"\nkind = "mailbox"\ndomains = ["gmail.com", "ours.example"]\n')
    assert provider_for_address("fred@gmail.com", tmp_path) == "ours"
    assert provider_for_address("fred@ours.example", tmp_path) == "ours"
    assert provider_for_address("fred@yahoo.com", tmp_path) == "yahoo"
