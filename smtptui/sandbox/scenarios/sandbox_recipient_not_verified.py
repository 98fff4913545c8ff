"""Amazon SES while the account is in its sandbox: only verified recipients get mail."""

from smtptui.sandbox.behaviour import Behaviour, Transaction, reply
from smtptui.sandbox.scenario import Scenario
from smtptui.smtp.stage import Stage
from smtptui.text import printable


class _SesSandbox(Behaviour):
    def message_refusal(self, transaction: Transaction) -> str | None:
        identities = printable(", ".join(transaction.forward_paths))
        return reply(
            554,
            "",
            "Message rejected: Email address is not verified. "
            f"The following identities failed the check in region EU-WEST-1: {identities}",
        )


SCENARIO = Scenario(
    name="sandbox-recipient-not-verified",
    title="Amazon SES sandbox: recipient not verified",
    rehearses="The account is still in the SES sandbox, so Amazon refuses recipients that are not verified.",
    provider="ses",
    stage=Stage.DATA,
    cause="sandbox_recipient_not_verified",
    shown_by_probe=False,
    behaviour=_SesSandbox,
)
