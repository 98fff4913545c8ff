"""The scenarios: every module here with a `SCENARIO` is one."""

import importlib
import pkgutil
from functools import cache

from smtptui.errors import MisuseError
from smtptui.sandbox.scenario import Scenario
from smtptui.smtp.stage import Stage
from smtptui.text import printable


@cache
def all_scenarios() -> tuple[Scenario, ...]:
    """Every scenario: those that pass first, then by the stage at which they fail, then by name."""
    modules = (importlib.import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__))
    return tuple(sorted((module.SCENARIO for module in modules), key=_order))


def _order(scenario: Scenario) -> tuple[int, str]:
    return (list(Stage).index(scenario.stage) if scenario.stage else -1, scenario.name)


def scenario_named(name: str) -> Scenario:
    """The scenario of this name. Raises MisuseError that lists the names."""
    known = {scenario.name: scenario for scenario in all_scenarios()}
    if name not in known:
        raise MisuseError(f'no scenario is called "{printable(name)}"', f"choose one of: {', '.join(known)}")
    return known[name]
