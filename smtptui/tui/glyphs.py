"""The signs that stand beside every colour, so that nothing is said by colour alone."""

from smtptui.smtp.stage import GLYPHS, Status

RUNNING = "◐"
NOT_TRIED = "◌"
CURSOR = "▸"
OPENED = "▾"
FOLDED = "▸"
ACTIVE = "★"
UNSAVED = "●"
CHOICE = "▾"
PASSED = GLYPHS[Status.PASSED]
WARNED = GLYPHS[Status.WARNED]
FAILED = GLYPHS[Status.FAILED]
SKIPPED = GLYPHS[Status.SKIPPED]
# From low to high, for rows of bars.
HEIGHTS = "▁▂▃▄▅▆▇█"
# Where the bar of a stage ended when it last worked.
BEFORE = "│"
RULE = "─"
RULE_HERE = "━"
BAR = "▐"
GROUP = "▪"

STATUS_GLYPHS = GLYPHS
STATUS_STYLES = {
    Status.PASSED: "$text-success",
    Status.WARNED: "$text-warning",
    Status.FAILED: "$text-error",
    Status.SKIPPED: "$text-muted",
}
