"""A look at a certificate that did not verify, over a second connection that ends after the handshake."""

import asyncio
import socket
import ssl

from smtptui.model.settings import Settings
from smtptui.model.tls import TlsReport
from smtptui.net import tls
from smtptui.net.ehlo_name import ehlo_name
from smtptui.net.failure import StageError
from smtptui.net.race import Race
from smtptui.net.wire import Wire, open_wire
from smtptui.secret import Redactor
from smtptui.smtp.reply import BrokenReplyError
from smtptui.smtp.security import Security
from smtptui.smtp.transcript import Transcript
from smtptui.text import printable

# A part of the stage's time, so that a server that goes silent the second time cannot hide the first failure.
_PATIENCE_S = 5.0


async def look_at_certificate(
    settings: Settings, address: str, refused: ssl.SSLCertVerificationError
) -> TlsReport | None:
    """The certificate at `address`, with `refused` as the reason it is not trusted; None if it cannot be had again.

    Nothing but the greeting, EHLO and STARTTLS is ever sent on this connection.
    """
    words = printable(refused.verify_message or str(refused))
    try:
        async with asyncio.timeout(_PATIENCE_S):
            wire = await _connect(settings, address)
        try:
            session = wire.tls_object()
            return tls.report(session, verified=False, error=words) if session else None
        finally:
            wire.close()
    except (OSError, TimeoutError, BrokenReplyError, StageError):
        # The failure that matters is already known; this was only to show more of it.
        return None


async def _connect(settings: Settings, address: str) -> Wire:
    context, host = tls.unverified_context(), tls.server_name(settings.endpoint.host)
    connected = await Race([address], settings.endpoint.port).run()
    if settings.endpoint.security is Security.TLS:
        return await open_wire(connected, Transcript(Redactor()), Redactor(), (context, host))
    return await _through_starttls(settings, connected, context, host)


async def _through_starttls(settings: Settings, connected: socket.socket, context: ssl.SSLContext, host: str) -> Wire:
    wire = await open_wire(connected, Transcript(Redactor()), Redactor())
    try:
        await wire.reply()
        await wire.command(f"EHLO {ehlo_name(settings.ehlo_name, wire.local_address())}")
        if (reply := await wire.command("STARTTLS")).code != 220:
            raise StageError(reply.one_line, reply=reply)
        await wire.upgrade(context, host)
    except BaseException:
        wire.close()
        raise
    return wire
