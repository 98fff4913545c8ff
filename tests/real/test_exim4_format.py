"""Exim reads what is exported for Debian's configuration of it, and sends by it."""

import asyncio
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from smtptui import formats
from smtptui.formats._base import Values, files
from smtptui.formats._verify import rendered_file
from smtptui.secret import Secret
from tests.formats.nasty import GOOD, SECRETS
from tests.real.deliveries import SITUATIONS, Sent, Situation, check
from tests.real.test_deliveries import MESSAGE
from tests.real.unpacked import environment, unpacked

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(os.geteuid() != 0, reason="exim gives its rights away, which only root can"),
]
EXIM4 = formats.load("exim4")
_EXIM = "exim4-daemon-light/usr/sbin/exim4"
# A router as Debian's installer leaves it.
_ROUTER = """\
dc_eximconfig_configtype='local'
dc_other_hostnames=''
dc_local_interfaces='127.0.0.1'
dc_readhost=''
dc_relay_domains=''
dc_minimaldns='false'
dc_relay_nets=''
dc_smarthost=''
CFILEMODE='644'
dc_use_split_config='false'
dc_hide_mailname=''
dc_mailname_in_oh='true'
dc_localdelivery='mail_spool'
"""


def test_exim_looks_every_nasty_secret_up(tmp_path: Path) -> None:
    held = [one for one in SECRETS if not EXIM4.companions[0].limit("secret", one, "")]
    values = [GOOD._replace(host=f"{at}.example.net", secret=Secret(secret)) for at, secret in enumerate(held)]
    table = tmp_path / "passwd.client"
    table.write_text("".join(rendered_file("exim4", EXIM4.companions[0], one, "") for one in values))
    (tmp_path / "exim.conf").write_text("")
    # Debian's own expression, on standard input a line each.
    login = f"${{lookup{{%d.example.net}}nwildlsearch{{{table}}}{{$value}}fail}}"
    asked = "".join(f"${{sg{{{login % at}}}{{\\N([^:]+:)(.*)\\N}}{{\\$2}}}}\n" for at in range(len(held)))
    ended = subprocess.run(
        [unpacked(_EXIM), "-C", tmp_path / "exim.conf", "-be"],
        input=asked,
        env=environment(tmp_path, "Debian-exim"),
        capture_output=True,
        text=True,
        check=True,
    )
    assert [line.removeprefix("> ") for line in ended.stdout.split("\n")][: len(held)] == held


@pytest.fixture
def folder() -> Iterator[Path]:
    """Not below pytest's own folders: exim's user has to pass through."""
    with tempfile.TemporaryDirectory(prefix="smtptui-exim-") as made:
        Path(made).chmod(0o755)
        yield Path(made)


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda one: one.name)
async def test_exim_relays(situation: Situation, folder: Path) -> None:
    async def relayed(values: Values) -> Sent:
        return await asyncio.to_thread(_send, folder, values)

    await check(situation, relayed)


def _send(folder: Path, values: Values) -> Sent:
    """Debian's own script makes the configuration, moved into the test's folder; exim delivers in the foreground."""
    confdir, known = folder / "etc", environment(folder, "Debian-exim")
    confdir.mkdir()
    shutil.copy(unpacked("exim4-config/etc/exim4/exim4.conf.template"), confdir)
    (confdir / "update-exim4.conf.conf").write_text(_ROUTER)
    (confdir / "exim4.conf.localmacros").write_text(f"CONFDIR = {confdir}\nSPOOLDIR = {folder}/spool\n")
    for one in files(EXIM4, ""):
        path = confdir / Path(one.path).name
        path.write_text(rendered_file("exim4", one, values, "", path.read_text() if path.exists() else None))
    (folder / "spool").mkdir()
    shutil.chown(folder / "spool", "nobody")
    script = unpacked("exim4-config/usr/sbin/update-exim4.conf").read_text().replace("/etc/exim4", str(confdir))
    script = script.replace("/etc/mailname", str(confdir / "mailname"))
    (confdir / "mailname").write_text("local.example\n")
    words = ["sh", "-s", "--", "-d", str(confdir), "-o", str(folder / "exim.conf")]
    made = subprocess.run(words, input=script, env=known, capture_output=True, text=True, check=False)
    config = folder / "exim.conf"
    assert config.exists(), made.stderr
    made_text = config.read_text().replace("/usr/sbin/exim4", str(unpacked(_EXIM)))
    # The relay of a test is on this machine, which exim takes for a loop.
    made_text = made_text.replace(
        "route_list = * DCsmarthost byname", "route_list = * DCsmarthost byname\n  self = send"
    )
    config.write_text(f"log_file_path = {folder}/spool/%slog\n{made_text}")
    said = made.stderr
    # Taken in, then delivered: at once, exim would start itself anew without what libnss-wrapper needs.
    for words in (["-odq", "-f", values.from_address or "", values.to_address or ""], ["-qff"]):
        command = [str(unpacked(_EXIM)), "-C", str(config), *words]
        ended = subprocess.run(command, input=MESSAGE, env=known, capture_output=True, check=False)
        said += ended.stderr.decode()
    log = "".join(path.read_text() for path in (folder / "spool").glob("*nlog"))
    return Sent(0 if " => " in log else 1, said + log)
