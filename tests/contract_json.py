"""The promised JSON, held to the letter: every key, type and order of `probe --json` and `send --json`.

Written from the promise and not from the code, so that a change of the code shows. Each function raises
AssertionError that names the path of what is wrong.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

Check = Callable[[Any, str], None]

STAGES = ("resolve", "connect", "greeting", "ehlo", "starttls", "tls", "auth", "mail", "rcpt", "data", "quit")
STATUSES = ("passed", "warned", "failed", "skipped")
# The exit code of a single profile, by the stage that failed.
EXIT_CODES = {
    "resolve": 10,
    "connect": 11,
    "greeting": 12,
    "ehlo": 13,
    "starttls": 14,
    "tls": 15,
    "auth": 16,
    "mail": 17,
    "rcpt": 18,
    "data": 19,
}
_ORDER = {
    "tls": ("resolve", "connect", "tls", "greeting", "ehlo", "auth", "mail", "rcpt"),
    "starttls": ("resolve", "connect", "greeting", "ehlo", "starttls", "tls", "ehlo", "auth", "mail", "rcpt"),
    "none": ("resolve", "connect", "greeting", "ehlo", "auth", "mail", "rcpt"),
}


def checked_probe(line: str) -> dict[str, Any]:
    """One line of `probe --json`."""
    value = one_object(line)
    if "error" in value:
        _untried(value, "$")
    else:
        _session(value, {})
        _check_stages(value, ())
    return value


def checked_send(line: str, *, reused: bool = False, more_follow: bool = False) -> dict[str, Any]:
    """One line of `send --json`; `reused` where an earlier message had opened the connection."""
    value = one_object(line)
    if "error" in value:
        _untried(value, "$")
        return value
    _session(value, _DELIVERY)
    _check_stages(value, ("data",), reused=reused, more_follow=more_follow)
    _check_delivery(value)
    return value


def one_object(line: str) -> dict[str, Any]:
    """The line as one JSON object, in which no key stands twice."""
    _must(line.count("\n") <= 1 and "\n" not in line.rstrip("\n"), "$", "stands on one line")

    def without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        _must(len(dict(pairs)) == len(pairs), "$", "has every key once")
        return dict(pairs)

    value = json.loads(line, object_pairs_hook=without_duplicates)
    _must(isinstance(value, dict), "$", "is an object")
    return dict(value)


# Values.


def _must(condition: bool, path: str, words: str) -> None:
    assert condition, f"{path}: it must be that it {words}"


def _is(kind: type, also_none: bool = False) -> Check:
    def check(value: Any, path: str) -> None:
        # bool is an int in Python, not in JSON.
        fits = isinstance(value, kind) and (kind is bool or not isinstance(value, bool))
        _must(fits or (also_none and value is None), path, f"is {kind.__name__}{' or null' if also_none else ''}")

    return check


def _one_of(*allowed: Any) -> Check:
    return lambda value, path: _must(value in allowed, path, f"is one of {allowed}")


def _matching(pattern: str) -> Check:
    return lambda value, path: _must(
        isinstance(value, str) and re.fullmatch(pattern, value) is not None, path, f"matches {pattern}"
    )


def _list_of(check: Check) -> Check:
    def each(value: Any, path: str) -> None:
        _must(isinstance(value, list), path, "is a list")
        for index, one in enumerate(value):
            check(one, f"{path}[{index}]")

    return each


def _or_null(check: Check) -> Check:
    def unless_none(value: Any, path: str) -> None:
        if value is not None:
            check(value, path)

    return unless_none


def _object(members: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    known = {**members, **(optional or {})}

    def check(value: Any, path: str) -> None:
        _must(isinstance(value, dict), path, "is an object")
        _must(set(members) <= set(value) <= set(known), path, f"has the keys {sorted(members)}, not {sorted(value)}")
        for key, one in value.items():
            known[key](one, f"{path}.{key}")

    return check


def _milliseconds(value: Any, path: str) -> None:
    _must(isinstance(value, float) and 0 <= value < 3_600_000, path, "is milliseconds as a decimal number")


def _rfc3339(value: Any, path: str) -> None:
    _matching(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")(value, path)
    datetime.fromisoformat(value)


def _safe_text(value: Any, path: str) -> None:
    _is(str)(value, path)
    _must(not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", value), path, "is safe to show")


_REPLY = _object(
    {
        "code": lambda value, path: _must(type(value) is int and 200 <= value <= 599, path, "is a reply code"),
        "enhanced": _or_null(_matching(r"[245]\.\d{1,3}\.\d{1,3}")),
        "text": _safe_text,
    }
)
_ADDRESS = _object(
    {
        "address": _is(str),
        "status": _one_of("connected", "failed", "not needed"),
        "elapsed_ms": _milliseconds,
        "error": _or_null(_safe_text),
    }
)
_STAGE = _object(
    {
        "stage": _one_of(*STAGES),
        "status": _one_of(*STATUSES),
        "elapsed_ms": _milliseconds,
        "detail": _safe_text,
    }
)
_DIAGNOSIS = _object(
    {
        "cause": _matching(r"[a-z0-9_]+"),
        "confidence": _one_of("certain", "likely", "possible"),
        "summary": _safe_text,
        "fix": _safe_text,
        "link": _or_null(_matching(r"https?://\S+")),
        "evidence": _list_of(_safe_text),
        "also": _list_of(_matching(r"[a-z0-9_]+")),
    },
    # Beyond the promise, and allowed by it: readers ignore what they do not know.
    {"ruled_out": _list_of(_safe_text)},
)
_TLS = _object(
    {
        "version": _is(str, also_none=True),
        "cipher": _is(str, also_none=True),
        "subject": _safe_text,
        "names": _list_of(_safe_text),
        "issuer": _safe_text,
        "not_before": _rfc3339,
        "not_after": _rfc3339,
        "days_left": _is(int),
        "fingerprint": _matching(r"sha256:[0-9a-f]{64}"),
        "verified": _is(bool),
        "error": _or_null(_safe_text),
    }
)
_ENDPOINT: dict[str, Check] = {
    "host": _is(str),
    "port": lambda value, path: _must(type(value) is int and 0 < value < 65536, path, "is a port"),
    "security": _one_of("tls", "starttls", "none"),
}
_PORT = _object({**_ENDPOINT, "status": _one_of(*STATUSES), "elapsed_ms": _milliseconds, "error": _or_null(_safe_text)})


def _capabilities(value: Any, path: str) -> None:
    _must(isinstance(value, dict), path, "is an object")
    for keyword, parameter in value.items():
        _must(keyword == keyword.upper() != "", f"{path}.{keyword}", "is an upper-case keyword")
        if keyword == "AUTH":
            _list_of(_matching(r"[A-Z0-9_-]+"))(parameter, f"{path}.AUTH")
        else:
            _or_null(_safe_text)(parameter, f"{path}.{keyword}")


_SESSION: dict[str, Check] = {
    "profile": _is(str),
    "provider": _is(str),
    "ok": _is(bool),
    "endpoint": _object({**_ENDPOINT, "address": _is(str, also_none=True)}),
    "addresses": _list_of(_ADDRESS),
    "stages": _list_of(_STAGE),
    "reply": _or_null(_REPLY),
    "diagnosis": _or_null(_DIAGNOSIS),
    "tls": _or_null(_TLS),
    "capabilities": _capabilities,
    "mechanism": _or_null(_matching(r"[A-Z0-9-]+")),
    "transcript": _list_of(_matching(r"(C: |S: |-- )[^\x00-\x1f\x7f-\x9f]*")),
}
_PORTS: dict[str, Check] = {"ports": _list_of(_PORT), "verdict": _safe_text}
# Beyond the promise, and allowed by it.
_BEYOND: dict[str, Check] = {"changes": _list_of(_safe_text)}
_RECIPIENT = _object({"address": _is(str), "accepted": _is(bool), "reply": _or_null(_REPLY)})
_DELIVERY: dict[str, Check] = {
    "outcome": _one_of("accepted", "rejected", "not_sent", "unknown"),
    "message_id": _or_null(_matching(r"<[^<>@\s]+@[^<>@\s]+>")),
    "queue_id": _or_null(_matching(r"\S+")),
    "recipients": _list_of(_RECIPIENT),
}
_ERROR = _object({"kind": _one_of("config", "secret"), "message": _safe_text})
_untried = _object(
    {"profile": _is(str), "provider": _is(str), "ok": _one_of(False), "error": _ERROR},
)


# What holds between the values.


def _session(value: dict[str, Any], more: Mapping[str, Check]) -> None:
    _object({**_SESSION, **more}, {**_PORTS, **_BEYOND})(value, "$")
    connected = [one["address"] for one in value["addresses"] if one["status"] == "connected"]
    _must(len(connected) <= 1, "$.addresses", "has one connected address at most")
    if connected:
        _must(value["endpoint"]["address"] == connected[0], "$.endpoint.address", "is the connected one")
    for index, one in enumerate(value["addresses"]):
        _must((one["error"] is not None) == (one["status"] == "failed"), f"$.addresses[{index}]", "explains a failure")


def _check_stages(
    value: dict[str, Any], beyond: Sequence[str], *, reused: bool = False, more_follow: bool = False
) -> None:
    stages = [one["stage"] for one in value["stages"]]
    full = [*_ORDER[value["endpoint"]["security"]], *beyond]
    if reused:
        full = full[full.index("mail") :]
    within = stages[:-1] if stages[-1:] == ["quit"] else stages
    _must(within == full[: len(within)] and bool(within), "$.stages", f"stand in wire order: {stages}")
    if beyond:
        _must(within == full, "$.stages", "go up to data")
    opened = reused or "greeting" in stages
    _must((stages[-1] == "quit") == (opened and not more_follow), "$.stages", f"end with quit: {stages}")
    _check_ending(value)


def _check_ending(value: dict[str, Any]) -> None:
    """The first failed stage ends the session, and `ok`, `reply` and `diagnosis` agree with it."""
    statuses = [one["status"] for one in value["stages"]]
    failed = statuses.index("failed") if "failed" in statuses else None
    if failed is not None:
        _must(set(statuses[failed + 1 :]) <= {"skipped"}, "$.stages", f"end at the first failure: {statuses}")
    _must(value["stages"][-1]["stage"] != "quit" or statuses[-1] != "failed", "$.stages", "only warn at quit")
    refused = any(not one["accepted"] for one in value.get("recipients", ()))
    _must(value["ok"] == (failed is None and not refused), "$.ok", "says whether a stage failed")
    _must((value["diagnosis"] is None) == value["ok"], "$.diagnosis", "explains a failure and nothing else")
    _must(value["reply"] is None or failed is not None, "$.reply", "is the reply of a failed stage")


def _check_delivery(value: dict[str, Any]) -> None:
    accepted = value["outcome"] == "accepted"
    _must(value["message_id"] is not None or not accepted, "$.message_id", "is known")
    _must(value["queue_id"] is None or accepted, "$.queue_id", "belongs to an accepted message")
    if accepted:
        _must(any(one["accepted"] for one in value["recipients"]), "$.recipients", "has somebody who was accepted")
    data = next(one["status"] for one in value["stages"] if one["stage"] == "data")
    _must((data == "passed") == accepted, "$.outcome", f"agrees with the stage data, which {data}")
