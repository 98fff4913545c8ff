"""A Postfix of our own that hands its mail to a relay, by the files that were exported for it."""

import asyncio
import re
import subprocess
from pathlib import Path

from smtptui.formats import load
from smtptui.formats._base import Values, files
from smtptui.formats._verify import rendered_file
from tests.real.deliveries import Sent
from tests.real.postfix import running_master
from tests.real.postfix_folder import write_postfix
from tests.real.relay import relay_folder
from tests.real.waiting import eventually

_MAIN = """\
inet_protocols = ipv4
myhostname = local.example
# The names of loopback are in no DNS.
smtp_host_lookup = native
"""
_SERVICES = """\
smtp     unix - - n - - smtp
"""


def send_by_postfix(values: Values, message: bytes) -> Sent:
    """Start it, hand the message in, and wait for what becomes of it."""
    with relay_folder() as folder:
        _write(folder, values)
        return _sent(folder, values, message)


def _write(folder: Path, values: Values) -> None:
    write_postfix(folder, _MAIN, _SERVICES)
    for one in files(load("postfix"), ""):
        path = folder / "etc" / Path(one.path).name
        path.write_text(rendered_file("postfix", one, values, "", path.read_text() if path.exists() else None))
        path.chmod(one.mode)
    _run(folder, "postmap", str(folder / "etc/sasl_passwd"))


def _sent(folder: Path, values: Values, message: bytes) -> Sent:
    log = folder / "log"
    with running_master(folder / "etc", folder / "queue"):
        subprocess.run(
            ["sendmail", "-C", folder / "etc", "-f", values.from_address or "", values.to_address or ""],
            input=message,
            check=True,
        )
        status = eventually(lambda: re.search(r" status=(\w+) ", log.read_text()), "what became of it")
        return Sent(int(status[1] != "sent"), log.read_text())


def _run(folder: Path, program: str, *words: str) -> None:
    subprocess.run([program, "-c", folder / "etc", *words], check=True, capture_output=True)


async def send(values: Values, message: bytes) -> Sent:
    """The same beside a running loop."""
    return await asyncio.to_thread(send_by_postfix, values, message)
