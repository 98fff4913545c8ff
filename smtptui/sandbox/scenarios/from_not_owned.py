"""Postfix' reject_sender_login_mismatch: an account sends from its own addresses alone."""

from smtptui.sandbox.behaviour import Behaviour, Transaction, reply
from smtptui.sandbox.scenario import Scenario
from smtptui.smtp.stage import Stage

_ACCOUNT = "demo@sandbox.example"


class _OwnAddressAlone(Behaviour):
    def recipient_refusal(self, transaction: Transaction, forward_path: str) -> str | None:
        sender = transaction.reverse_path
        if sender == _ACCOUNT:
            return None
        return reply(553, "5.7.1", f"<{sender}>: Sender address rejected: not owned by user {_ACCOUNT}")


SCENARIO = Scenario(
    name="from-not-owned",
    title="the account may not send from this address",
    rehearses="The From address is another than the account's: the fix key puts the account's own there.",
    stage=Stage.RCPT,
    cause="from_not_owned",
    behaviour=_OwnAddressAlone,
    from_address="sales@sandbox.example",
)
