"""The use case behind `smtptui diagnose`: a pasted reply, an exception, a bounce, a log or a table, explained."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from smtptui.diagnosis import explain
from smtptui.diagnosis.bounce import MAXIMUM_OCTETS, failures_in_message, looks_like_a_message
from smtptui.diagnosis.log_lines import Found
from smtptui.diagnosis.log_reader import LogReader
from smtptui.diagnosis.octets import text_of_octets
from smtptui.diagnosis.tally import Tally
from smtptui.model.diagnosis import Diagnosis
from smtptui.model.evidence import Evidence

_PIECE_OCTETS = 1024 * 1024
_HEAD_OCTETS = 16 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """One distinct reply, how often it came, and what it means. `text` is as the server wrote it."""

    text: str
    count: int
    diagnosis: Diagnosis


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text holds. `others` counts the replies that came beyond as many distinct ones as are kept apart."""

    answers: list[Answer]
    others: int


def diagnose_stream(
    stream: BinaryIO, provider: str | None, stage: str | None, progress: Callable[[int], None] = lambda octets: None
) -> Reading:
    """Every distinct failure in a text, the most frequent first; one answer of what it is where nothing failed.

    `progress` is told after each piece how many octets were read. Memory is bounded, however long the text is.
    """
    head = stream.read(_PIECE_OCTETS)
    if looks_like_a_message(head[:_HEAD_OCTETS]):
        bounced = failures_in_message(head + stream.read(MAXIMUM_OCTETS - len(head)))
        tally = _tally(bounced)
    else:
        tally = _tally(_read(head, stream, progress))
    answers = [Answer(found.text, count, explained(found, provider, stage)) for found, count in _without_echoes(tally)]
    return Reading(_worth_saying(answers) or [_whole(head[:_HEAD_OCTETS], provider, stage)], tally.others)


def _read(head: bytes, stream: BinaryIO, progress: Callable[[int], None]) -> Iterator[Found]:
    reader, octets_read, piece = LogReader(), 0, head
    while piece:
        octets_read += len(piece)
        yield from reader.feed(piece)
        progress(octets_read)
        piece = stream.read(_PIECE_OCTETS)
    yield from reader.close()


def _tally(failures: Iterable[Found]) -> Tally:
    tally = Tally()
    for found in failures:
        tally.add(found)
    return tally


def _without_echoes(tally: Tally) -> list[tuple[Found, int]]:
    """Without what a client only adds to a reply ("Could not authenticate" after 535): its stage, but no code."""
    answered = {found.stage for found, _ in tally if found.code}
    return [
        (found, count) for found, count in tally if found.code or found.stage is None or found.stage not in answered
    ]


def explained(found: Found, provider: str | None, stage: str | None = None) -> Diagnosis:
    """What one failure of a log means."""
    evidence = Evidence(
        provider=provider,
        stage=stage or found.stage,
        code=found.code,
        text=found.text if found.code else "",
        exception="" if found.code else found.text,
        settings={name: value for name, value in (("host", found.host), ("port", found.port)) if value},
    )
    return explain(evidence)


def _worth_saying(answers: list[Answer]) -> list[Answer]:
    """Without what nobody can explain, as long as something else can be: logs hold many a line with "error" in it."""
    return [answer for answer in answers if answer.diagnosis.is_known] or answers[:1]


def _whole(head: bytes, provider: str | None, stage: str | None) -> Answer:
    text = text_of_octets(head).strip()
    return Answer(text, 1 if text else 0, explain(Evidence(provider=provider, stage=stage, text=text)))


def diagnose_table(lines: Iterable[bytes], provider: str | None, stage: str | None) -> Iterator[dict[str, Any]]:
    """The answer to each line of a table of JSON objects, in order; empty lines are passed over.

    What an object does not say is taken from `provider` and `stage`.
    """
    for line in lines:
        if line.strip():
            yield _row(line, provider, stage)


def _row(line: bytes, provider: str | None, stage: str | None) -> dict[str, Any]:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError) as error:
        return {"id": None, "cause": "unknown", "error": f"not JSON: {type(error).__name__}"}
    if not isinstance(entry, dict):
        return {"id": None, "cause": "unknown", "error": "not an object"}
    answer = explain(_evidence(entry, provider, stage)).as_json()
    return {"id": entry.get("id"), **{key: answer[key] for key in ("cause", "confidence", "summary", "fix", "link")}}


def _evidence(entry: dict[str, Any], provider: str | None, stage: str | None) -> Evidence:
    """Each value where it has the type it should have; anything else counts as missing."""
    settings, code = entry.get("settings"), entry.get("code")
    return Evidence(
        provider=_text(entry, "provider") or provider,
        stage=_text(entry, "stage") or stage,
        code=int(code) if isinstance(code, int | str) and str(code).isdecimal() and len(str(code)) == 3 else None,
        enhanced=_text(entry, "enhanced") or None,
        text=_text(entry, "text"),
        exception=_text(entry, "exception"),
        settings=settings if isinstance(settings, dict) else {},
    )


def _text(entry: dict[str, Any], key: str) -> str:
    value = entry.get(key)
    return value if isinstance(value, str) else ""
