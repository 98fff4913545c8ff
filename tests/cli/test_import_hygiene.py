"""A command loads no library that only others need: the heaviest takes longer to load than a whole probe."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import PATIENCE_S, Installed, installed

# Of the app, of secrets and configurations that are written, of DNS, the sandbox, SCRAM and names beyond ASCII.
_FOR_OTHERS = {
    *("textual", "rich"),
    *("keyring", "tomlkit", "filelock", "cryptography"),
    *("dns", "aiosmtpd", "trustme", "scramp", "idna"),
}
_NETWORK = {"asyncio", "ssl", "aiosmtplib"}
_LISTS_MODULES = """
import sys
from smtptui.__main__ import main
try:
    sys.exit(main(sys.argv[1:]))
finally:
    print("modules:", *sys.modules, file=sys.stderr)
"""


def _top_level(complaints: str) -> set[str]:
    """The packages in what the program said last."""
    said, _, modules = complaints.rpartition("modules: ")
    assert said == ""
    return {module.partition(".")[0] for module in modules.split()}


async def _loaded_by(home: Installed, *words: str) -> set[str]:
    """The packages that a command loads, which must succeed."""
    # Coverage would load packages of its own into the process.
    environment = {name: value for name, value in home.environment().items() if not name.startswith("COVERAGE")}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", _LISTS_MODULES, *words),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )
    async with asyncio.timeout(PATIENCE_S):
        _, complaints = await process.communicate()
    assert process.returncode == 0, complaints.decode()
    return _top_level(complaints.decode())


async def test_a_probe_that_passes_loads_what_a_probe_needs(tmp_path: Path) -> None:
    async with installed(tmp_path, ["good"]) as home:
        loaded = await _loaded_by(home, "probe", "good")
    assert loaded >= _NETWORK
    assert not loaded & _FOR_OTHERS


@pytest.mark.parametrize("words", [["--version"], ["-h"], ["probe", "-h"], ["profiles"]], ids=" ".join)
async def test_what_needs_no_network_loads_none(words: list[str], tmp_path: Path) -> None:
    async with installed(tmp_path, ["good"]) as home:
        loaded = await _loaded_by(home, *words)
    assert not loaded & (_FOR_OTHERS | _NETWORK)
