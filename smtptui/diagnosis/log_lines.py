"""Failures in single lines of a log: Postfix, Exim, Sendmail, msmtp, PHPMailer, swaks, Python, Node, or a pasted reply.

A line begins a failure where a reply's code stands in a place that a reply can have, or where a client says what went
wrong when no reply came. Everything else is passed over.
"""

import re
from typing import NamedTuple

from smtptui.diagnosis.stage_guess import guessed_stage

# A reply's code: RFC 5321 section 4.2, refusals only. What follows tells "550 5.1.1 …" from "550 bytes".
CODE_OCTETS = re.compile(rb"[45][0-9][0-9][- ,]")
_CODE = re.compile(r"(?<![\d.:/-])[45]\d\d(?:[- ](?!(?:bytes|octets|ms|messages|seconds|[kKMm]B)\b)|, ?b?['\"])")
# Where mailers and libraries put a reply: at a line's beginning behind their mark, behind a colon, a quote, a bracket.
_PLACE = re.compile(
    r"(?:^[\s>|]*(?:<[*~ -]{1,3}\s*|S: ?|<<< ?|\[<-\] ?|SERVER -> CLIENT: ?|[a-z-]+:\s*)?"
    r"|: |smtp;|; |=['\"]|['\"(]|reply |returned )$"
)
_PLACE_LENGTH = 40
_ENHANCED_NEXT = re.compile(r"[45]\d\d[- ][45]\.\d{1,3}\.\d{1,3}(?!\d|\.\d)")
_CONTINUATION = re.compile(
    r"^[\s>|]*(?:<[*~ -]{1,3}\s*|S: ?|<<< ?|SERVER -> CLIENT: ?|[a-z]+: server message: |[a-z]+:\s+)?(\d{3})[- ]"
)
# How Postfix ends a line about a delivery: the outcome, and the server's words or its own in brackets.
POSTFIX_STATUS = re.compile(
    r"status=(?P<outcome>sent|deliverable|deferred|bounced|undeliverable|expired|softbounce) \((?P<reason>.*?)\)?$"
)
# What Postfix 3.7 says of a session that it could not open (smtp_addr.c, smtp_proto.c, smtp_session.c).
_POSTFIX_SIGNS = (
    ("name service error", "resolve"),
    ("host or domain name not found", "resolve"),
    ("tls is required, but was not offered", "starttls"),
    ("tls is required, but our tls engine", "tls"),
    ("cannot start tls", "tls"),
    ("server certificate not", "tls"),
    ("performing the ehlo handshake", "ehlo"),
    ("performing the helo handshake", "ehlo"),
    ("sending mail from", "mail"),
    ("sending rcpt to", "rcpt"),
    ("sending data command", "data"),
    ("sending end of data", "data"),
    ("sending message body", "data"),
)
_ANSWERED = "(in reply to "
_AFTER_A_REPLY = re.compile(r"[;,] from=<.*|'? errormsg=.*|'? exitcode=.*|\\n['\"].*")
_TUPLE = re.compile(r"^(\d{3}), ?b?['\"]")
_SYSLOG = r"\w{3} +\d+ [\d:]{8} \S+ [\w./-]+(?:\[\d+\])?: (?:[0-9A-Za-z]{6,15}: )?"
_STAMP = re.compile(rf"^(?:{_SYSLOG}|\[?\d{{4}}-\d\d-\d\d[T ][\d:.,+Z-]+\]? ?(?:\S+ )?)")
# What a client's own words hold; and the same in octets that are quick to look for, for whole logs at once.
_CLIENT = re.compile(
    r"refused|timed out|time-?out|unreach|certificate|SSL:|SSL routines|handshake|lost connection|getaddrinfo|errno"
    r"|connection (?:lost|reset|closed|aborted|dropped|failed)|disconnected|econn|eauth|enotfound|eai_again"
    r"|name resolution|host (?:or domain name )?not found|not authenticate|not support|no such host"
    r"|smtp (?:connect|error)|authentication (?:failed|failure)|\berr=|exception: |\w+error: |tls is required"
    r"|cannot (?:connect|locate|start)",
    re.IGNORECASE,
)
WORDS_OCTETS = (
    *(b"efused", b"REFUSED", b"imed out", b"imeout", b"TIMEDOUT", b"nreach", b"NREACH", b"ertificate", b"CERTIFICATE"),
    *(b"SSL", b"andshake", b"rror", b"ERROR", b"xception", b"onnection ", b"EAUTH", b"ENOTFOUND", b"EAI_A", b"ECONN"),
    *(b"getaddrinfo", b"name resolution", b"not found", b"isconnected", b"uthenticat", b"err=", b"no such host"),
    *(b"not support", b"annot ", b"TLS is required"),
)
# A traceback's code lines and an error object's other properties say the same again.
_REPEATS = re.compile(
    r"^\s+(?:raise |File \"|return |self\.|await |with |if |\^|~|at )|^Traceback |^During handling|^The above exception"
    r"|^\s*['\"]?(?:code|errno|syscall|command|responseCode|address|port|host|library|reason|name|response)['\"]?: "
    r"|^\s+['\"][^'\"]*['\"],?$"
)
_HOST = re.compile(r"\b(?:host|server|relay=|to|with|H=) ?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?=[\[:\s])", re.IGNORECASE)
# As Postfix names where it connected to: host[address]:port.
_PORT = re.compile(r"\]:(\d{1,5})\b")


class Found(NamedTuple):
    """One failure in a log: its words, and what the line around them tells. `code` is None where no reply came."""

    text: str
    code: int | None = None
    stage: str | None = None
    host: str | None = None
    is_folded: bool = False
    port: int | None = None


def beginning_in(line: str) -> Found | None:
    """The failure that begins in this line, with as much of it as the line holds."""
    # Postfix and Exim log what they delivered too, with the reply that accepted it.
    if "status=sent" in line or " => " in line or _REPEATS.match(line):
        return None
    status = POSTFIX_STATUS.match(line, line.find("status=")) if "status=" in line else None
    words = status["reason"] if status else line
    start = _start_of_reply(words)
    return _reply(words[:start], words[start:]) if start is not None else _client(words, line)


def failure_in(reason: str) -> Found:
    """The failure that a mailer states as the reason why a message waits or came back; its own words at the least."""
    # Postfix sets this before the reason for which it stopped trying a whole destination.
    reason = reason.removeprefix("delivery temporarily suspended: ")
    start = _start_of_reply(reason)
    if start is not None:
        found = _reply(reason[:start], reason[start:])
        # Postfix names the command behind the server's words.
        _, mark, command = reason.lower().rpartition(_ANSWERED)
        return found._replace(stage=found.stage or guessed_stage(mark + command, found.code))
    port = _PORT.search(reason)
    stage = guessed_stage(reason.lower(), None) or _own_stage(reason.lower())
    return Found(reason, None, stage, _host(reason), port=int(port[1]) if port else None)


def _own_stage(reason: str) -> str | None:
    """The stage of what Postfix says itself, where no server did."""
    return next((stage for sign, stage in _POSTFIX_SIGNS if sign in reason), None)


def _start_of_reply(words: str) -> int | None:
    for code in _CODE.finditer(words):
        start = code.start()
        if _PLACE.search(words, max(0, start - _PLACE_LENGTH), start) or _ENHANCED_NEXT.match(words, start):
            return start
    return None


def _reply(before: str, text: str) -> Found:
    text = _TUPLE.sub(r"\1 ", _AFTER_A_REPLY.sub("", text.rstrip()).replace("\\n", "\n"), count=1)
    code = int(text[:3])
    # A bounce for people folds the sentence "host … said: …" and indents what follows.
    is_folded = "said: " in before and "command)" not in text
    return Found(text, code, guessed_stage(before.lower(), code), _host(before), is_folded)


def _client(words: str, line: str) -> Found | None:
    words = _STAMP.sub("", words, count=1).strip()
    return Found(words, None, guessed_stage(line.lower(), None), _host(words)) if _CLIENT.search(words) else None


def continues(line: str, last: str) -> str | None:
    """What a line adds to a reply whose last line so far is `last`, or None.

    RFC 5321 section 4.2.1: a hyphen after the code announces another line, and each line repeats the code.
    """
    found = _CONTINUATION.match(line) if last[3:4] == "-" else None
    return line[found.start(1) :].rstrip() if found and found[1] == last[:3] else None


def _host(words: str) -> str | None:
    found = _HOST.search(words)
    return found[1] if found else None
