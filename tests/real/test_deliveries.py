"""Programs that send by the file that was exported for them."""

import os
import shlex
from pathlib import Path

import pytest

from smtptui import formats
from smtptui.formats._base import Values
from smtptui.formats._verify import rendered
from tests.real.conftest import require
from tests.real.deliveries import PASSWORD, SITUATIONS, Sent, Situation, check, run

pytestmark = pytest.mark.real
MESSAGE = (
    b"From: fred@sender.example\nTo: wilma@recipient.example\nSubject: hello\nMessage-ID: <1@sender.example>\n\nhi\n"
)
situations = pytest.mark.parametrize("situation", SITUATIONS, ids=lambda one: one.name)


@situations
async def test_msmtp_sends(situation: Situation, tmp_path: Path) -> None:
    require("msmtp")

    async def send(values: Values) -> Sent:
        path = tmp_path / "msmtprc"
        path.write_text(rendered("msmtp", formats.load("msmtp"), values))
        path.chmod(0o600)
        return await run("msmtp", f"--file={path}", values.to_address or "", message=MESSAGE)

    await check(situation, send)


async def test_msmtp_sends_with_what_a_command_prints(tmp_path: Path) -> None:
    require("msmtp")
    secret, path = tmp_path / "the secret", tmp_path / "msmtprc"

    async def send(values: Values) -> Sent:
        secret.write_text(f"{values.secret.reveal() if values.secret else ''}\n")
        text = rendered("msmtp", formats.load("msmtp"), values._replace(printed_by=shlex.join(["cat", str(secret)])))
        path.write_text(text)
        path.chmod(0o600)
        assert PASSWORD not in text
        return await run("msmtp", f"--file={path}", values.to_address or "", message=MESSAGE)

    await check(SITUATIONS[0], send)


@situations
async def test_git_send_email_sends(situation: Situation, tmp_path: Path) -> None:
    require("/usr/lib/git-core/git-send-email")
    patch = tmp_path / "0001.patch"
    patch.write_bytes(MESSAGE.replace(b"Subject: ", b"Subject: [PATCH] "))

    async def send(values: Values) -> Sent:
        path = tmp_path / "gitconfig"
        path.write_text(rendered("git", formats.load("git"), values))
        environment = {**os.environ, "GIT_CONFIG_GLOBAL": str(path), "GIT_CONFIG_NOSYSTEM": "1"}
        words = ("git", "send-email", f"--to={values.to_address}", "--confirm=never", str(patch))
        return await run(*words, environment=environment)

    await check(situation, send)
