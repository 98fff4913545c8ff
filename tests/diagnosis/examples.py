"""A rule's example as evidence."""

from collections.abc import Iterator

from smtptui.diagnosis.rules import ALL_FILES, Rule, rules_in
from smtptui.model.evidence import Evidence
from smtptui.smtp.stage import Stage

# Where the rules of a file that serves several stages are tried.
_USUAL_STAGE = {"reply": "mail", "envelope": "data", "client": "data"}
_CLIENTS_WORDS = frozenset({"resolve", "connect", "client", "tls"})


def every_rule() -> Iterator[Rule]:
    """All rules of all files, in order."""
    for name in ALL_FILES:
        yield from rules_in(name)


def example_of(rule: Rule) -> Evidence:
    """What the rule says that it wins on. A plain text is a reply, or a client's words where no server speaks yet."""
    if not isinstance(rule.example, str):
        return Evidence(**{"stage": _stage(rule), **rule.example})
    if rule.file in _CLIENTS_WORDS:
        return Evidence(stage=_stage(rule), exception=rule.example)
    return Evidence(stage=_stage(rule), text=rule.example)


def _stage(rule: Rule) -> str:
    if rule.stages:
        return next(stage.value for stage in Stage if stage in rule.stages)
    return _USUAL_STAGE.get(rule.file, rule.file)
