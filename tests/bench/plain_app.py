"""An empty app with header, input, table and footer: what Textual itself takes to start."""

from textual.app import App, ComposeResult
from textual.widgets import DataTable, Footer, Header, Input


class PlainApp(App[None]):
    """Nothing of its own."""

    def compose(self) -> ComposeResult:
        """The four widgets; the input has the focus."""
        yield Header()
        yield Input()
        yield DataTable()
        yield Footer()


if __name__ == "__main__":
    PlainApp().run()
