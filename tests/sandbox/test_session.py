"""What the servers speak: SMTP as in RFC 5321, with the extensions they offer."""

import asyncio
import base64
import smtplib
from typing import Any

import pytest

from smtptui.sandbox.catcher import CaughtMessage
from smtptui.sandbox.server import Sandbox
from smtptui.secret import Secret
from tests.sandbox.client import raw_line, trusting, walk


def _client(sandbox: Sandbox, *, tls: bool = True) -> smtplib.SMTP:
    endpoint = sandbox.endpoint("good")
    client = smtplib.SMTP(endpoint.host, endpoint.port, "client.example", timeout=30)
    client.ehlo()
    if tls:
        client.starttls(context=trusting(sandbox))
        client.ehlo()
    return client


async def test_a_login_is_offered_over_tls_only(sandbox: Sandbox) -> None:
    def offers() -> tuple[dict[str, str], dict[str, str]]:
        with _client(sandbox, tls=False) as plain, _client(sandbox) as protected:
            return plain.esmtp_features, protected.esmtp_features

    plain, protected = await asyncio.to_thread(offers)
    assert "auth" not in plain
    assert "starttls" in plain
    assert protected["auth"].split() == ["CRAM-MD5", "LOGIN", "PLAIN"]
    assert "starttls" not in protected
    assert {"size", "8bitmime", "smtputf8", "pipelining"} <= plain.keys() & protected.keys()


async def test_a_login_in_clear_text_is_refused(sandbox: Sandbox) -> None:
    def ask() -> int:
        with _client(sandbox, tls=False) as client:
            return client.docmd("AUTH", "PLAIN AGEAYg==")[0]

    assert await asyncio.to_thread(ask) == 538


@pytest.mark.parametrize("mechanism", ["PLAIN", "LOGIN", "CRAM-MD5"])
async def test_the_right_secret_is_let_in_and_a_wrong_one_is_not(sandbox: Sandbox, mechanism: str) -> None:
    def login(secret: Secret) -> int:
        with _client(sandbox) as client:
            client.user, client.password = sandbox.username, secret.reveal()
            method = getattr(client, "auth_" + mechanism.lower().replace("-", "_"))
            try:
                return client.auth(mechanism, method)[0]
            except smtplib.SMTPAuthenticationError as error:
                return error.smtp_code

    assert await asyncio.to_thread(login, sandbox.secret) == 235
    assert await asyncio.to_thread(login, Secret("something else")) == 535


async def test_mail_needs_a_login(sandbox: Sandbox) -> None:
    async with raw_line(sandbox, logged_in=False) as line:
        assert await line.ask(b"MAIL FROM:<a@b.example>\r\n") == ["530 5.7.0 Authentication required"]


async def test_a_whole_envelope_and_its_message_go_in_one_write(sandbox: Sandbox) -> None:
    async with raw_line(sandbox) as line:
        replies = await line.ask(
            b"MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nRCPT TO:<e@f.example>\r\nDATA\r\n"
            b"Subject: all at once\r\n\r\n..dots\r\n.\r\nRSET\r\nQUIT\r\n",
            replies=7,
        )
    assert [reply[:3] for reply in replies] == ["250", "250", "250", "354", "250", "250", "221"]
    (message,) = sandbox.messages
    assert message.forward_paths == ("c@d.example", "e@f.example")
    assert message.source == b"Subject: all at once\r\n\r\n.dots\r\n"
    assert replies[4].endswith(f"queued as {message.queue_id}")


async def test_a_pipelined_group_goes_on_after_a_refusal(sandbox: Sandbox) -> None:
    async with raw_line(sandbox, logged_in=False) as line:
        replies = await line.ask(b"MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\nRSET\r\n", replies=4)
    assert [reply[:3] for reply in replies] == ["530", "503", "503", "250"]


async def test_octets_sent_before_the_handshake_are_forgotten(sandbox: Sandbox) -> None:
    # RFC 3207 section 4.2.
    endpoint = sandbox.endpoint("good")
    reader, writer = await asyncio.open_connection(endpoint.host, endpoint.port)
    writer.write(b"EHLO x.example\r\nSTARTTLS\r\nNOOP\r\n")
    await reader.readuntil(b"220 Ready to start TLS\r\n")
    await writer.start_tls(trusting(sandbox), server_hostname=endpoint.host)
    writer.write(b"RSET\r\nQUIT\r\n")
    assert (await reader.read()).split(b"\r\n")[0] == b"250 OK"
    writer.close()


async def test_an_international_address_is_kept_as_it_is(sandbox: Sandbox) -> None:
    async with raw_line(sandbox) as line:
        replies = await line.ask(
            "MAIL FROM:<jürgen@bücher.example> BODY=8BITMIME SMTPUTF8\r\nRCPT TO:<用户@例子.example>\r\n"
            "DATA\r\nSubject: grüße\r\n\r\nhallo\r\n.\r\n".encode(),
            replies=4,
        )
    assert [reply[:3] for reply in replies] == ["250", "250", "354", "250"]
    (message,) = sandbox.messages
    assert (message.reverse_path, message.forward_paths) == ("jürgen@bücher.example", ("用户@例子.example",))
    assert message.subject == "grüße"


async def test_a_bounce_has_an_empty_reverse_path(sandbox: Sandbox) -> None:
    async with raw_line(sandbox) as line:
        await line.ask(b"MAIL FROM:<>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n\r\n.\r\n", replies=4)
    assert sandbox.messages[0].reverse_path == ""


async def test_a_message_tells_where_it_came_from(sandbox: Sandbox) -> None:
    await asyncio.to_thread(walk, sandbox, "good", messages=1)
    (message,) = sandbox.messages
    assert message.username == sandbox.username
    assert message.peer.startswith("127.0.0.1:")
    assert message.received_at.tzinfo is not None


@pytest.mark.parametrize(
    ("octets", "code"),
    [
        (b"MAIL FROM:<\x00a@ [=,\r\n", "553"),
        (b'MAIL FROM:"\r\n', "553"),
        (b"MAIL FROM:<\r\n", "553"),
        (b"VRFY @\xff\r\n", "502"),
        (b"\xff\xfe\r\n", "500"),
        (b"\r\n", "500"),
        (b"NOOP " + b"x" * 5000 + b"\r\n", "500"),
        (b"AUTH PLAIN !!!\r\n", "501"),
        (b"AUTH PLAIN AAAA\r\n", "501"),
        (b"AUTH SCRAM-SHA-256\r\n", "504"),
    ],
)
async def test_garbage_is_answered_and_the_session_goes_on(sandbox: Sandbox, octets: bytes, code: str) -> None:
    async with raw_line(sandbox, logged_in=octets[:4] != b"AUTH") as line:
        replies = await line.ask(octets + b"NOOP\r\n", replies=2)
    assert (replies[0][:3], replies[1]) == (code, "250 OK")


@pytest.mark.parametrize("answer", [b"*", b"not base64!", b"x" * 3000])
async def test_an_auth_exchange_that_breaks_off_logs_nobody_in(sandbox: Sandbox, answer: bytes) -> None:
    async with raw_line(sandbox, logged_in=False) as line:
        assert (await line.ask(b"AUTH CRAM-MD5\r\n"))[0].startswith("334 ")
        assert (await line.ask(answer + b"\r\n"))[0][:2] == "50"
        refused = (await line.ask(b"MAIL FROM:<a@b.example>\r\n"))[0]
        # What is left of an over-long line is read as a command of its own.
        assert (refused if refused[:3] != "500" else await line.reply())[:3] == "530"


async def test_a_message_larger_than_stated_is_refused_after_its_end() -> None:
    async with Sandbox(["message-too-large"]) as sandbox:
        endpoint = sandbox.endpoint("message-too-large")

        def send() -> tuple[int, bytes]:
            with smtplib.SMTP(endpoint.host, endpoint.port, "client.example", timeout=30) as client:
                client.starttls(context=trusting(sandbox))
                client.login(sandbox.username, sandbox.secret.reveal())
                client.mail("a@b.example")
                client.rcpt("c@d.example")
                return client.data(b"x" * 70 + b"\r\n" + b"y" * 990 + b"\r\n")

        assert await asyncio.to_thread(send) == (552, b"5.3.4 Error: message file too big")
        assert sandbox.messages == ()


async def test_there_is_an_end_to_recipients(sandbox: Sandbox) -> None:
    async with raw_line(sandbox) as line:
        await line.ask(b"MAIL FROM:<a@b.example>\r\n")
        replies = await line.ask(b"RCPT TO:<c@d.example>\r\n" * 1001, replies=1001)
    assert [reply[:3] for reply in replies[-2:]] == ["250", "452"]


async def test_a_defect_of_ours_is_reported_and_answered(sandbox: Sandbox) -> None:
    reported: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: reported.append(context))

    def broken(message: CaughtMessage) -> None:
        raise LookupError(message.queue_id)

    sandbox.on_message(broken)
    ended = await asyncio.to_thread(walk, sandbox, "good", messages=1)
    assert ended.code == 451
    assert [type(context["exception"]) for context in reported] == [LookupError]


async def test_a_client_that_refuses_the_certificate_is_no_defect() -> None:
    reported: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: reported.append(context))
    async with Sandbox(["cert-expired"]) as sandbox:
        await asyncio.to_thread(walk, sandbox, "cert-expired")
    assert reported == []


async def test_the_secret_is_in_no_log(sandbox: Sandbox, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    await asyncio.to_thread(walk, sandbox, "good", messages=1)
    plain = f"\0{sandbox.username}\0{sandbox.secret.reveal()}".encode()
    assert base64.b64encode(plain).decode() not in caplog.text
    assert sandbox.secret.reveal() not in caplog.text
