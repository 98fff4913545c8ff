"""The lines of «probe all»."""

import pytest

from smtptui.model.profile import Profile
from smtptui.model.report import SessionEvent, SessionReport
from smtptui.model.settings import Settings
from smtptui.tui.fleet import FleetBoard, FleetLine, State
from tests.tui import sessions
from tests.tui.still_workspace import NOW, PROFILES, Replay, StillWorkspace


def board(*profiles: Profile) -> FleetBoard:
    """A board whose lines are ready to learn."""
    made = FleetBoard(profiles)
    for line in made.lines.values():
        line.settings = StillWorkspace().catalogue.resolve(line.profile)
    return made


def play(line: FleetLine, replay: Replay, events: int | None = None) -> None:
    assert line.settings
    for event in list(replay(line.settings))[:events]:
        line.take(event, NOW)


def warned(settings: Settings) -> list[SessionEvent]:
    *before, report = sessions.passed(settings)
    assert isinstance(report, SessionReport)
    return [*before, report._replace(warnings=("this goes in clear",))]


def unsettled(settings: Settings) -> list[SessionEvent]:
    problem = "profile staging: username is not what Gmail takes"
    return [SessionReport("x", "y", settings.endpoint, error=("config", problem))]


def unkept(settings: Settings) -> list[SessionEvent]:
    return [SessionReport("x", "y", settings.endpoint, error=("secret", "the keyring is locked"))]


@pytest.mark.parametrize(
    ("replay", "state", "stage", "verdict"),
    [
        (sessions.app_password_required, State.FAILED, "auth", "Gmail wants an app password for fred@gmail.com."),
        (sessions.passed, State.PASSED, "rcpt", "ready"),
        (warned, State.WARNED, "rcpt", "this goes in clear"),
        (unsettled, State.FAILED, "", "username is not what Gmail takes"),
        (unkept, State.FAILED, "", "the keyring is locked"),
    ],
)
def test_a_line_says_where_it_ended_and_why(replay: Replay, state: State, stage: str, verdict: str) -> None:
    line = board(PROFILES[1]).lines["staging"]
    play(line, replay)
    assert (line.state, line.stage, line.verdict) == (state, stage, verdict)


def test_a_line_under_way_names_its_stage() -> None:
    line = board(PROFILES[1]).lines["staging"]
    assert (line.state, line.stage, line.verdict) == (State.WAITING, "", "")
    play(line, sessions.stuck_at_auth, -1)
    assert (line.state, line.stage, line.elapsed_ms) == (State.RUNNING, "auth", None)


def test_trouble_stands_first_and_what_works_last() -> None:
    made = board(*PROFILES)
    play(made.lines["darrensnet"], sessions.passed)
    play(made.lines["staging"], sessions.stuck_at_auth, -1)
    play(made.lines["relay"], sessions.app_password_required)
    assert [line.name for line in made.ordered] == ["relay", "staging", "tokens", "darrensnet"]
    assert made.running


def test_what_has_ended_stays_when_the_rest_is_stopped() -> None:
    made = board(*PROFILES)
    play(made.lines["darrensnet"], sessions.passed)
    play(made.lines["staging"], sessions.stuck_at_auth, -1)
    made.end()
    said = {line.name: line.verdict for line in made.lines.values()}
    assert said == {"darrensnet": "ready", "staging": "stopped", "tokens": "not tried", "relay": "not tried"}
    assert not made.running


def test_a_profile_that_makes_no_settings_is_in_trouble() -> None:
    made = FleetBoard([Profile("odd", "nobody")])
    made.lines["odd"].refuse('no provider is called "nobody"')
    assert (made.ordered[0].state, made.ordered[0].verdict) == (State.FAILED, 'no provider is called "nobody"')
