"""`smtptui probe` as its user runs it, against the embedded server."""

import stat
from pathlib import Path

import pytest

from tests.cli.running import installed


async def test_a_profile_that_works_passes_every_stage(tmp_path: Path) -> None:
    async with installed(tmp_path, ["good"]) as operator:
        done = await operator.run("probe", "--json")
    assert (done.code, done.err) == (0, "")
    stages = [(stage["stage"], stage["status"]) for stage in done.json["stages"]]
    names = ["resolve", "connect", "greeting", "ehlo", "starttls", "tls", "ehlo", "auth", "mail", "rcpt", "quit"]
    assert stages == [(name, "passed") for name in names]
    assert done.json["ok"] is True
    assert done.json["diagnosis"] is None
    assert done.json["tls"]["verified"] is True
    assert done.json["capabilities"]["AUTH"]


async def test_people_read_stages_as_lines_and_one_answer(tmp_path: Path) -> None:
    async with installed(tmp_path, ["good"]) as operator:
        done = await operator.run("probe", "good")
    assert done.code == 0
    assert "✔ auth" in done.out
    assert done.out.splitlines()[-1].startswith("✔ 127.0.0.1 would take this mail")


async def test_a_setting_that_would_cure_it_is_written_as_it_stands_in_the_file(tmp_path: Path) -> None:
    async with installed(tmp_path, ["from-not-owned"]) as operator:
        done = await operator.run("probe")
    assert done.code == 18
    assert '  fix: from_address = "demo@sandbox.example"' in done.out.splitlines()


@pytest.mark.parametrize(
    ("scenario", "code", "cause"),
    [
        ("connection-dropped", None, "connection_dropped"),
        ("starttls-not-offered", 14, "starttls_not_offered"),
        ("cert-expired", 15, "cert_expired"),
        ("cert-hostname-mismatch", 15, "cert_hostname_mismatch"),
        ("cert-self-signed", 15, "cert_self_signed"),
        ("bad-credentials", 16, "bad_credentials"),
        ("greylisted", 18, "greylisted"),
    ],
)
async def test_the_exit_code_names_the_failed_stage(
    scenario: str, code: int | None, cause: str, tmp_path: Path
) -> None:
    async with installed(tmp_path, [scenario]) as operator:
        done = await operator.run("probe", scenario, "--json", "--timeout", "30")
    assert done.json["diagnosis"]["cause"] == cause
    assert done.code == code or code is None
    assert 10 <= done.code < 20
    assert done.json["diagnosis"]["summary"]
    assert done.json["diagnosis"]["fix"]


async def test_a_certificate_that_is_refused_is_shown_all_the_same(tmp_path: Path) -> None:
    async with installed(tmp_path, ["cert-expired"]) as operator:
        done = await operator.run("probe", "--json")
    assert done.json["tls"]["verified"] is False
    assert done.json["tls"]["days_left"] < 0
    assert done.json["tls"]["fingerprint"].startswith("sha256:")


async def test_several_profiles_come_in_the_order_asked(tmp_path: Path) -> None:
    names = ["good", "bad-credentials", "cert-expired"]
    async with installed(tmp_path, names) as operator:
        done = await operator.run("probe", "cert-expired", "good", "bad-credentials", "--json")
    assert done.code == 1
    assert [report["profile"] for report in done.json_lines] == ["cert-expired", "good", "bad-credentials"]
    assert [report["ok"] for report in done.json_lines] == [False, True, False]


async def test_all_probes_every_profile(tmp_path: Path) -> None:
    async with installed(tmp_path, ["good"]) as operator:
        done = await operator.run("probe", "--all")
    assert done.code == 0
    assert [line.split()[1] for line in done.out.splitlines()] == ["good", "good-tls"]


async def test_a_probe_may_stop_earlier(tmp_path: Path) -> None:
    async with installed(tmp_path, ["good"]) as operator:
        done = await operator.run("probe", "--until", "tls", "--json")
    assert done.code == 0
    assert [stage["stage"] for stage in done.json["stages"]] == [
        "resolve",
        "connect",
        "greeting",
        "ehlo",
        "starttls",
        "tls",
        "quit",
    ]


async def test_ports_are_tried_without_logging_in(tmp_path: Path) -> None:
    async with installed(tmp_path, ["good"]) as operator:
        done = await operator.run("probe", "--ports", "--json", "--timeout", "30")
    assert [port["port"] for port in done.json["ports"]][1:] == [25, 465, 587, 2525]
    assert done.json["ports"][0]["status"] == "passed"
    assert done.json["verdict"]


async def test_a_report_to_hand_on_is_private_and_holds_no_secret(tmp_path: Path) -> None:
    async with installed(tmp_path, ["bad-credentials"]) as operator:
        done = await operator.run("probe", "--report", str(tmp_path / "report.md"))
        written = (tmp_path / "report.md").read_text(encoding="utf-8")
        assert operator.sandbox.secret.reveal() not in written
    assert done.code == 16
    assert "| auth | ✘ failed |" in written
    assert "swaks --server 127.0.0.1" in written
    assert stat.S_IMODE((tmp_path / "report.md").stat().st_mode) == 0o600


async def test_a_report_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    async with installed(tmp_path, ["good"]) as operator:
        done = await operator.run("probe", "--report", str(operator.config / "report.md"))
    assert done.code == 5
    assert "report.md" in done.err


async def test_an_unknown_profile_is_a_configuration_error(tmp_path: Path) -> None:
    async with installed(tmp_path, ["good"]) as operator:
        done = await operator.run("probe", "goood")
    assert done.code == 3
    assert "good" in done.err


async def test_a_secret_that_is_not_there_is_said_before_anything_is_contacted(tmp_path: Path) -> None:
    async with installed(tmp_path, ["good"]) as operator:
        (operator.config.parent / "secret").unlink()
        done = await operator.run("probe", "--json")
    assert done.code == 4
    assert done.json["error"]["kind"] == "secret"
    assert "stages" not in done.json


async def test_an_interrupt_ends_a_probe_at_once(tmp_path: Path) -> None:
    async with installed(tmp_path, ["server-not-responding"]) as operator:
        process = await operator.start("probe")
        assert process.stdout is not None
        shown = b""
        while b"connect" not in shown:
            shown += await process.stdout.readline()
        done = await operator.interrupt(process)
    assert done.code == 130
    assert "Traceback" not in done.err


async def test_every_probe_is_remembered(tmp_path: Path) -> None:
    async with installed(tmp_path, ["bad-credentials"]) as operator:
        await operator.run("probe")
        done = await operator.run("profiles", "--json")
    last = done.json[0]["last"]
    assert (last["ok"], last["cause"]) == (False, "bad_credentials")


async def test_a_failure_says_what_changed_since_it_last_worked(tmp_path: Path) -> None:
    async with installed(tmp_path, ["good"]) as operator:
        worked = await operator.run("probe", "--json")
        (operator.config.parent / "secret").write_text("another")
        failed = await operator.run("probe", "--json")
    assert (worked.code, worked.json["changes"]) == (0, [])
    assert failed.code == 16
    assert failed.json["changes"] == ["it worked less than a minute ago, and the server looks the same"]
