"""Repeats what the client sent it for a login, in clear and in every encoding, on every line it writes afterwards."""

import base64
import urllib.parse

from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.sessions import SECRET
from tests.talk import Talk


def _echoes() -> list[str]:
    octets = SECRET.reveal().encode()
    encoded = [base64.b64encode(b"x" * offset + octets + b"yz") for offset in range(3)]
    return [
        SECRET.reveal(),
        octets.hex(),
        octets.hex().upper(),
        # A letter whose lower case is longer must not hide what stands beside it.
        f"İ {octets.hex().upper()}",
        urllib.parse.quote(octets, safe=""),
        urllib.parse.quote_plus(octets).lower(),
        "".join(f"%{octet:02x}" for octet in octets),
        *(one.decode() for one in encoded),
        *(one.decode().replace("+", "-").replace("/", "_") for one in encoded),
    ]


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(Stage.AUTH)
    codes = {Stage.AUTH: 535, Stage.MAIL: 235, Stage.RCPT: 235}
    await talk.say(*(f"{codes[stage]}-you sent {echo}" for echo in _echoes()), f"{codes[stage]} 5.7.8 end")
    await talk.play(stage)
    await talk.say(*(f"550-{echo}:{echo}" for echo in _echoes()), "550 end")
    await talk.drain_client()


SERVER = BadServer("repeats the secret", _script, (Stage.AUTH, Stage.MAIL, Stage.RCPT), [None])
