"""A line for a secret."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from smtptui.providers.ses import looks_like_secret_key
from smtptui.secret import Secret
from smtptui.tui.form.fields import Field
from smtptui.tui.widgets.text_field import TextField


class SecretField(TextField):
    """Masked until the operator asks to see it. The secret leaves as a `Secret`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+backslash", "show", "show", id="secret.show"),
        Binding("ctrl+l", "derive", "derive", show=False, id="secret.derive"),
    ]

    class DeriveWanted(Message):
        """The operator wants the SMTP password that belongs to this IAM key."""

    def __init__(self, secret: Secret, placeholder: str = "", *, derives: bool = False) -> None:
        super().__init__(Field.SECRET, secret.reveal(), placeholder, password=True)
        self._derives = derives

    @property
    def secret(self) -> Secret:
        """What was typed."""
        return Secret(self.value)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only an IAM key of SES takes the key for itself; otherwise it means what it means everywhere."""
        if action == "derive":
            return self._derives and looks_like_secret_key(self.secret)
        return super().check_action(action, parameters)

    def action_show(self) -> None:
        """Show it, or mask it again."""
        self.password = not self.password

    def action_derive(self) -> None:
        """Ask for what SES makes of an IAM key."""
        self.post_message(self.DeriveWanted())

    def action_copy(self) -> None:
        """Copy only what can be read on the screen anyway."""
        if not self.password:
            super().action_copy()

    def action_cut(self) -> None:
        """Cut only what can be read on the screen anyway."""
        if not self.password:
            super().action_cut()
