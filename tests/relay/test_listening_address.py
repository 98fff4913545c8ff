"""Where a relay may listen, and where never."""

import pytest

from smtptui.errors import MisuseError
from smtptui.relay.listening_address import listening_address


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("10.0.0.5", "10.0.0.5:587"),
        ("192.168.1.2:2525", "192.168.1.2:2525"),
        ("172.16.0.1:465", "172.16.0.1:465"),
        ("fd00::5", "[fd00::5]:587"),
        ("[FD00::5]:2525", "[fd00::5]:2525"),
        ("[::1]", "[::1]:587"),
        ("127.0.0.2", "127.0.0.2:587"),
        # RFC 6598: what carriers and overlay networks use.
        ("100.64.1.2", "100.64.1.2:587"),
    ],
)
def test_an_address_of_a_private_network_is_taken(text: str, at: str) -> None:
    assert str(listening_address(text)) == at


@pytest.mark.parametrize("text", ["8.8.8.8", "8.8.8.8:587", "2606:4700::1111", "::ffff:8.8.8.8", "[::ffff:808:808]:25"])
def test_a_public_address_is_refused_with_the_reason(text: str) -> None:
    with pytest.raises(MisuseError, match="is public: every stranger could try passwords there"):
        listening_address(text)


@pytest.mark.parametrize("text", ["0.0.0.0", "0.0.0.0:587", "::", "[::]:587"])
def test_every_address_at_once_is_refused_with_the_reason(text: str) -> None:
    with pytest.raises(MisuseError, match="also those that the Internet reaches"):
        listening_address(text)


@pytest.mark.parametrize(
    "text", ["", "*", "all", "relay.example", "10.0.0.5:", "10.0.0.5:x", "10.0.0.5:0", "224.0.0.1"]
)
def test_what_is_no_place_to_listen_is_refused(text: str) -> None:
    with pytest.raises(MisuseError):
        listening_address(text)


@pytest.mark.parametrize("text", ["10.0.0.5:65536", "[fd00::5]:99999"])
def test_what_is_no_port_is_refused(text: str) -> None:
    with pytest.raises(MisuseError, match="is no port"):
        listening_address(text)
