"""Greylisting (RFC 6647): the first try of a sender, recipient and address is put off, the next one is taken."""

from smtptui.sandbox.behaviour import Behaviour, Transaction, reply
from smtptui.sandbox.scenario import Scenario
from smtptui.smtp.stage import Stage
from smtptui.text import printable

_REMEMBERED_TRIPLES = 10_000


class _Greylisting(Behaviour):
    def __init__(self) -> None:
        self._seen: dict[tuple[str, str, str], None] = {}

    def recipient_refusal(self, transaction: Transaction, forward_path: str) -> str | None:
        triple = (transaction.peer_address, transaction.reverse_path, forward_path)
        if triple in self._seen:
            return None
        if len(self._seen) >= _REMEMBERED_TRIPLES:
            self._seen.clear()
        self._seen[triple] = None
        return reply(450, "4.2.0", f"<{printable(forward_path)}>: Recipient address rejected: Greylisted")


SCENARIO = Scenario(
    name="greylisted",
    title="greylisting: put off at first, then taken",
    rehearses="The first try for a recipient is put off with 450; every later one from the same place passes.",
    stage=Stage.RCPT,
    cause="greylisted",
    behaviour=_Greylisting,
)
