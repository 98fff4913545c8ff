"""Messages that really arrive, or of which we know what became."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from smtptui.smtp.message import Draft
from tests.contract_json import checked_send, one_object
from tests.real.accounts import NOBODY, OPERATOR, SECOND
from tests.real.program import Operator
from tests.real.servers import Servers
from tests.real.sessions import sent, settings_for
from tests.real.waiting import eventually

pytestmark = pytest.mark.real


@pytest.fixture
def operator(servers: Servers, tmp_path: Path) -> Operator:
    return Operator(tmp_path, servers)


def _arrived(servers: Servers, address: str, message_id: str) -> EmailMessage:
    """The message as it lies in the mailbox, once it does."""

    def look() -> EmailMessage | None:
        for path in servers.postfix.mailbox(address):
            message = message_from_bytes(path.read_bytes(), policy=default)
            if isinstance(message, EmailMessage) and message["Message-ID"] == message_id:
                return message
        return None

    return eventually(look, f"message {message_id} in the mailbox of {address}")


@pytest.mark.parametrize("server", ["starttls", "implicit-tls", "plain-text", "no-pipelining"])
def test_a_message_arrives_under_the_names_that_we_report(server: str, servers: Servers, operator: Operator) -> None:
    operator.saves("mail", server)
    ended = operator.run("send", "mail", "--json")
    report = checked_send(ended.out)
    assert (ended.code, ended.err, report["outcome"]) == (0, "", "accepted")
    assert _arrived(servers, OPERATOR, report["message_id"])["From"] == OPERATOR
    assert servers.postfix.messages()[report["queue_id"]] == report["message_id"]


def test_dovecot_passes_a_message_on_and_we_report_the_number_that_it_got(servers: Servers, operator: Operator) -> None:
    operator.saves("mail", "dovecot", "clear")
    ended = operator.run("send", "mail", "--json", secret=servers.accounts["clear"].password)
    report = checked_send(ended.out)
    assert (ended.code, report["outcome"]) == (0, "accepted")
    assert _arrived(servers, OPERATOR, report["message_id"])
    assert servers.postfix.messages()[report["queue_id"]] == report["message_id"]


def test_what_was_written_is_what_arrives(servers: Servers, operator: Operator) -> None:
    operator.saves("mail", "starttls", from_name="Überwachung, Nachtschicht")
    (operator.home / "seite.html").write_text("<p>ein Absatz</p>\n", encoding="utf-8")
    (operator.home / "daten.bin").write_bytes(bytes(range(256)) * 300)
    body = ".\n..\n.leading dots\nFrom the start\n\ttab, ümläute, " + "a very long line " * 100 + "\n"
    files = ["--html", str(operator.home / "seite.html"), "--attach", str(operator.home / "daten.bin")]
    ended = operator.run("send", "mail", "--json", "--subject", "Grüße\tan alle", "--body", body, *files)
    message = _arrived(servers, OPERATOR, checked_send(ended.out)["message_id"])
    assert (message["Subject"], message["From"].addresses[0].display_name) == (
        "Grüße an alle",
        "Überwachung, Nachtschicht",
    )
    text, page, attached = message.get_body(("plain",)), message.get_body(("html",)), [*message.iter_attachments()]
    assert text is not None
    assert page is not None
    assert (text.get_content(), page.get_content()) == (body, "<p>ein Absatz</p>\n")
    assert [(one.get_filename(), one.get_content()) for one in attached] == [("daten.bin", bytes(range(256)) * 300)]


def test_a_refused_recipient_does_not_keep_the_others_from_their_mail(servers: Servers, operator: Operator) -> None:
    operator.saves("mail", "starttls")
    ended = operator.run("send", "mail", "--json", "--to", OPERATOR, "--to", NOBODY, "--to", SECOND)
    report = checked_send(ended.out)
    assert (ended.code, report["outcome"], report["ok"]) == (18, "accepted", False)
    assert [(one["address"], one["accepted"]) for one in report["recipients"]] == [
        (OPERATOR, True),
        (NOBODY, False),
        (SECOND, True),
    ]
    assert report["recipients"][1]["reply"]["enhanced"] == "5.1.1"
    assert {one["stage"]: one["status"] for one in report["stages"]}["rcpt"] == "warned"
    assert report["diagnosis"]["cause"] == "mailbox_unavailable"
    for address in (OPERATOR, SECOND):
        assert _arrived(servers, address, report["message_id"])


@pytest.mark.parametrize("server", ["starttls", "no-pipelining"])
def test_a_message_that_nobody_may_have_is_rejected(server: str, servers: Servers, operator: Operator) -> None:
    operator.saves("mail", server, to_address=NOBODY)
    before = servers.postfix.messages()
    ended = operator.run("send", "mail", "--json")
    report = checked_send(ended.out)
    assert (ended.code, report["outcome"], report["queue_id"]) == (18, "rejected", None)
    assert servers.postfix.messages() == before


def test_a_message_above_the_stated_limit_is_not_even_offered(servers: Servers, operator: Operator) -> None:
    operator.saves("mail", "small-limit")
    before = len(servers.postfix.sessions("small-limit"))
    ended = operator.run("send", "mail", "--json", "--body", "a word " * 1000)
    report = checked_send(ended.out)
    assert (ended.code, report["outcome"]) == (17, "not_sent")
    assert report["diagnosis"]["cause"] == "message_too_large"
    assert not [words for words in servers.postfix.sessions("small-limit")[before:] if "mail=" in words]


@pytest.mark.parametrize("words", [1000, 100_000])
def test_a_message_above_a_limit_that_was_not_stated_is_rejected(
    words: int, servers: Servers, operator: Operator
) -> None:
    operator.saves("mail", "silent-limit")
    (operator.home / "body").write_bytes(b"a word " * words)
    ended = operator.run("send", "mail", "--json", "--attach", str(operator.home / "body"))
    report = checked_send(ended.out)
    assert (ended.code, report["outcome"]) == (19, "rejected")
    assert (report["reply"]["code"], report["diagnosis"]["cause"]) == (552, "message_too_large")


def test_a_refused_login_sends_nothing(servers: Servers, operator: Operator) -> None:
    operator.saves("mail", "starttls")
    before = len(servers.postfix.sessions("starttls"))
    ended = operator.run("send", "mail", "--json", secret="not the password")
    report = checked_send(ended.out)
    assert (ended.code, report["outcome"], report["recipients"]) == (16, "not_sent", [])
    assert servers.postfix.sessions("starttls")[before:] == ["ehlo=2 starttls=1 auth=0/1 quit=1"]


def test_several_messages_go_over_one_connection(servers: Servers, operator: Operator) -> None:
    operator.saves("mail", "implicit-tls")
    before = len(servers.postfix.sessions("implicit-tls"))
    ended = operator.run("send", "mail", "--count", "5", "--json")
    lines = ended.out.splitlines()
    reports = [checked_send(line, reused=index > 0, more_follow=index < 4) for index, line in enumerate(lines)]
    assert (ended.code, [report["outcome"] for report in reports]) == (0, ["accepted"] * 5)
    assert servers.postfix.sessions("implicit-tls")[before:] == ["ehlo=1 auth=1 mail=5 rcpt=5 data=5 quit=1"]
    taken = servers.postfix.messages()
    assert [taken[report["queue_id"]] for report in reports] == [report["message_id"] for report in reports]
    for report in reports:
        assert _arrived(servers, OPERATOR, report["message_id"])


def test_of_several_messages_each_that_is_refused_says_so(servers: Servers, operator: Operator) -> None:
    operator.saves("mail", "throttled")
    ended = operator.run("send", "mail", "--count", "4", "--json")
    reports = [one_object(line) for line in ended.out.splitlines()]
    assert [report["outcome"] == "accepted" for report in reports] == [True, True, False, False]
    assert {report["diagnosis"]["cause"] for report in reports[2:]} == {"rate_limited"}
    assert {report["queue_id"] for report in reports[2:]} == {None}
    assert ended.code == 1


@pytest.mark.parametrize("mechanism", ["plain", "login", "cram-md5", "scram-sha-256"])
async def test_the_server_logs_the_mechanism_that_we_report(servers: Servers, mechanism: str) -> None:
    settings = settings_for(servers, "every-mechanism", "clear", mechanism=mechanism)
    report = await sent(servers, settings, Draft((OPERATOR,), "a login", "hello\n"))
    assert report.delivery is not None
    assert report.delivery.queue_id is not None
    line = next(line for line in servers.postfix.log_of("every-mechanism") if f" {report.delivery.queue_id}: " in line)
    assert line.endswith(f"sasl_method={report.mechanism}, sasl_username=clear")
