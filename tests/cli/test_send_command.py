"""`smtptui send` as its user runs it, against the embedded server."""

import asyncio
from pathlib import Path

import pytest

from tests.cli.running import installed


async def test_an_accepted_message_has_a_queue_id_and_arrived(tmp_path: Path) -> None:
    async with installed(tmp_path, ["good"]) as operator:
        done = await operator.run("send", "--subject", "Grüße", "--body", "ein Text", "--json")
        caught = operator.sandbox.messages
    assert done.code == 0
    assert done.json["outcome"] == "accepted"
    assert [message.queue_id for message in caught] == [done.json["queue_id"]]
    assert dict(caught[0].headers)["Message-ID"] == done.json["message_id"]
    assert caught[0].subject == "Grüße"


async def test_people_are_told_that_accepted_is_not_delivered(tmp_path: Path) -> None:
    async with installed(tmp_path, ["good"]) as operator:
        done = await operator.run("send")
    assert "accepted is not delivered" in done.out


async def test_the_message_says_where_it_comes_from(tmp_path: Path) -> None:
    async with installed(tmp_path, ["good"]) as operator:
        await operator.run("send", "good")
        text, html = (part.text for part in operator.sandbox.messages[0].parts)
    assert text is not None
    assert "good" in text
    assert str(operator.sandbox.endpoint("good").port) in text
    assert html is not None
    assert "good" in html


@pytest.mark.parametrize(
    ("scenario", "code", "outcome", "cause"),
    [
        ("bad-credentials", 16, "not_sent", "bad_credentials"),
        ("greylisted", 18, "rejected", "greylisted"),
        ("sandbox-recipient-not-verified", 19, "rejected", "sandbox_recipient_not_verified"),
        ("sender-not-verified", 19, "rejected", "sender_not_verified"),
    ],
)
async def test_a_refusal_is_explained(scenario: str, code: int, outcome: str, cause: str, tmp_path: Path) -> None:
    async with installed(tmp_path, [scenario]) as operator:
        done = await operator.run("send", "--json")
    assert (done.code, done.json["outcome"], done.json["diagnosis"]["cause"]) == (code, outcome, cause)


async def test_no_answer_after_the_final_dot_is_an_unknown_outcome(tmp_path: Path) -> None:
    async with installed(tmp_path, ["no-answer-after-dot"]) as operator:
        done = await operator.run("send", "--json", "--timeout", "3")
    assert (done.code, done.json["outcome"]) == (20, "unknown")


async def test_an_interrupt_after_the_final_dot_is_an_unknown_outcome(tmp_path: Path) -> None:
    async with installed(tmp_path, ["no-answer-after-dot"]) as operator:
        arrived = asyncio.Event()
        operator.sandbox.on_message(lambda _: arrived.set())
        process = await operator.start("send", "--json")
        done = await operator.interrupt(process, after=arrived)
    assert (done.code, done.json["outcome"]) == (20, "unknown")


async def test_several_messages_share_one_connection(tmp_path: Path) -> None:
    async with installed(tmp_path, ["good"]) as operator:
        done = await operator.run("send", "--count", "5", "--rate", "100/s", "--json")
        peers = {message.peer for message in operator.sandbox.messages}
    assert done.code == 0
    assert [report["outcome"] for report in done.json_lines] == ["accepted"] * 5
    assert len(peers) == 1


async def test_several_messages_end_in_a_tally(tmp_path: Path) -> None:
    async with installed(tmp_path, ["daily-quota-exceeded"]) as operator:
        done = await operator.run("send", "--count", "4")
    assert done.code == 1
    assert done.out.splitlines()[-1].startswith("3 accepted, 1 rejected")


async def test_a_refused_login_is_not_repeated_for_every_message(tmp_path: Path) -> None:
    async with installed(tmp_path, ["bad-credentials"]) as operator:
        done = await operator.run("send", "--count", "5", "--json")
    assert done.code == 1
    assert len(done.json_lines) == 1


async def test_attachments_and_html_arrive_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>ciao</p>")
    (tmp_path / "data.bin").write_bytes(bytes(range(256)))
    async with installed(tmp_path, ["good"]) as operator:
        page, data = str(tmp_path / "page.html"), str(tmp_path / "data.bin")
        await operator.run("send", "--html", page, "--attach", data, "--body", "text")
        parts = operator.sandbox.messages[0].parts
    assert [part.media_type for part in parts] == ["text/plain", "text/html", "application/octet-stream"]


async def test_a_recipient_that_is_none_is_refused_before_anything_is_contacted(tmp_path: Path) -> None:
    async with installed(tmp_path, ["good"]) as operator:
        done = await operator.run("send", "--to", "nobody")
    assert done.code == 2
    assert "nobody" in done.err


async def test_the_text_may_come_from_standard_input(tmp_path: Path) -> None:
    async with installed(tmp_path, ["good"]) as operator:
        done = await operator.run("send", "--body", "-", "--json")
    assert done.json["outcome"] == "accepted"


async def test_what_was_sent_is_held_against_the_limits(tmp_path: Path) -> None:
    async with installed(tmp_path, ["good"]) as operator:
        provider = 'title = "Small"\nkind = "esp"\nlimits = [{ value = 2, unit = "messages", window = "day" }]\n'
        (operator.config.parent / "providers").mkdir(mode=0o700)
        (operator.config.parent / "providers" / "small.toml").write_text(provider)
        operator.config.write_text(operator.config.read_text().replace('"custom"', '"small"'))
        first = await operator.run("send", "--count", "2")
        limits = await operator.run("limits", "--json")
        second = await operator.run("send")
    assert (first.code, first.err) == (0, "")
    assert [(use["used"], use["left"]) for use in limits.json["limits"]] == [(2, 0)]
    assert second.code == 0
    assert "1 more would pass the limit of 2 messages a day" in second.err
