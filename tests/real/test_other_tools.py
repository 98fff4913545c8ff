"""The commands of a report, run as they stand there."""

import asyncio
import re
import shlex
from itertools import pairwise
from pathlib import Path

import pytest

from smtptui.core.other_tools import equivalents
from smtptui.model.endpoint import Endpoint
from smtptui.model.profile import AddressFamily
from smtptui.model.settings import Settings
from smtptui.smtp.security import Security
from tests.cli.running import installed
from tests.real.conftest import require

TLS_587 = Settings("p", "custom", Endpoint("mail.example.com", 587, Security.STARTTLS))


@pytest.mark.real
@pytest.mark.parametrize(
    ("scenario", "codes"), [("good", [0, 0]), ("bad-credentials", [28, 0]), ("cert-expired", [29, 1])]
)
async def test_they_end_as_the_probe_did(scenario: str, codes: list[int], tmp_path: Path) -> None:
    for program in ("swaks", "openssl"):
        require(program)
    report = tmp_path / "report.md"
    async with installed(tmp_path, [scenario]) as operator:
        await operator.run("probe", "--report", str(report))
        section = report.read_text(encoding="utf-8").split("## The same with other tools")[1]
        commands = re.findall(r"^(?:swaks|openssl) .*$", section, re.MULTILINE)
        ended = [await _code(command, operator.sandbox.secret.reveal()) for command in commands]
    assert ended == codes


async def _code(command: str, answer: str) -> int | None:
    """The exit code of a command to whose question a line is the answer."""
    pipe, nothing = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
    running = await asyncio.create_subprocess_exec(*shlex.split(command), stdin=pipe, stdout=nothing, stderr=nothing)
    await running.communicate(f"{answer}\n".encode())
    return running.returncode


def test_what_the_profile_sets_is_said_to_them_too() -> None:
    settings = TLS_587._replace(
        username="it's me", from_address="a@example.com", to_address="b@example.com", ehlo_name="build.example.com"
    )
    swaks, openssl = equivalents(settings._replace(ca_file="/a b", address_family=AddressFamily.IPV4), "PLAIN")
    words = shlex.split(swaks)
    for pair in (
        *(("--auth-user", "it's me"), ("--auth", "PLAIN"), ("--helo", "build.example.com"), ("--to", "b@example.com")),
        *(("--from", "a@example.com"), ("--tls-ca-path", "/a b"), ("--quit-after", "RCPT")),
    ):
        assert pair in list(pairwise(words))
    assert "-4" in words
    asked = "-connect mail.example.com:587 -4 -starttls smtp -servername mail.example.com -verify_return_error"
    assert openssl == f"openssl s_client {asked} -CAfile '/a b'"


def test_a_secret_that_is_its_own_user_name_is_a_placeholder() -> None:
    assert "--auth-user TOKEN" in equivalents(TLS_587._replace(secret_is_username=True), "PLAIN")[0]


def test_without_tls_there_is_no_certificate_to_ask_for() -> None:
    plain = TLS_587._replace(endpoint=Endpoint("::1", 25, Security.NONE))
    assert [command.split()[0] for command in equivalents(plain, None)] == ["swaks"]
