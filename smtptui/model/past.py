"""A past session's report as a text for the history, and back: what a reader needs, without its transcript.

No message body and no secret is in it: what servers said was redacted when the session ran, and of a message only
recipients, subject and numbers are kept.
"""

import json
from typing import Any

from smtptui.model.diagnosis import Confidence, Diagnosis
from smtptui.model.endpoint import Endpoint
from smtptui.model.failure import Failure
from smtptui.model.history import HistoryEntry
from smtptui.model.report import Delivery, Outcome, RecipientReport, SessionReport, StageReport
from smtptui.smtp.reply import Reply
from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage, Status

# A server may say 64 KiB at every stage; people read the beginning.
_MAXIMUM_LINE = 400
_MAXIMUM_LINES = 20


def dumped(report: SessionReport) -> str:
    """The report as JSON in one line."""
    kept = {
        "endpoint": list(report.endpoint) if report.endpoint else None,
        "address": report.address,
        "mechanism": report.mechanism,
        "stages": [[*stage[:4], stage.detail[:_MAXIMUM_LINE]] for stage in report.stages],
        "failure": _failure(report.failure),
        "diagnosis": report.diagnosis._asdict() if report.diagnosis else None,
        "delivery": _delivery(report.delivery),
        "error": report.error,
        "changes": report.changes,
    }
    filled = {key: value for key, value in kept.items() if value}
    return json.dumps(filled, ensure_ascii=False, separators=(",", ":"))


def _failure(failure: Failure | None) -> list[Any] | None:
    if failure is None:
        return None
    return [failure.stage, failure.cause, failure.detail[:_MAXIMUM_LINE], _reply(failure.reply)]


def _reply(reply: Reply | None) -> list[Any] | None:
    return [reply.code, [line[:_MAXIMUM_LINE] for line in reply.lines[:_MAXIMUM_LINES]]] if reply else None


def _delivery(delivery: Delivery | None) -> dict[str, Any] | None:
    if delivery is None:
        return None
    recipients = [[one.address, one.accepted, _reply(one.reply)] for one in delivery.recipients]
    return {**delivery._asdict(), "recipients": recipients}


def loaded(text: str | None, entry: HistoryEntry) -> SessionReport:
    """The report of `entry`; from the entry alone where nothing more was kept, or where a later version kept it."""
    try:
        return _report(json.loads(text), entry) if text else bare(entry)
    except (ValueError, KeyError, TypeError):
        # Labels that only a later version knows: what every version keeps is still to be had.
        return bare(entry)


def bare(entry: HistoryEntry) -> SessionReport:
    """What the entry by itself says."""
    delivery = None
    if entry.kind == "send":
        accepted = entry.outcome == Outcome.ACCEPTED
        recipients = tuple(RecipientReport(address, accepted, None) for address in entry.recipients)
        delivery = Delivery(Outcome(entry.outcome), None, None, recipients, entry.recipients)
    return SessionReport(
        entry.profile,
        entry.provider,
        None,
        username=entry.username,
        failure=_failure_of(entry),
        elapsed_ms=entry.elapsed_ms,
        error=("config", entry.detail or "") if entry.stage is None and not entry.ok else None,
        delivery=delivery,
    )


def _failure_of(entry: HistoryEntry) -> Failure | None:
    if entry.ok or entry.stage is None or entry.outcome == Outcome.ACCEPTED:
        return None
    lines = tuple((entry.reply_text or "").splitlines())
    reply = Reply(entry.reply_code, lines) if entry.reply_code else None
    return Failure(Stage(entry.stage), entry.cause, entry.detail or (reply.one_line if reply else ""), reply)


def _report(kept: dict[str, Any], entry: HistoryEntry) -> SessionReport:
    return SessionReport(
        entry.profile,
        entry.provider,
        _endpoint(kept.get("endpoint")),
        username=entry.username,
        address=kept.get("address"),
        stages=tuple(_stage(stage) for stage in kept.get("stages", ())),
        failure=_loaded_failure(kept.get("failure")),
        diagnosis=_diagnosis(kept.get("diagnosis")),
        mechanism=kept.get("mechanism"),
        elapsed_ms=entry.elapsed_ms,
        error=_pair(kept.get("error")),
        delivery=_loaded_delivery(kept.get("delivery")),
        changes=tuple(kept.get("changes", ())),
    )


def _endpoint(kept: list[Any] | None) -> Endpoint | None:
    return Endpoint(kept[0], kept[1], Security(kept[2])) if kept else None


def _stage(kept: list[Any]) -> StageReport:
    place, stage, status, elapsed_ms, detail = kept
    return StageReport(place, Stage(stage), Status(status), elapsed_ms, detail)


def _loaded_failure(kept: list[Any] | None) -> Failure | None:
    if kept is None:
        return None
    stage, cause, detail, reply = kept
    return Failure(Stage(stage), cause, detail, _loaded_reply(reply))


def _loaded_reply(kept: list[Any] | None) -> Reply | None:
    return Reply(kept[0], tuple(kept[1])) if kept else None


def _diagnosis(kept: dict[str, Any] | None) -> Diagnosis | None:
    if kept is None:
        return None
    known = {key: value for key, value in kept.items() if key in Diagnosis._fields}
    lists = {key: tuple(value) for key, value in known.items() if isinstance(value, list)}
    return Diagnosis(**{**known, **lists, "confidence": Confidence(kept["confidence"])})


def _loaded_delivery(kept: dict[str, Any] | None) -> Delivery | None:
    if kept is None:
        return None
    recipients = tuple(
        RecipientReport(address, accepted, _loaded_reply(reply)) for address, accepted, reply in kept["recipients"]
    )
    to_addresses = tuple(kept["to_addresses"])
    return Delivery(
        Outcome(kept["outcome"]), kept["message_id"], kept["queue_id"], recipients, to_addresses, kept["subject"]
    )


def _pair(kept: list[str] | None) -> tuple[str, str] | None:
    return (kept[0], kept[1]) if kept else None
