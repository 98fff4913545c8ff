"""What a bench finds out, and the table of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

_COLUMNS = "{:<46} {:>10} {:>10} {:>7} {:>7}  {}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value beside what it is held against, both in the unit of `unit`, and the ratio aimed at."""

    what: str
    measured: float
    against: float
    unit: str
    aim: float

    @property
    def ratio(self) -> float:
        """How many times `against` was measured."""
        return self.measured / self.against


def heading() -> str:
    """The table's first line."""
    return _COLUMNS.format("", "measured", "against", "ratio", "aim", "")


def line(figure: Figure) -> str:
    """A figure as a line of the table."""
    values = (f"{value:.0f} {figure.unit}" for value in (figure.measured, figure.against))
    mark = "✔" if figure.ratio <= figure.aim else "▲"
    return _COLUMNS.format(figure.what, *values, f"{figure.ratio:.2f}", f"≤ {figure.aim:.1f}", mark)


def milliseconds(what: str, measured_s: float, against_s: float, aim: float) -> Figure:
    """Two times in a figure."""
    return Figure(what, measured_s * 1000, against_s * 1000, "ms", aim)


def percentile_99(values_s: Sequence[float]) -> float:
    """What one in a hundred exceeds."""
    return quantiles(values_s, n=100)[-1]
