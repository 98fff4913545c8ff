"""A line to type into that knows how it may go on."""

from smtptui.core.files import Offer
from smtptui.tui.widgets.text_field import TextField


class OfferField(TextField):
    """The right arrow at the end of the line takes the first offer."""

    def __init__(self, field: str, value: str, placeholder: str = "") -> None:
        super().__init__(field, value, placeholder)
        self.ways_on: tuple[Offer, ...] = ()

    def action_cursor_right(self, select: bool = False) -> None:
        """One to the right; at the end, on to the first offer."""
        if self.cursor_at_end and self.ways_on and not select:
            self.go_on(self.ways_on[0])
        else:
            super().action_cursor_right(select)

    def go_on(self, offer: Offer) -> None:
        """As this offers."""
        self.value = offer.text
        self.cursor_position = len(self.value)
