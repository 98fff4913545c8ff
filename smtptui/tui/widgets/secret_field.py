"""A line for a secret."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from smtptui.secret import Secret
from smtptui.tui.form.fields import Field
from smtptui.tui.widgets.text_field import TextField


class SecretField(TextField):
    """Masked until the operator asks to see it. The secret leaves as a `Secret`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+backslash", "show", "show", id="secret.show"),
    ]

    def __init__(self, secret: Secret, placeholder: str = "") -> None:
        super().__init__(Field.SECRET, secret.reveal(), placeholder, password=True)

    @property
    def secret(self) -> Secret:
        """What was typed."""
        return Secret(self.value)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An empty line has nothing to show."""
        return bool(self.value) if action == "show" else super().check_action(action, parameters)

    def watch_value(self) -> None:
        """The first letter is something to show."""
        self.refresh_bindings()

    def action_show(self) -> None:
        """Show it, or mask it again."""
        self.password = not self.password

    def action_copy(self) -> None:
        """Copy only what can be read on the screen anyway."""
        if not self.password:
            super().action_copy()

    def action_cut(self) -> None:
        """Cut only what can be read on the screen anyway."""
        if not self.password:
            super().action_cut()
