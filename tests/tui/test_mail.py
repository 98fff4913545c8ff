"""What stands in the fields of a test message, and what they offer."""

import pytest

from smtptui.core.files import Offer, SeenFile, SeenFiles
from smtptui.model.failure import Failure
from smtptui.model.report import Delivery, Outcome, SessionReport
from smtptui.smtp.stage import Stage
from smtptui.tui.live_batch import LiveBatch
from smtptui.tui.mail import Mail, MailError
from smtptui.tui.offers import file_remarks, offer_at, offer_line, recent_recipients, recipient_offers
from tests.tui.still_workspace import past_send


@pytest.mark.parametrize("typed", ["0", "-1", "1.5", "ten", "10001", "²"])
def test_a_number_of_messages_is_one_that_can_be_sent(typed: str) -> None:
    with pytest.raises(MailError, match="from 1 to 10,000"):
        _ = Mail("", messages=typed).count


@pytest.mark.parametrize("typed", ["0", "-1", "fast", "nan", "inf", "60001"])
def test_a_rate_is_one_that_can_be_kept(typed: str) -> None:
    with pytest.raises(MailError, match="messages a minute"):
        _ = Mail("", a_minute=typed).rate_per_s


def test_empty_numbers_mean_one_message_at_once() -> None:
    assert (Mail("").count, Mail("").rate_per_s) == (1, None)
    assert (Mail("", messages=" 12 ").count, Mail("", a_minute=" 30 ").rate_per_s) == (12, 0.5)


@pytest.mark.parametrize(
    ("mail", "summary"),
    [
        (Mail(""), "HTML, files, several messages"),
        (Mail("", html="<p>", files="a", messages="10", a_minute="60"), "HTML, files, 10 messages at 60 a minute"),
        (Mail("", messages="1", a_minute="60"), "HTML, files, several messages"),
    ],
)
def test_the_fold_says_what_is_in_it(mail: Mail, summary: str) -> None:
    assert mail.summary == summary


@pytest.mark.parametrize(
    ("cell", "words"), [(0, "ann"), (2, "ann"), (4, "ann"), (6, "bob"), (8, "bob"), (10, "bob"), (11, None)]
)
def test_a_click_means_the_offer_under_it(cell: int, words: str | None) -> None:
    offers = (Offer("to ann", "ann"), Offer("to bob", "bob"))
    [line] = offer_line(offers, 80)
    assert line.plain == "→ ann   bob"
    offer = offer_at(offers, cell)
    assert (offer.words if offer else None) == words


def test_recent_recipients_are_offered_the_last_first_and_each_once() -> None:
    sends = [past_send("b@x.example", "a@x.example"), past_send("a@x.example"), past_send("c@x.example")]
    assert recent_recipients(sends) == ["b@x.example", "a@x.example", "c@x.example"]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("", ["ann@x.example", "bob@x.example"]),
        ("b", ["bob@x.example"]),
        ("B", ["bob@x.example"]),
        ("ann@x.example", []),
        ("ann@x.example,", ["ann@x.example,bob@x.example"]),
        ("ann@x.example, b", ["ann@x.example, bob@x.example"]),
        ("nobody", []),
    ],
)
def test_the_last_address_is_what_is_completed(typed: str, offered: list[str]) -> None:
    offers = recipient_offers(typed, ["ann@x.example", "bob@x.example"])
    assert [offer.text for offer in offers] == offered


def test_the_first_offer_is_the_one_that_the_arrow_takes() -> None:
    (line,) = offer_line(recipient_offers("", ["ann@x.example", "bob@x.example"]), 60)
    assert line.plain == "→ ann@x.example   bob@x.example"
    assert offer_line((), 60) == []


def test_a_missing_file_is_said_with_its_name() -> None:
    seen = SeenFiles((SeenFile("a.pdf", 2048), SeenFile("b.pdf", None, "there is no such file")))
    assert [remark.plain for remark in file_remarks(seen)] == ["✔ a.pdf, 2.0 KiB", "✘ b.pdf: there is no such file"]
    assert [remark.plain for remark in file_remarks(SeenFiles(problem="a quote is open"))] == ["▲ a quote is open"]


def _report(outcome: Outcome, failure: Failure | None = None) -> SessionReport:
    return SessionReport("p", "x", None, failure=failure, delivery=Delivery(outcome, None, None, ()))


def test_a_tally_counts_every_outcome_and_what_was_not_tried() -> None:
    batch = LiveBatch(5, 0.5)
    batch.take(_report(Outcome.ACCEPTED))
    batch.take(_report(Outcome.REJECTED, Failure(Stage.DATA, None, "552 5.3.4 too large")))
    assert (batch.tally, batch.left_s) == ("1 accepted, 1 refused", 6.0)
    batch.take(SessionReport("p", "x", None, error=("secret", "the keyring is locked")))
    batch.end(cancelled=True)
    assert batch.tally == "1 accepted, 1 refused, 1 not sent, 2 not tried"
    assert batch.last_refusal == "the keyring is locked"
