"""The keeper of the promised JSON lets a right report pass and stops every wrong one."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.contract_json import checked_probe, checked_send

_STAGES = ("resolve", "connect", "greeting", "ehlo", "starttls", "tls", "ehlo", "auth", "mail", "rcpt", "quit")
_DIAGNOSIS: dict[str, Any] = {
    "cause": "bad_credentials",
    "confidence": "likely",
    "summary": "refused",
    "fix": "type it again",
    "link": None,
    "evidence": ["reply code 535"],
    "also": [],
}
_GOOD: dict[str, Any] = {
    "profile": "t",
    "provider": "custom",
    "ok": True,
    "endpoint": {"host": "mail.example", "port": 587, "security": "starttls", "address": "192.0.2.7"},
    "addresses": [{"address": "192.0.2.7", "status": "connected", "elapsed_ms": 8.0, "error": None}],
    "stages": [{"stage": stage, "status": "passed", "elapsed_ms": 3.1, "detail": "fine"} for stage in _STAGES],
    "reply": None,
    "diagnosis": None,
    "tls": {
        "version": "TLSv1.3",
        "cipher": "TLS_AES_256_GCM_SHA384",
        "subject": "mail.example",
        "names": ["mail.example"],
        "issuer": "an authority",
        "not_before": "2026-01-01T00:00:00Z",
        "not_after": "2027-01-01T00:00:00Z",
        "days_left": 61,
        "fingerprint": "sha256:" + "0a" * 32,
        "verified": True,
        "error": None,
    },
    "capabilities": {"SIZE": "35882577", "AUTH": ["PLAIN", "LOGIN"], "PIPELINING": None},
    "mechanism": "PLAIN",
    "transcript": ["C: EHLO client.example", "S: 250 mail.example", "-- TLSv1.3"],
}


def _line(value: dict[str, Any], change: Callable[[dict[str, Any]], object] = lambda _: None) -> str:
    changed = copy.deepcopy(value)
    change(changed)
    return json.dumps(changed)


def _fail_at(report: dict[str, Any], index: int) -> dict[str, Any]:
    report["stages"][index]["status"] = "failed"
    for later in report["stages"][index + 1 :]:
        later["status"] = "skipped"
    report.update(ok=False, diagnosis=_DIAGNOSIS, reply={"code": 535, "enhanced": "5.7.8", "text": "no"})
    return report


def _sent() -> dict[str, Any]:
    report = copy.deepcopy(_GOOD)
    report["stages"].insert(-1, {"stage": "data", "status": "passed", "elapsed_ms": 5.0, "detail": "queued"})
    recipients = [{"address": "a@b.example", "accepted": True, "reply": {"code": 250, "enhanced": None, "text": "ok"}}]
    return {**report, "outcome": "accepted", "message_id": "<1@b.example>", "queue_id": "4F2", "recipients": recipients}


def test_a_right_report_passes() -> None:
    assert checked_probe(_line(_GOOD)) == _GOOD
    assert checked_probe(_line(_GOOD, lambda report: _fail_at(report, 7)))["ok"] is False
    assert checked_send(_line(_sent()))["outcome"] == "accepted"
    error = {"kind": "secret", "message": "not set"}
    assert checked_probe(_line({"profile": "t", "provider": "custom", "ok": False, "error": error}))


@pytest.mark.parametrize(
    "change",
    [
        lambda report: report.pop("mechanism"),
        lambda report: report.update(extra=1),
        lambda report: report.update(ok="true"),
        lambda report: report.update(ok=False),
        lambda report: report.update(diagnosis=_DIAGNOSIS),
        lambda report: report["stages"].reverse(),
        lambda report: report["stages"].pop(),
        lambda report: report["stages"].pop(2),
        lambda report: report["stages"][0].update(elapsed_ms="3"),
        lambda report: report["stages"][0].update(status="ok"),
        lambda report: report["stages"][3].update(status="failed"),
        lambda report: report["stages"][0].update(detail="\x1b[31m"),
        lambda report: _fail_at(report, 7)["stages"][8].update(status="passed"),
        lambda report: report["addresses"][0].update(address="192.0.2.8"),
        lambda report: report["addresses"][0].update(error="no answer"),
        lambda report: report["endpoint"].update(port=True),
        lambda report: report["tls"].update(not_after="Jan 1 2027"),
        lambda report: report["tls"].update(fingerprint="0A:0A"),
        lambda report: report["capabilities"].update(AUTH="PLAIN LOGIN"),
        lambda report: report["capabilities"].update(size="1"),
        lambda report: report["transcript"].append("AUTH PLAIN AGEAYg=="),
    ],
)
def test_a_wrong_probe_is_stopped(change: Callable[[dict[str, Any]], object]) -> None:
    with pytest.raises(AssertionError, match=r"\$"):
        checked_probe(_line(_GOOD, change))


@pytest.mark.parametrize(
    "change",
    [
        lambda report: report.pop("outcome"),
        lambda report: report.update(outcome="sent"),
        lambda report: report.update(outcome="rejected"),
        lambda report: report.update(message_id="1@b.example"),
        lambda report: report.update(recipients=[]),
        lambda report: report["recipients"][0].update(accepted=False),
        lambda report: report["stages"].pop(-2),
    ],
)
def test_a_wrong_delivery_is_stopped(change: Callable[[dict[str, Any]], object]) -> None:
    with pytest.raises(AssertionError, match=r"\$"):
        checked_send(_line(_sent(), change))


@pytest.mark.parametrize("line", ["[]", '{"a": 1, "a": 2}', "{}\n{}"])
def test_what_is_not_one_object_on_one_line_is_stopped(line: str) -> None:
    with pytest.raises(AssertionError, match=r"\$"):
        checked_probe(line)
