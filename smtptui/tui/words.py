"""Times, counts and bars as people read them."""

_FULL, _HALF = "━", "╸"


def milliseconds(elapsed_ms: float) -> str:
    """A stage's time: whole milliseconds, or seconds from ten seconds on."""
    return f"{elapsed_ms:.0f} ms" if elapsed_ms < 10_000 else f"{elapsed_ms / 1000:.1f} s"


def seconds(elapsed_ms: float) -> str:
    """A session's time in seconds."""
    return f"{elapsed_ms / 1000:.2f} s"


def bar(share: float, cells: int) -> str:
    """A bar of `share` (0 to 1) of `cells`, in half cells; anything above nothing shows at least a half."""
    halves = round(min(max(share, 0.0), 1.0) * cells * 2)
    if share > 0:
        halves = max(halves, 1)
    full, rest = divmod(halves, 2)
    return (_FULL * full + _HALF * rest).ljust(cells)


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 line`, `19 lines`, `1,204 lines`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def size(octets: int) -> str:
    """A size as people read it: 312 B, 12 KiB, 3.4 MiB."""
    if octets < 2**10:
        return f"{octets} B"
    if octets < 2**20:
        return f"{octets / 2**10:.{1 if octets < 10 * 2**10 else 0}f} KiB"
    return f"{octets / 2**20:,.1f} MiB"
