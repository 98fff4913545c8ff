"""Every scenario fails at the stage it names, in the provider's words, and only where it says so."""

import asyncio
import pkgutil
import time

import pytest

from smtptui.errors import MisuseError
from smtptui.sandbox import scenarios
from smtptui.sandbox.behaviour import Transaction
from smtptui.sandbox.scenario import Scenario
from smtptui.sandbox.scenarios import all_scenarios, scenario_named, slow_greeting
from smtptui.sandbox.server import Sandbox
from smtptui.smtp.stage import Stage
from tests.sandbox.client import RECIPIENT, SENDER, Walk, walk

WORDS = {
    "connection-dropped": (None, "Connection unexpectedly closed"),
    "starttls-not-offered": (None, "STARTTLS extension not supported"),
    "cert-expired": (None, "certificate has expired"),
    "cert-hostname-mismatch": (None, "certificate is not valid for '127.0.0.1'"),
    "cert-self-signed": (None, "self-signed certificate"),
    "bad-credentials": (535, "5.7.8 Error: authentication failed"),
    "bad-credentials-gmail": (535, "5.7.8  https://support.google.com/mail/?p=BadCredentials"),
    "app-password-required": (534, "5.7.9  https://support.google.com/mail/?p=InvalidSecondFactor"),
    "web-login-required": (534, "Please log in via your web browser and\n5.7.14 then try again."),
    "message-too-large": (552, "5.3.4 Message size exceeds fixed limit"),
    "from-not-owned": (553, "Sender address rejected: not owned by user demo@sandbox.example"),
    "greylisted": (450, f"4.2.0 <{RECIPIENT}>: Recipient address rejected: Greylisted"),
    "daily-quota-exceeded": (550, "5.4.5 Daily user sending limit exceeded."),
    "rate-limited": (454, "Throttling failure: Maximum sending rate exceeded."),
    "sandbox-recipient-not-verified": (554, f"failed the check in region EU-WEST-1: {RECIPIENT}"),
    "sender-not-verified": (550, "The from address does not match a verified Sender Identity."),
    "server-not-responding": (None, "timed out"),
    "no-answer-after-dot": (None, "timed out"),
}
FAILING = [scenario for scenario in all_scenarios() if scenario.stage]
PASSING = [scenario for scenario in all_scenarios() if not scenario.stage]


def _name(scenario: Scenario) -> str:
    return scenario.name


@pytest.fixture(autouse=True)
def _greeting_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slow_greeting, "GREETING_DELAY_S", 0.05)


async def _walk(sandbox: Sandbox, scenario: Scenario, messages: int) -> Walk:
    timeout_s = 1.5 if scenario.cause == "server_not_responding" else 60.0
    return await asyncio.to_thread(walk, sandbox, scenario.name, messages=messages, timeout_s=timeout_s)


@pytest.mark.parametrize("scenario", FAILING, ids=_name)
async def test_sending_fails_at_the_stage_and_in_the_words_of_the_scenario(scenario: Scenario) -> None:
    async with Sandbox([scenario.name]) as sandbox:
        ended = await _walk(sandbox, scenario, scenario.accepted_messages + 1)
    code, words = WORDS[scenario.name]
    assert (ended.stage, ended.code) == (scenario.stage, code)
    assert words in ended.text


@pytest.mark.parametrize("scenario", all_scenarios(), ids=_name)
async def test_a_dry_run_fails_only_where_the_scenario_says_that_a_probe_shows_it(scenario: Scenario) -> None:
    async with Sandbox([scenario.name]) as sandbox:
        ended = await _walk(sandbox, scenario, 0)
    assert ended.stage == (scenario.stage if scenario.shown_by_probe else None)


@pytest.mark.parametrize("scenario", PASSING, ids=_name)
async def test_a_scenario_without_a_failure_accepts_mail(scenario: Scenario) -> None:
    async with Sandbox([scenario.name]) as sandbox:
        assert await _walk(sandbox, scenario, 1) == Walk()
        assert [message.scenario for message in sandbox.messages] == [scenario.name]


async def test_the_daily_limit_lets_as_many_messages_through_as_it_says() -> None:
    scenario = scenario_named("daily-quota-exceeded")
    async with Sandbox([scenario.name]) as sandbox:
        assert await _walk(sandbox, scenario, scenario.accepted_messages) == Walk()
        assert (await _walk(sandbox, scenario, 1)).stage is Stage.DATA
        assert len(sandbox.messages) == scenario.accepted_messages


async def test_a_second_sandbox_begins_to_count_anew() -> None:
    scenario = scenario_named("daily-quota-exceeded")
    for _ in range(2):
        async with Sandbox([scenario.name]) as sandbox:
            assert await _walk(sandbox, scenario, scenario.accepted_messages) == Walk()


async def test_what_was_greylisted_is_accepted_on_the_second_try() -> None:
    scenario = scenario_named("greylisted")
    async with Sandbox([scenario.name]) as sandbox:
        assert (await _walk(sandbox, scenario, 1)).code == 450
        assert await _walk(sandbox, scenario, 1) == Walk()
        assert sandbox.messages[0].reverse_path == SENDER


def test_greylisting_does_not_remember_without_end() -> None:
    behaviour = scenario_named("greylisted").behaviour()
    transaction = Transaction("127.0.0.1", SENDER, ())
    for number in range(10_001):
        assert behaviour.recipient_refusal(transaction, f"{number}@d.example") is not None
    assert behaviour.recipient_refusal(transaction, "10000@d.example") is None
    assert behaviour.recipient_refusal(transaction, "0@d.example") is not None


async def test_a_message_that_gets_no_answer_has_arrived_all_the_same() -> None:
    scenario = scenario_named("no-answer-after-dot")
    async with Sandbox([scenario.name]) as sandbox:
        assert (await _walk(sandbox, scenario, 1)).stage is Stage.DATA
        assert len(sandbox.messages) == 1


async def test_the_slow_greeting_is_late(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slow_greeting, "GREETING_DELAY_S", 0.2)
    async with Sandbox(["slow-greeting"]) as sandbox:
        endpoint = sandbox.endpoint("slow-greeting")
        reader, writer = await asyncio.open_connection(endpoint.host, endpoint.port)
        began = time.monotonic()
        assert (await reader.readline()).startswith(b"220 ")
        assert time.monotonic() - began > 0.1
        writer.close()
        await writer.wait_closed()


def test_every_file_of_the_folder_is_a_scenario_of_that_name() -> None:
    files = {module.name.replace("_", "-") for module in pkgutil.iter_modules(scenarios.__path__)}
    assert {scenario.name for scenario in all_scenarios()} == files


def test_good_comes_first_in_the_list_and_failures_in_wire_order() -> None:
    listed = all_scenarios()
    assert listed[0].name == "good"
    stages = [list(Stage).index(scenario.stage) for scenario in listed if scenario.stage]
    assert stages == sorted(stages)


@pytest.mark.parametrize("scenario", FAILING, ids=_name)
def test_a_scenario_is_called_after_the_cause_it_provokes(scenario: Scenario) -> None:
    assert scenario.cause is not None
    assert scenario.name.startswith(scenario.cause.replace("_", "-")) or scenario.name == "no-answer-after-dot"


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(MisuseError) as caught:
        scenario_named("gmail")
    assert "app-password-required" in caught.value.advice
