"""The profile that is printed for the machines of a relay's private network."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from smtptui.cli.console import Console
from smtptui.cli.relay.listening import show_client
from smtptui.model.relay import Listener
from smtptui.model.relay_listening import Listening
from smtptui.model.relay_plan import PlannedListening

FINGERPRINT = "sha256:" + "0a" * 32


def printed(
    capsys: pytest.CaptureFixture[str], *, names: tuple[str, ...], is_self_signed: bool, port: int = 587
) -> dict[str, Any]:
    """The profile, read as TOML."""
    service = Listening(Listener("10.0.0.5", port), ("app",), True, Path("/relay.crt"), Path("/relay.key"))
    show_client(Console(), PlannedListening(service, Path("/etc/dovecot"), FINGERPRINT, names, is_self_signed))
    _, _, text = capsys.readouterr().out.partition("\n")
    profile: dict[str, Any] = tomllib.loads(text)["profiles"]["relay"]
    return profile


def test_a_certificate_that_nobody_has_signed_is_pinned(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, names=("10.0.0.5", "relay.example"), is_self_signed=True) == {
        "provider": "custom",
        "host": "10.0.0.5",
        "port": 587,
        "security": "starttls",
        "username": "app",
        "tls_fingerprint": FINGERPRINT,
    }


def test_one_that_an_authority_has_signed_is_not_for_it_is_renewed(capsys: pytest.CaptureFixture[str]) -> None:
    profile = printed(capsys, names=("relay.example",), is_self_signed=False)
    assert (profile["host"], "tls_fingerprint" in profile) == ("relay.example", False)


def test_the_port_of_implicit_tls_is_one_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, names=("10.0.0.5",), is_self_signed=True, port=465)["security"] == "tls"
