"""A line of Postfix's log, read: who wrote it, about which message, and what became of a delivery.

The formats are those of syslog, of rsyslog and journald with RFC 3339 times, and of Postfix's own log file; the part
behind the program is Postfix's. A reason that failed is explained elsewhere.
"""

import re
from collections.abc import Callable

from smtptui.diagnosis.log_lines import POSTFIX_STATUS
from smtptui.model.relay_log import Delivery, LogEntry
from smtptui.secret import MASK
from smtptui.text import decoded, printable

_MAXIMUM_LENGTH = 16 * 1024
_LINE = re.compile(
    r"(?P<logged_at>\w{3} [ \d]\d [\d:]{8}|\d{4}-\d\d-\d\dT[\d:.,]+(?:Z|[+-]\d\d:?\d\d)?) (?P<host>\S+) "
    r"(?P<program>[\w./-]+)\[(?P<pid>\d{1,9})\]: (?P<rest>.*)",
    re.DOTALL,
)
_SEVERITY = re.compile(r"(warning|error|fatal|panic): ")
_QUEUE_ID = re.compile(r"([0-9A-Za-z]{5,64}): (?=\S)")
_FIELD = re.compile(r"\b(orig_to|to|relay|delay|dsn|status)=(<[^>]*>|[^,\s]*)")
# With debug_peer_list or -v, Postfix logs what it says when it logs in (DEBUG_README).
_SPOKEN_SECRETS = (
    re.compile(r"(\bAUTH [A-Z0-9-]+ )\S+"),
    re.compile(r"([<>] \S+: )(?!(?:EHLO|HELO|DATA|QUIT|RSET|NOOP|STARTTLS)$)[A-Za-z0-9+/]{4,}={0,2}$"),
    re.compile(r"( pass [`'\"]).*"),
    re.compile(r"(\b(?:init_response|uncoded initial reply|uncoded client response|decoded challenge):? ).*"),
    re.compile(r"(\bdecoded (?:initial )?response:? ).*"),
)


def log_entry(line: bytes, safe: Callable[[str], str] = printable) -> LogEntry:
    """What a line says, with every secret in it masked and the rest passed through `safe`."""
    text = safe(_without_spoken_secrets(decoded(line[:_MAXIMUM_LENGTH].rstrip(b"\r\n"))))
    found = _LINE.fullmatch(text)
    if found is None:
        return LogEntry(text)
    severity, rest = _SEVERITY.match(found["rest"]), found["rest"]
    queue_id = None if severity else _QUEUE_ID.match(rest)
    return LogEntry(
        text=text,
        logged_at=found["logged_at"],
        service=found["program"].rpartition("/")[2],
        pid=int(found["pid"]),
        queue_id=queue_id[1] if queue_id else None,
        severity=severity[1] if severity else None,
        delivery=_delivery(rest[queue_id.end() :]) if queue_id else None,
    )


def program_of(line: bytes) -> str:
    """The program that wrote a line, as `postfix/smtp`; empty where the line is in no format that is known."""
    found = _LINE.match(decoded(line))
    return found["program"] if found else ""


def _without_spoken_secrets(text: str) -> str:
    for pattern in _SPOKEN_SECRETS:
        text = pattern.sub(rf"\1{MASK}", text)
    return text


def _delivery(rest: str) -> Delivery | None:
    """`to=<a@example.com>, relay=…, delay=4, delays=…, dsn=2.0.0, status=sent (250 2.0.0 Ok)`."""
    at = rest.find("status=")
    if at < 0 or not rest.startswith(("to=", "orig_to=")):
        return None
    fields = {name: value.strip("<>") for name, value in _FIELD.findall(rest[: at + 40])}
    stated = POSTFIX_STATUS.match(rest, at)
    relay = fields.get("relay")
    return Delivery(
        recipient=fields.get("to", ""),
        relay=None if relay in (None, "none") else relay,
        delay_s=_seconds(fields.get("delay", "")),
        enhanced=fields.get("dsn"),
        status=fields["status"],
        reason=stated["reason"] if stated else "",
    )


def _seconds(text: str) -> float | None:
    return float(text) if re.fullmatch(r"\d{1,9}(?:\.\d{1,6})?", text) else None
