"""Starting, finding and stopping the servers."""

import asyncio
import socket
import ssl
import struct
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from smtptui.errors import MisuseError
from smtptui.sandbox.catcher import CaughtMessage
from smtptui.sandbox.scenarios import all_scenarios
from smtptui.sandbox.server import Sandbox
from smtptui.smtp.security import Security
from tests.sandbox.client import walk


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


async def test_every_scenario_has_a_port_of_its_own() -> None:
    async with Sandbox() as sandbox:
        endpoints = dict.fromkeys(endpoint for _, endpoint in sandbox.endpoints)
        assert len(endpoints) == len(all_scenarios()) + 1
        assert all(endpoint.is_loopback for endpoint in endpoints)
        assert {name for name, _ in sandbox.endpoints} == {scenario.name for scenario in all_scenarios()}


async def test_the_good_server_speaks_implicit_tls_too(sandbox: Sandbox) -> None:
    endpoint = sandbox.endpoint("good", Security.TLS)
    context = ssl.create_default_context(cafile=sandbox.ca_file)
    reader, writer = await asyncio.open_connection(endpoint.host, endpoint.port, ssl=context)
    assert (await reader.readline()).startswith(b"220 ")
    writer.close()
    await writer.wait_closed()


async def test_the_port_asked_for_is_the_first_scenarios() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    async with Sandbox(["greylisted"], port=port) as sandbox:
        assert sandbox.endpoint("greylisted").port == port


async def _start(port: int) -> None:
    async with Sandbox(["good"], port=port):
        pass


def test_a_taken_port_is_said_and_nothing_is_left_behind(
    taken_port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(MisuseError, match=f"port {taken_port} of 127.0.0.1 cannot be used: Address already in use"):
        asyncio.run(_start(taken_port))
    assert list(tmp_path.iterdir()) == []


def test_a_scenario_that_does_not_exist_is_refused_before_anything_starts() -> None:
    with pytest.raises(MisuseError):
        Sandbox(["nothing-like-it"])


async def test_two_sandboxes_have_different_secrets_and_do_not_show_them() -> None:
    first, second = Sandbox(["good"]), Sandbox(["good"])
    assert first.secret != second.secret
    assert first.secret.reveal() not in repr(vars(first))


async def test_the_private_folder_goes_when_the_sandbox_stops() -> None:
    async with Sandbox(["good"]) as sandbox:
        folder = Path(sandbox.ca_file).parent
        assert folder.stat().st_mode & 0o777 == 0o700
        assert [path.name for path in folder.iterdir()] == ["ca.pem"]
    assert not folder.exists()


async def test_nobody_answers_when_the_sandbox_has_stopped() -> None:
    async with Sandbox() as sandbox:
        endpoints = [endpoint for _, endpoint in sandbox.endpoints]
    for endpoint in endpoints:
        with pytest.raises(ConnectionRefusedError):
            await asyncio.open_connection(endpoint.host, endpoint.port)


@pytest.mark.parametrize("name", ["good", "server-not-responding"])
async def test_stopping_ends_a_session_that_is_open(name: str) -> None:
    async with Sandbox([name]) as sandbox:
        endpoint = sandbox.endpoint(name)
        reader, writer = await asyncio.open_connection(endpoint.host, endpoint.port)
        if name == "good":
            await reader.readline()
    assert await _hears_the_end(reader)
    writer.close()


async def test_stopping_ends_a_tls_handshake_that_has_not_begun(sandbox: Sandbox) -> None:
    async with Sandbox(["good"]) as other:
        endpoint = other.endpoint("good", Security.TLS)
        reader, writer = await asyncio.open_connection(endpoint.host, endpoint.port)
        await asyncio.to_thread(walk, other, "good")
    assert await _hears_the_end(reader)
    writer.close()


async def test_stopping_ends_a_starttls_handshake_that_has_not_begun() -> None:
    async with Sandbox(["good"]) as sandbox:
        endpoint = sandbox.endpoint("good")
        reader, writer = await asyncio.open_connection(endpoint.host, endpoint.port)
        writer.write(b"EHLO x.example\r\nSTARTTLS\r\n")
        await reader.readuntil(b"220 Ready to start TLS\r\n")
    assert await _hears_the_end(reader)
    writer.close()


@pytest.mark.parametrize("linger", [struct.pack("ii", 0, 0), struct.pack("ii", 1, 0)], ids=["FIN", "RST"])
async def test_a_client_that_leaves_in_the_handshake_ends_its_session_in_silence(
    sandbox: Sandbox, linger: bytes
) -> None:
    reported: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: reported.append(context))
    sessions = len(asyncio.all_tasks())
    endpoint = sandbox.endpoint("good")
    reader, writer = await asyncio.open_connection(endpoint.host, endpoint.port)
    writer.write(b"EHLO x.example\r\nSTARTTLS\r\n")
    await reader.readuntil(b"220 Ready to start TLS\r\n")
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    writer.transport.abort()
    assert (await asyncio.to_thread(walk, sandbox, "good")).stage is None
    assert (len(asyncio.all_tasks()), reported) == (sessions, [])


async def test_who_listens_is_told_of_every_message(sandbox: Sandbox) -> None:
    arrivals: asyncio.Queue[CaughtMessage] = asyncio.Queue()
    sandbox.on_message(arrivals.put_nowait)
    await asyncio.to_thread(walk, sandbox, "good", messages=2)
    assert (arrivals.get_nowait(), arrivals.get_nowait()) == sandbox.messages


async def _hears_the_end(reader: asyncio.StreamReader) -> bool:
    async with asyncio.timeout(30):
        try:
            return await reader.read() == b""
        except ConnectionResetError:
            return True
