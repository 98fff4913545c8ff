"""Whatever a server does, the session ends in time, at the right stage, explained, and shows nothing it should not."""

import asyncio
import base64
import gc
import importlib
import json
import pkgutil
import re
import urllib.parse
from collections.abc import Iterator
from typing import Any

import pytest

from smtptui.model.report import SessionReport
from smtptui.smtp.stage import Stage
from tests import hostile
from tests.contract_json import checked_probe, checked_send
from tests.hostile._bad_server import BadServer
from tests.patient_loop import patiently
from tests.peers import Peer, serving
from tests.sessions import SECRET, failed_stage, probed, sent
from tests.talk import Talk

# A session that is not bounded would take for ever.
SLACK_S = 1.0


def _cases() -> Iterator[Any]:
    for module in pkgutil.iter_modules(hostile.__path__):
        if not module.name.startswith(("_", "test_")):
            server: BadServer = importlib.import_module(f"tests.hostile.{module.name}").SERVER
            for stage in server.at:
                yield pytest.param(server, stage, id=f"{module.name}-{stage}")


@pytest.mark.parametrize(("server", "stage"), _cases())
def test_a_hostile_server_is_survived(server: BadServer, stage: Stage) -> None:
    patiently(_is_survived(server, stage))


async def _is_survived(server: BadServer, stage: Stage) -> None:
    async def script(talk: Talk) -> None:
        await server.script(talk, stage)

    async with serving(script, server.security, raw=server.raw) as peer:
        async with asyncio.timeout(3 * server.timeout_s + SLACK_S):
            report = await _session(server, peer)
        if server.reads:
            await peer.settled()
    _check_ending(server, stage, report)
    _check_text(json.dumps(report.as_json(), ensure_ascii=False))
    server.check(report, peer)


async def _session(server: BadServer, peer: Peer) -> SessionReport:
    settings = peer.settings(**server.settings)
    if server.outcome is not None:
        return await sent(settings, server.draft, timeout_s=server.timeout_s)
    return await probed(settings, timeout_s=server.timeout_s)


def _check_ending(server: BadServer, stage: Stage, report: SessionReport) -> None:
    wanted = server.ends_at or stage
    assert failed_stage(report) == (None if wanted is Stage.QUIT else wanted), report.stages
    assert (report.failure.cause if report.failure else None) in server.causes, report.failure
    assert (report.delivery.outcome if report.delivery else None) is server.outcome
    if not report.ok:
        assert report.diagnosis is not None
        assert report.diagnosis.summary.strip()
        assert report.diagnosis.fix.strip()


def _check_text(text: str) -> None:
    checked = checked_probe if '"outcome"' not in text else checked_send
    for string in _strings(checked(text)):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]", string)
        string.encode("utf-8")
    assert [part for part in _spellings_of_the_secret() if part in text] == []


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def _spellings_of_the_secret() -> Iterator[str]:
    """Ways to write the secret, each cut into pieces that nobody writes by chance: a part of a secret is one too."""
    octets = SECRET.reveal().encode()
    for one in _encodings(octets):
        yield from (one[start : start + 10] for start in range(len(one) - 9))


def _encodings(octets: bytes) -> Iterator[str]:
    yield octets.decode()
    yield json.dumps(octets.decode())[1:-1]
    yield octets.hex()
    yield octets.hex().upper()
    yield urllib.parse.quote(octets, safe="")
    yield "".join(f"%{octet:02X}" for octet in octets)
    for offset in range(3):
        # The characters at both ends depend on the neighbours too.
        encoded = base64.b64encode(bytes(offset) + octets).decode().rstrip("=")[2:-1]
        yield encoded
        yield encoded.replace("+", "-").replace("/", "_")


def test_no_session_left_a_socket_open() -> None:
    # Python warns of those that it finds, and a warning is an error in these tests.
    gc.collect()


def test_no_two_servers_are_the_same() -> None:
    servers = [case.values[0] for case in _cases()]
    assert len({server.does for server in servers}) == len({id(server) for server in servers}) >= 30
