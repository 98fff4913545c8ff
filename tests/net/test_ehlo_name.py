"""The name that a client gives itself."""

import socket

import pytest

from smtptui.net.ehlo_name import address_literal, ehlo_name


@pytest.mark.parametrize(
    ("configured", "machine", "name"),
    [
        ("build.example.com", "host.example.com", "build.example.com"),
        (None, "host.example.com", "host.example.com"),
        (None, "host", "[192.0.2.7]"),
        (None, "host.", "[192.0.2.7]"),
        (None, "localhost", "[192.0.2.7]"),
        (None, "localhost.localdomain", "[192.0.2.7]"),
        (None, "LOCALHOST.localdomain", "[192.0.2.7]"),
        (None, "höst.example.com", "[192.0.2.7]"),
        (None, "", "[192.0.2.7]"),
        ("", "host", "[192.0.2.7]"),
    ],
)
def test_a_name_is_given_only_where_it_is_one(
    configured: str | None, machine: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: machine)
    assert ehlo_name(configured, "192.0.2.7") == name


@pytest.mark.parametrize(
    ("address", "literal"),
    [
        ("192.0.2.7", "[192.0.2.7]"),
        ("2001:db8::1", "[IPv6:2001:db8::1]"),
        ("2001:0db8:0:0::1", "[IPv6:2001:db8::1]"),
        ("fe80::1%eth0", "[IPv6:fe80::1]"),
    ],
)
def test_an_address_is_written_as_rfc_5321_wants_it(address: str, literal: str) -> None:
    assert address_literal(address) == literal
