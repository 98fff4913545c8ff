"""The command with more than one server at once."""

from pathlib import Path

import pytest

from tests.contract_json import checked_probe
from tests.real.accounts import NOBODY
from tests.real.program import Operator
from tests.real.servers import Servers

pytestmark = pytest.mark.real


@pytest.fixture
def operator(servers: Servers, tmp_path: Path) -> Operator:
    operator = Operator(tmp_path, servers)
    operator.saves("first", "implicit-tls")
    operator.saves("second", "closed")
    operator.saves("third", "starttls", to_address=NOBODY)
    operator.saves("fourth", "starttls")
    return operator


def test_several_profiles_are_reported_in_the_order_asked(operator: Operator) -> None:
    ended = operator.run("probe", "fourth", "second", "third", "first", "--json")
    reports = [checked_probe(line) for line in ended.out.splitlines()]
    assert [(report["profile"], report["ok"]) for report in reports] == [
        ("fourth", True),
        ("second", False),
        ("third", False),
        ("first", True),
    ]
    assert ended.code == 1


def test_several_profiles_that_all_work_end_with_0(operator: Operator) -> None:
    ended = operator.run("probe", "first", "fourth", "--json")
    assert [checked_probe(line)["ok"] for line in ended.out.splitlines()] == [True, True]
    assert ended.code == 0


@pytest.mark.parametrize(("name", "status", "code"), [("first", "passed", 0), ("second", "failed", 11)])
def test_the_own_port_stands_first_among_those_that_were_tried(
    name: str, status: str, code: int, operator: Operator
) -> None:
    ended = operator.run("probe", name, "--ports", "--json", "--timeout", "30")
    report = checked_probe(ended.out)
    own = report["ports"][0]
    assert {key: own[key] for key in ("host", "port", "security")} == {
        key: report["endpoint"][key] for key in ("host", "port", "security")
    }
    assert (own["status"], ended.code) == (status, code)
    assert len(report["ports"]) == 5


@pytest.mark.parametrize(
    ("until", "stages"),
    [
        ("resolve", ["resolve"]),
        ("connect", ["resolve", "connect"]),
        ("starttls", ["resolve", "connect", "greeting", "ehlo", "starttls", "quit"]),
        ("auth", ["resolve", "connect", "greeting", "ehlo", "starttls", "tls", "ehlo", "auth", "quit"]),
    ],
)
def test_a_probe_stops_after_the_stage_that_was_named(until: str, stages: list[str], operator: Operator) -> None:
    ended = operator.run("probe", "fourth", "--until", until, "--json")
    assert [stage["stage"] for stage in checked_probe(ended.out)["stages"]] == stages
    assert ended.code == 0


def test_a_server_that_falls_silent_is_left_when_the_time_is_over(operator: Operator) -> None:
    operator.saves("silent", "slow")
    ended = operator.run("probe", "silent", "--timeout", "3", "--json")
    report = checked_probe(ended.out)
    asked = next(stage for stage in report["stages"] if stage["stage"] == "rcpt")
    assert (asked["status"], report["diagnosis"]["cause"], ended.code) == ("failed", "server_not_responding", 18)
    # Postfix would answer after twenty seconds: see configurations.py.
    assert 2900 < asked["elapsed_ms"] < 20_000
