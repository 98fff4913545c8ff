"""What changed at the server since it last worked: "worked last week" as a fact."""

from datetime import UTC, datetime

from smtptui.model.fingerprint import differences, fingerprint_of
from smtptui.model.history import age_in_words
from smtptui.model.report import SessionReport
from smtptui.store import history


def with_changes(report: SessionReport) -> SessionReport:
    """A failed report with the differences from the last good one; others as they are. Raises WriteError."""
    if report.failure is None or (good := history.last_good(report)) is None:
        return report
    when, fingerprint = good
    ago = age_in_words(datetime.now(UTC) - when).replace("now", "less than a minute")
    found = differences(fingerprint, fingerprint_of(report))
    if not found:
        return report._replace(changes=(f"worked {ago} ago, and the server looks the same",))
    return report._replace(changes=tuple(f"since it worked {ago} ago: {words}" for words in found))
