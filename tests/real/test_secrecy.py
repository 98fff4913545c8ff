"""The secret is nowhere but in the session: not in what is printed, not in a file, not among the processes."""

import base64
import signal
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.real.accounts import OPERATOR, Account
from tests.real.conftest import require
from tests.real.program import Operator, finished, run_program
from tests.real.servers import Servers
from tests.real.waiting import eventually

pytestmark = pytest.mark.real


def _spellings(account: Account) -> Iterator[bytes]:
    """The ways in which a password could stand somewhere."""
    octets = account.password.encode()
    yield octets
    yield base64.b64encode(octets)
    yield base64.b64encode(f"\0{account.username}\0".encode() + octets)
    yield octets.hex().encode()
    yield urllib.parse.quote(octets, safe="").encode()
    yield urllib.parse.quote_plus(octets).encode()


def _leaks(account: Account, *places: bytes) -> list[bytes]:
    """The spellings that stand in one of the places."""
    return [spelling for spelling in _spellings(account) if any(spelling in place for place in places)]


@pytest.mark.parametrize("words", [["probe", "mail"], ["probe", "mail", "--json"], ["send", "mail"]], ids=" ".join)
@pytest.mark.parametrize(
    ("username", "mechanism"),
    [
        ("clear", "plain"),
        ("clear", "login"),
        ("clear", "scram-sha-256"),
        # Refused: the way in which this password is stored cannot check the mechanism.
        ("scram", "cram-md5"),
    ],
)
def test_no_output_and_no_file_holds_the_secret(
    words: list[str], username: str, mechanism: str, servers: Servers, tmp_path: Path
) -> None:
    operator, account = Operator(tmp_path, servers), servers.accounts[username]
    operator.saves("mail", "every-mechanism", username, mechanism=mechanism)
    handout = ["--report", str(tmp_path / "report.md")] if words[0] == "probe" else []
    ended = operator.run(*words, *handout, secret=account.password)
    assert ended.code in (0, 16)
    files = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) >= 2, "there is a history beside the configuration"
    assert _leaks(account, ended.out.encode(), ended.err.encode(), *files) == []


def test_the_list_of_processes_does_not_show_the_secret(servers: Servers, tmp_path: Path) -> None:
    require("ps")
    operator, account = Operator(tmp_path, servers), servers.accounts[OPERATOR]
    operator.saves("mail", "slow")
    before = servers.postfix.connections("slow")
    process = operator.start("probe", "mail", "--timeout", "60")
    try:
        eventually(lambda: servers.postfix.connections("slow") > before, "the session in Postfix's log")
        listed = run_program("ps", "-eww", "-o", "pid,args").out
    finally:
        process.send_signal(signal.SIGINT)
        ended = finished(process)
    assert f"{process.pid} " in listed
    assert "probe mail" in listed
    assert _leaks(account, listed.encode()) == []
    assert ended.code == 130
