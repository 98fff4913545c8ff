"""A message handed to a Postfix as the programs of its machine do."""

import asyncio
import os
from asyncio.subprocess import DEVNULL, PIPE

from smtptui.errors import ConfigurationError
from smtptui.relay.complaints import raise_complaint
from smtptui.relay.instance import Instance
from smtptui.relay.programs import TIMEOUT_S, path_of
from smtptui.smtp.message import Message
from smtptui.text import decoded


async def submit(instance: Instance, message: Message) -> None:
    """Give it to sendmail(1) of this Postfix, which puts it into the queue. Raises ConfigurationError, WriteError."""
    path = path_of("sendmail")
    if path is None:
        raise ConfigurationError("there is no sendmail here", "Postfix brings its own: install it again")
    # Without -N, a proof that fails would come back as a bounce. -i: a line with a single dot ends nothing.
    words = ["-C", str(instance.config_directory), "-i", "-N", "never", "-f", str(message.reverse_path), "--"]
    process = await asyncio.create_subprocess_exec(
        *(path, *words, *map(str, message.forward_paths)),
        stdin=PIPE,
        stdout=DEVNULL,
        stderr=PIPE,
        env={**os.environ, "LC_ALL": "C"},
    )
    try:
        async with asyncio.timeout(TIMEOUT_S):
            _, complaint = await process.communicate(message.octets.replace(b"\r\n", b"\n"))
    except TimeoutError:
        raise ConfigurationError("sendmail does not take the message", "run it by hand to see why") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise_complaint("sendmail", process.returncode, decoded(complaint).strip())
