"""ssmtp reads what is exported for it, and sends by it."""

import base64
from pathlib import Path

import pytest

from smtptui import formats
from smtptui.formats._base import Values
from smtptui.formats._verify import rendered
from smtptui.secret import Secret
from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.formats.nasty import GOOD, SECRETS
from tests.peers import Peer, Script, serving
from tests.real.deliveries import Sent, run
from tests.real.test_deliveries import MESSAGE
from tests.real.unpacked import unpacked
from tests.talk import Talk, authority, context_of

pytestmark = pytest.mark.real
SSMTP = formats.load("ssmtp")


async def _log_in(talk: Talk) -> str:
    """AUTH LOGIN up to the password, which is given back; it is not answered."""
    await talk.say("334 VXNlcm5hbWU6")
    await talk.hear()
    await talk.say("334 UGFzc3dvcmQ6")
    return base64.b64decode(await talk.hear()).decode()


def _knowing(secret: str, *, context_name: str = "localhost") -> Script:
    """A server with STARTTLS, its certificate in this name, that takes the one secret."""

    async def script(talk: Talk) -> None:
        await talk.play(Stage.AUTH, context=context_of(authority().issue_cert(context_name)))
        right = talk.in_tls and await _log_in(talk) == secret
        await talk.say("235 2.7.0 welcome" if right else "535 5.7.8 no")
        await talk.play()

    return script


async def _send(peer: Peer, folder: Path, secret: str, security: Security) -> Sent:
    values = GOOD._replace(host="localhost", port=peer.port, security=security, secret=Secret(secret))
    return await _send_by(values, folder)


async def _send_by(values: Values, folder: Path) -> Sent:
    path = folder / "ssmtp.conf"
    path.write_text(rendered("ssmtp", SSMTP, values))
    return await run(str(unpacked("ssmtp/usr/sbin/ssmtp")), f"-C{path}", "wilma@recipient.example", message=MESSAGE)


async def test_ssmtp_hands_on_every_secret_that_its_file_can_hold(tmp_path: Path) -> None:
    got = []

    async def script(talk: Talk) -> None:
        await talk.play(Stage.AUTH)
        got.append(await _log_in(talk))
        await talk.say("535 5.7.8 no")

    held = [one for one in SECRETS if not SSMTP.limit("secret", one, "")]
    async with serving(script) as peer:
        for secret in held:
            assert (await _send(peer, tmp_path, secret, Security.NONE)).code != 0
    assert got == held


async def test_ssmtp_sends_with_the_right_secret_alone(tmp_path: Path) -> None:
    async with serving(_knowing("a'b\\c"), Security.STARTTLS) as peer:
        refused = await _send(peer, tmp_path, "another", Security.STARTTLS)
        assert (refused.code, peer.messages, "another" in refused.said) == (1, [], False)
        assert await _send(peer, tmp_path, "a'b\\c", Security.STARTTLS) == Sent(0, "")
        assert len(peer.messages) == 1


async def test_ssmtp_does_not_log_in_where_starttls_is_stripped(tmp_path: Path) -> None:
    async def stripped(talk: Talk) -> None:
        while True:
            await talk.play(Stage.STARTTLS)
            await talk.say("502 5.5.1 what?")

    async with serving(stripped) as peer:
        sent = await _send(peer, tmp_path, "secret", Security.STARTTLS)
        assert (sent.code, peer.messages) == (1, [])
        assert "AUTH" not in peer.verbs


async def test_ssmtp_takes_any_certificate_as_we_warn(tmp_path: Path) -> None:
    async with serving(_knowing("secret", context_name="other.example"), Security.STARTTLS) as peer:
        assert (await _send(peer, tmp_path, "secret", Security.STARTTLS)).code == 0
    assert "verifies no certificate" in SSMTP.warnings(GOOD, "")[0]
