"""A resolver that the tests of host names can depend on."""

import socket
from typing import Any

import pytest


@pytest.fixture
def every_name_is_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every host name resolves to loopback, so that a server can have a name."""

    def getaddrinfo(name: bytes, port: None, family: int, **_: Any) -> list[Any]:
        if family == socket.AF_INET6:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [(family, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 0))]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
