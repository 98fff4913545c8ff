"""The AUTH exchange on a wire: RFC 4954 section 4."""

import base64
import binascii
from typing import TYPE_CHECKING

from smtptui.net.failure import StageError
from smtptui.net.scram import ScramSha256
from smtptui.secret import Secret
from smtptui.smtp.reply import Reply
from smtptui.smtp.sasl import ChallengeError, Exchange, Mechanism, exchange_for, unusable_in

if TYPE_CHECKING:
    from smtptui.net.wire import Wire

# SCRAM needs two rounds, every other mechanism fewer: a server that goes on is not authenticating anybody.
MAXIMUM_ROUNDS = 6
# RFC 4954 section 4 with RFC 5321 section 4.5.3.1.4: a longer AUTH command goes without its initial response.
_MAXIMUM_COMMAND_OCTETS = 510


async def authenticate(wire: "Wire", mechanism: Mechanism, username: str, secret: Secret) -> Reply:
    """Log in, one attempt. Gives the positive reply, raises StageError with the refusal or ChallengeError."""
    if reason := unusable_in(mechanism, username, secret):
        raise StageError(reason, "non_ascii_credentials")
    exchange = _exchange(mechanism, username, secret)
    reply = await _begin(wire, mechanism, exchange)
    for _ in range(MAXIMUM_ROUNDS):
        if reply.code != 334:
            break
        reply = await wire.exchange(await _answer(wire, exchange, reply), "")
    return _finished(wire, exchange, reply)


def _exchange(mechanism: Mechanism, username: str, secret: Secret) -> Exchange:
    if mechanism is Mechanism.SCRAM_SHA_256:
        return ScramSha256(username, secret)
    return exchange_for(mechanism, username, secret)


async def _begin(wire: "Wire", mechanism: Mechanism, exchange: Exchange) -> Reply:
    command = f"AUTH {mechanism.wire_name}"
    initial = exchange.initial
    if initial is None:
        return await wire.command(command)
    # RFC 4954 section 4: an empty initial response is written as a single "=".
    encoded = _encoded(initial) or b"="
    if len(command) + 1 + len(encoded) <= _MAXIMUM_COMMAND_OCTETS:
        return await wire.exchange(f"{command} ".encode() + encoded, command)
    reply = await wire.command(command)
    return await wire.exchange(encoded, "") if reply.code == 334 else reply


def _encoded(response: Secret) -> bytes:
    return base64.b64encode(response.reveal().encode("utf-8", "surrogateescape"))


async def _answer(wire: "Wire", exchange: Exchange, reply: Reply) -> bytes:
    """The answer to a 334; a challenge that breaks the rules is answered with `*`, which cancels the exchange."""
    try:
        challenge = base64.b64decode("".join(reply.lines[-1].split()), validate=True)
    except (binascii.Error, ValueError):
        wire.send("*")
        raise ChallengeError("the server's challenge is not base64") from None
    try:
        return _encoded(await exchange.respond(challenge))
    except ChallengeError:
        wire.send("*")
        raise


def _finished(wire: "Wire", exchange: Exchange, reply: Reply) -> Reply:
    if reply.code == 334:
        raise ChallengeError("the server keeps asking for more")
    refusal = wire.cleaned(reply)
    if not reply.is_positive:
        raise StageError(refusal.one_line, reply=refusal)
    exchange.finish()
    return refusal
