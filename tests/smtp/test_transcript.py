"""The record of a session."""

from smtptui.secret import Redactor, Secret
from smtptui.smtp.reply import Reply
from smtptui.smtp.transcript import MAXIMUM_LINES, Transcript


def test_a_session_reads_as_it_went() -> None:
    transcript = Transcript(Redactor())
    transcript.server(Reply(220, ("mail.example",)))
    transcript.client("EHLO client.example")
    transcript.server(Reply(250, ("mail.example", "SIZE 1", "HELP")))
    transcript.note("TLSv1.3")
    transcript.client_secret("AUTH PLAIN")
    transcript.client_secret()
    transcript.server_octets(b"\x15\x03\xff")
    assert transcript.lines == [
        "S: 220 mail.example",
        "C: EHLO client.example",
        "S: 250-mail.example",
        "S: 250-SIZE 1",
        "S: 250 HELP",
        "-- TLSv1.3",
        "C: AUTH PLAIN [secret]",
        "C: [secret]",
        "S: ␕␃\\xff",
    ]


def test_every_line_is_masked_and_safe() -> None:
    transcript = Transcript(Redactor([Secret("hunter2!")]))
    transcript.client("EHLO \x1b[2Jhunter2!")
    transcript.server(Reply(550, ("hunter2! is wrong",)))
    transcript.server_octets(b"\r\nhunter2!\r\n")
    transcript.note("hunter2!\n")
    assert transcript.lines == [
        "C: EHLO ␛[2J[secret]",
        "S: 550 [secret] is wrong",
        "S: ␍␊[secret]␍␊",
        "-- [secret]␊",
    ]


def test_a_server_that_talks_for_ever_is_not_recorded_for_ever() -> None:
    transcript = Transcript(Redactor())
    for number in range(3 * MAXIMUM_LINES):
        transcript.server(Reply(250, (f"line {number}",)))
    assert len(transcript.lines) == MAXIMUM_LINES + 1
    assert transcript.lines[-1].startswith("-- more than")
