"""What a transcript keeps of a server that is ahead of its reader."""

import pytest

from smtptui.net.failure import LostError
from smtptui.net.wire import Wire
from smtptui.secret import Redactor
from smtptui.smtp.reply import BrokenReplyError
from smtptui.smtp.transcript import Transcript

_CLOSED = "-- the server closed the connection"


@pytest.fixture
def transcript() -> Transcript:
    """Of a session without a secret."""
    return Transcript(Redactor([]))


async def test_that_the_server_closed_stands_behind_the_replies_that_it_had_sent(transcript: Transcript) -> None:
    wire = Wire(transcript, Redactor([]))
    wire.data_received(b"250 ok\r\n221 bye\r\n")
    wire.eof_received()
    assert transcript.lines == []
    await wire.reply()
    assert transcript.lines == ["S: 250 ok"]
    await wire.reply()
    assert transcript.lines == ["S: 250 ok", "S: 221 bye", _CLOSED]
    with pytest.raises(LostError):
        await wire.reply()


async def test_what_is_no_reply_stands_behind_the_replies_before_it(transcript: Transcript) -> None:
    wire = Wire(transcript, Redactor([]))
    wire.data_received(b"250 ok\r\nHTTP/1.1 400 Bad Request\r\n")
    await wire.reply()
    assert [line.split()[1] for line in transcript.lines] == ["250", "HTTP/1.1"]
    with pytest.raises(BrokenReplyError):
        await wire.reply()


async def test_the_end_is_told_also_where_replies_were_left_unread(transcript: Transcript) -> None:
    wire = Wire(transcript, Redactor([]))
    wire.data_received(b"250 ok\r\n")
    wire.eof_received()
    wire.close()
    assert transcript.lines == [_CLOSED]
