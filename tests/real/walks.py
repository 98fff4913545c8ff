"""Three walks through the app at 80x24, as people take them; the captures in screenshots/ are made by

python -m tests.real.walks
"""

import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.real.accounts import OPERATOR
from tests.real.program import Operator
from tests.real.servers import Servers, running_servers
from tests.real.tmux import Pane, pane

_FOLDER = Path(__file__).parents[2] / "screenshots"
_APP = (sys.executable, "-m", "smtptui")


def sets_up_ses(seen: Pane) -> None:
    """Somebody who has an IAM key, and knows none of the words, sends a first test through Amazon SES."""
    seen.shows("Settings")
    seen.press("F7")
    seen.shows("who takes your mail?")
    seen.type("ses")
    seen.shows("▸ Amazon SES")
    seen.keep("F7, then «ses»: who takes your mail?")
    seen.press("Enter")
    seen.shows("SMTP user name")
    seen.press("Tab", "Tab", "Tab")
    seen.type("AKIAIOSFODNN7EXAMPLE")
    seen.press("Tab")
    seen.type("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
    seen.shows("looks like an IAM secret key")
    seen.keep("The access key's two halves are typed: the form sees what they are")
    seen.press("C-]")
    seen.shows("has the right shape")
    seen.press("Tab", "Tab")
    seen.type("notifications@example.com")
    seen.press("Tab", "Tab")
    seen.type("webmaster@example.com")
    seen.shows("What the recipient sees")
    seen.keep("^] derives the SMTP password; who sends, and where tests go")
    seen.press("C-r")
    seen.shows("✔ quit")
    seen.keep("^R: it would work")
    seen.press("C-n")
    seen.shows("a test from this profile")
    seen.press("C-n")
    seen.shows("accepted by 127.0.0.1")
    seen.keep("^N opens the test mail, ^N sends it")
    seen.press("F6")
    seen.shows("notifications@example.com")
    seen.keep("F6: it has arrived")


def sends_among_forty(seen: Pane) -> None:
    """Somebody with forty profiles sends a quick test: three keys."""
    seen.shows("Settings")
    seen.keep("Forty profiles; the shop's is open")
    seen.press("C-t")
    seen.shows("switch to")
    seen.press("w")
    seen.shows("▸ wiki")
    seen.keep("^T, w: the switcher")
    seen.press("C-n")
    seen.shows("accepted by localhost")
    seen.shows("wiki")
    seen.keep("^N: it is sent, and here is its queue id")


def cures_an_outage(seen: Pane) -> None:
    """Somebody whose mail has stopped at night finds the profile in trouble and mends it."""
    seen.shows("Settings")
    seen.press("C-l")
    seen.shows("1 failed   ✔ 7 ready")
    seen.keep("^L probes all: trouble stands first")
    seen.press("Enter")
    seen.shows("✘ tls")
    seen.keep("Enter: what is wrong, and what mends it")
    seen.press("C-o")
    seen.shows("ready: ")
    seen.keep("^O mends the form and probes again")
    seen.press("C-s")
    seen.until(lambda screen: "unsaved" not in screen, "what was changed is saved")
    seen.keep("^S: it is saved")


class Walk(NamedTuple):
    """`profiles` writes what the operator has saved; without it the walk is in the demo."""

    name: str
    take: Callable[[Pane], None]
    profiles: Callable[[Operator], None] | None = None


def _forty(operator: Operator) -> None:
    for name in (*(f"shop-{number:02}" for number in range(1, 40)), "wiki"):
        operator.saves(name, "starttls")
    _make_active(operator, "shop-01")


def _one_is_wrong(operator: Operator) -> None:
    for number in range(1, 8):
        operator.saves(f"shop-{number:02}", "starttls")
    operator.saves("billing", "starttls", security="tls")
    _make_active(operator, "shop-01")


def _make_active(operator: Operator, name: str) -> None:
    operator.config.write_text(f'active = "{name}"\n\n{operator.config.read_text()}')


WALKS: Sequence[Walk] = (
    Walk("walk-first-ses", sets_up_ses),
    Walk("walk-forty-profiles", sends_among_forty, _forty),
    Walk("walk-outage", cures_an_outage, _one_is_wrong),
)


def walk(one: Walk, home: Path, servers: Servers) -> Sequence[tuple[str, str]]:
    """Take a walk in a home of its own; what was captured, with words."""
    operator = Operator(home, servers)
    if one.profiles is not None:
        one.profiles(operator)
    words = _APP if one.profiles is not None else (*_APP, "demo")
    with pane(words, home, operator.environment(servers.accounts[OPERATOR].password)) as seen:
        one.take(seen)
        return seen.captured


def main() -> None:
    """Write the captures."""
    with running_servers() as servers:
        for one in WALKS:
            with tempfile.TemporaryDirectory() as home:
                captured = walk(one, Path(home), servers)
            text = "\n\n".join(f"## {words}\n\n{screen}" for words, screen in captured)
            (_FOLDER / f"{one.name}-80x24.txt").write_text(f"{text}\n", "utf-8")


if __name__ == "__main__":
    main()
