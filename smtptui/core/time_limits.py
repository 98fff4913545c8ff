"""How long anything may take."""

from typing import NamedTuple, Self

from smtptui.smtp.stage import Stage

DEFAULT_STAGE_S = 15.0
# Some servers make a stranger wait on purpose before they greet.
DEFAULT_GREETING_S = 30.0
# RFC 5321 section 4.5.3.2.6 asks for ten minutes; five minutes is what contract and patience allow.
DEFAULT_FINAL_REPLY_S = 300.0


class TimeLimits(NamedTuple):
    """Seconds: for a stage, for the greeting, for a whole probe, for the reply to a message's final dot."""

    stage_s: float = DEFAULT_STAGE_S
    greeting_s: float = DEFAULT_GREETING_S
    probe_s: float = 3 * DEFAULT_STAGE_S
    final_reply_s: float = DEFAULT_FINAL_REPLY_S

    @classmethod
    def of(cls, timeout_s: float | None) -> Self:
        """The limits that `--timeout` asks for, or the defaults."""
        if timeout_s is None:
            return cls()
        return cls(timeout_s, timeout_s, 3 * timeout_s, timeout_s)

    def for_stage(self, stage: Stage) -> float:
        """The limit of one stage."""
        return self.greeting_s if stage is Stage.GREETING else self.stage_s
