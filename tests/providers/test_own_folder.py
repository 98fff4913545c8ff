"""The operator's own provider files."""

from pathlib import Path

import pytest

from smtptui import providers
from smtptui.errors import ConfigurationError
from smtptui.smtp.security import Security

RELAY = """
title = "Our relay"
kind = "relay"
aliases = ["relay-of-ours"]
domains = ["Example.org"]

[[regions]]
endpoints = [
    { host = "relay.example.org", port = 587, security = "starttls" },
    { host = "relay.example.org", port = 465, security = "tls" },
]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one provider of the operator's own."""
    (tmp_path / "relay.toml").write_text(RELAY)
    return tmp_path


def test_a_file_adds_a_provider(folder: Path) -> None:
    provider = providers.load("relay", folder)
    assert [str(item.endpoint) for item in provider.endpoints] == [
        "relay.example.org:587 STARTTLS",
        "relay.example.org:465 TLS",
    ]
    assert [item.preferred for item in provider.endpoints] == [True, False]
    assert provider.regions == ("global",)
    assert "relay" in providers.names(folder)
    assert provider in providers.load_all(folder)


def test_an_own_provider_stands_among_the_others_by_title(folder: Path) -> None:
    names = providers.names(folder)
    assert names.index("office365") < names.index("relay") < names.index("yahoo")


def test_without_a_source_a_value_comes_from_the_file(folder: Path) -> None:
    fact = providers.load("relay", folder).endpoints[0].fact
    assert (fact.source, fact.checked) == ("your file relay.toml", "")


def test_an_own_provider_is_found_by_its_alias_and_its_domain(folder: Path) -> None:
    assert providers.load("Relay of ours", folder).name == "relay"
    assert providers.exists("relay-of-ours", folder)
    assert providers.name_for_domain("EXAMPLE.org.", folder) == "relay"


def test_without_the_folder_it_is_not_known(folder: Path) -> None:
    assert not providers.exists("relay")


def test_a_file_takes_the_place_of_the_catalogue_s(folder: Path) -> None:
    (folder / "mailjet.toml").write_text(
        RELAY.replace("Our relay", "Mailjet by ourselves").replace("relay-of-ours", "mj")
    )
    assert providers.load("mailjet", folder).title == "Mailjet by ourselves"
    assert providers.load("mailjet").title == "Mailjet"
    assert providers.names(folder)[3] == "mailjet"
    assert [one.title for one in providers.load_all(folder)].count("Mailjet by ourselves") == 1


def test_an_alias_of_the_catalogue_leads_to_the_file_that_took_the_place(folder: Path) -> None:
    (folder / "mailjet.toml").write_text(
        RELAY.replace("Our relay", "Mailjet by ourselves").replace("relay-of-ours", "mj")
    )
    assert providers.load("sinch-mailjet", folder).title == "Mailjet by ourselves"


def test_a_broken_file_does_not_stand_in_the_way_of_another_provider(folder: Path) -> None:
    (folder / "broken.toml").write_text("title = ")
    assert providers.load("gmail", folder).name == "gmail"
    with pytest.raises(ConfigurationError, match=r"broken\.toml is no TOML"):
        providers.load_all(folder)


def test_a_file_is_read_again_after_a_change(folder: Path) -> None:
    assert providers.load("relay", folder).title == "Our relay"
    (folder / "relay.toml").write_text(RELAY.replace("Our relay", "Their relay"))
    assert providers.load("relay", folder).title == "Their relay"


def test_files_of_editors_and_absent_folders_are_no_providers(folder: Path) -> None:
    (folder / ".#relay.toml").write_text("")
    (folder / "relay.toml~").write_text("")
    assert len(providers.names(folder)) == len(providers.names()) + 1
    assert providers.names(folder / "absent") == providers.names()


def test_loopback_may_be_preset_without_encryption(folder: Path) -> None:
    (folder / "here.toml").write_text(
        'title = "Here"\nkind = "relay"\n[[regions]]\nendpoints = [{ host = "::1", port = 2525, security = "none" }]\n'
    )
    assert providers.load("here", folder).endpoints[0].endpoint.security is Security.NONE


def test_an_internationalized_host_name_is_taken(folder: Path) -> None:
    (folder / "idn.toml").write_text(RELAY.replace("relay.example.org", "relay.bücher.example"))
    assert providers.load("idn", folder).endpoints[0].endpoint.host == "relay.bücher.example"


def test_a_file_with_windows_line_ends_and_a_byte_order_mark_is_taken(folder: Path) -> None:
    (folder / "windows.toml").write_bytes(b"\xef\xbb\xbf" + RELAY.replace("\n", "\r\n").encode())
    assert providers.load("windows", folder).title == "Our relay"
