"""The provider behind a mail address."""

from pathlib import Path

import pytest

from smtptui import providers
from smtptui.core.detect import provider_for_address, provider_for_host, provider_for_mx


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


@pytest.mark.parametrize(
    ("host", "address", "name", "region"),
    [
        ("smtp.gmail.com", "fred@gmail.com", "gmail", None),
        ("smtp.gmail.com", "fred@darrensnet.com", "google-workspace", "mailbox"),
        ("SMTP.Gmail.com.", "", "gmail", None),
        ("email-smtp.eu-west-1.amazonaws.com", "", "ses", "eu-west-1"),
        ("email-smtp.xx-new-9.amazonaws.com", "", "ses", "xx-new-9"),
    ],
)
def test_a_host_tells_its_provider_and_region(host: str, address: str, name: str, region: str | None) -> None:
    found = provider_for_host(host, address, providers.load_all())
    assert found is not None
    assert (found[0].name, found[1]) == (name, region)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "mail.example.org", ""])
def test_a_host_of_nobody_tells_nothing(host: str) -> None:
    assert provider_for_host(host, "", providers.load_all()) is None


@pytest.mark.parametrize(
    ("hosts", "name"),
    [
        (["aspmx.l.google.com", "alt1.aspmx.l.google.com"], "google-workspace"),
        (["darrensnet-com.mail.protection.outlook.com"], "office365"),
        (["gmail-smtp-in.l.google.com."], "gmail"),
        (["mx.example.org", "in1-smtp.messagingengine.com"], "fastmail"),
        (["mx.example.org"], None),
        ([], None),
    ],
)
def test_an_mx_host_tells_its_provider(hosts: list[str], name: str | None) -> None:
    found = provider_for_mx(hosts, providers.load_all())
    assert (found.name if found else None) == name
