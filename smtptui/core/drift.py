"""What changed at the server since it last worked: "worked last week" as a fact."""

from datetime import UTC, datetime
from typing import NamedTuple

from smtptui.model.fingerprint import LastGood, differences, fingerprint_of
from smtptui.model.history import age_in_words
from smtptui.model.report import SessionReport


class Drift(NamedTuple):
    """How long ago it worked, and what is different since, a few words each."""

    ago: str
    differences: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """All of it."""
        if not self.differences:
            return f"it worked {self.ago} ago, and the server looks the same"
        return f"since it worked {self.ago} ago: {'; '.join(self.differences)}"


def drift(good: LastGood, failed: SessionReport, now: datetime) -> Drift:
    """What a failed session showed that the good one did not, or the other way round."""
    ago = age_in_words(now - good.when).replace("now", "less than a minute")
    return Drift(ago, differences(good.marks, fingerprint_of(failed)))


def with_changes(report: SessionReport) -> SessionReport:
    """A failed report with the differences from the last good one; others as they are. Raises WriteError."""
    from smtptui.store import history  # only here: the app asks its workspace

    if report.failure is None or (good := history.last_good(report.endpoint, report.username)) is None:
        return report
    return report._replace(changes=changes(drift(good, report, datetime.now(UTC))))


def changes(found: Drift) -> tuple[str, ...]:
    """For the report, a sentence a difference."""
    if not found.differences:
        return (found.sentence,)
    return tuple(f"since it worked {found.ago} ago: {words}" for words in found.differences)
