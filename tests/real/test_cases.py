"""Every case of the table, seen by us and by two others who know the protocol."""

from pathlib import Path

import pytest

from smtptui.smtp.stage import Stage
from tests.contract_json import EXIT_CODES, checked_probe
from tests.real.accounts import OPERATOR
from tests.real.cases import CASES, Case
from tests.real.conftest import require
from tests.real.program import Ended, Operator
from tests.real.second_opinions import MSMTP_CODES, SWAKS_CODES, msmtp, swaks
from tests.real.servers import Servers
from tests.real.sessions import probed, settings_for

pytestmark = pytest.mark.real


def _our_probe(case: Case, servers: Servers, home: Path) -> Ended:
    operator = Operator(home, servers)
    trust = {} if case.trusted else {"ca_file": None}
    operator.saves("case", case.server, case.username, **case.profile, **trust)
    return operator.run("probe", "case", "--json", "--timeout", "60", secret=case.password(servers))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_probe_ends_where_it_must(case: Case, servers: Servers, tmp_path: Path) -> None:
    ended = _our_probe(case, servers, tmp_path)
    report = checked_probe(ended.out)
    failed = [stage["stage"] for stage in report["stages"] if stage["status"] == "failed"]
    assert failed == ([case.failed] if case.failed else []), report["stages"]
    assert ended.code == (EXIT_CODES[case.failed] if case.failed else 0)
    assert case.cause in (None, (report["diagnosis"] or {}).get("cause"))
    assert ended.err == ""


@pytest.mark.parametrize("case", [case for case in CASES if case.swaks], ids=str)
def test_swaks_ends_at_the_same_stage(case: Case, servers: Servers) -> None:
    require("swaks")
    ended = swaks(case, servers)
    assert ended.code == SWAKS_CODES[case.failed], ended.out


@pytest.mark.parametrize("case", [case for case in CASES if case.msmtp], ids=str)
def test_msmtp_fails_in_the_same_way(case: Case, servers: Servers, tmp_path: Path) -> None:
    require("msmtp")
    ended = msmtp(case, servers, tmp_path, "--", case.recipient, message="Subject: from msmtp\n\nhello\n")
    assert ended.code in MSMTP_CODES[case.failed], ended.err


@pytest.mark.parametrize(
    ("server", "username"),
    [("starttls", OPERATOR), ("implicit-tls", OPERATOR), ("small-limit", OPERATOR), ("dovecot", "clear")],
)
async def test_msmtp_reads_the_same_from_certificate_and_capabilities(
    server: str, username: str, servers: Servers, tmp_path: Path
) -> None:
    require("msmtp")
    said = msmtp(Case(server, server, username=username), servers, tmp_path, "--serverinfo").out
    report = await probed(servers, settings_for(servers, server, username), Stage.AUTH)
    capabilities, seen = report.capabilities, report.tls
    assert seen is not None
    assert _after(said, "SHA256: ").replace(":", "").lower() == seen.fingerprint.removeprefix("sha256:")
    assert set(_after(said, "authentication methods:").split()) == set(capabilities.offered_mechanisms)
    assert _after(said, " SIZE ").rstrip(":") == str(capabilities.maximum_size_octets or "")
    assert ("PIPELINING:" in said) == capabilities.offers("PIPELINING")


def _after(text: str, words: str) -> str:
    """The line that follows `words`, or what follows them on their own line; empty where they do not stand."""
    return text.partition(words)[2].lstrip("\n").partition("\n")[0].strip()
