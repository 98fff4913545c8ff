"""Our colours: one accent for where the focus is; green, amber and red for outcomes alone.

Text on every background keeps the contrast of WCAG 2 AA (4.5 to 1), in the themes of high contrast that of AAA
(7 to 1); a test computes it. The theme of 16 colours keeps the terminal's own background.
"""

from textual.theme import Theme

DARK, LIGHT, ANSI = "smtptui-dark", "smtptui-light", "smtptui-16"
DARK_CONTRAST, LIGHT_CONTRAST = "smtptui-dark-contrast", "smtptui-light-contrast"
# What [ui] theme may say, and the theme it names.
NAMES = {
    "dark": DARK,
    "light": LIGHT,
    "dark-contrast": DARK_CONTRAST,
    "light-contrast": LIGHT_CONTRAST,
    "16": ANSI,
}


def _theme(name: str, *, dark: bool, muted: str, cursor_text: str, **colours: str) -> Theme:
    return Theme(
        name=name,
        dark=dark,
        accent=colours["primary"],
        variables={
            "text-muted": muted,
            "text-disabled": muted,
            "text-success": colours["success"],
            "text-warning": colours["warning"],
            "text-error": colours["error"],
            "text-accent": colours["primary"],
            "text-primary": colours["primary"],
            "input-cursor-background": colours["foreground"],
            "input-cursor-foreground": colours["background"],
            "input-cursor-text-style": "none",
            "input-selection-background": f"{colours['primary']} 35%",
            "block-cursor-background": colours["primary"],
            "block-cursor-foreground": cursor_text,
            "block-cursor-text-style": "none",
            "border": colours["primary"],
            "border-blurred": colours["panel"],
            "scrollbar": colours["panel"],
            "scrollbar-hover": muted,
            "scrollbar-active": muted,
            "scrollbar-background": colours["background"],
            "scrollbar-background-hover": colours["background"],
            "scrollbar-background-active": colours["background"],
            "scrollbar-corner-color": colours["background"],
        },
        primary=colours["primary"],
        success=colours["success"],
        warning=colours["warning"],
        error=colours["error"],
        foreground=colours["foreground"],
        background=colours["background"],
        surface=colours["surface"],
        panel=colours["panel"],
    )


THEMES = (
    _theme(
        DARK,
        dark=True,
        primary="#6cb6ff",
        success="#6fcf8a",
        warning="#e5b454",
        error="#ff8088",
        foreground="#d5dce5",
        background="#10141a",
        surface="#1c232c",
        panel="#2a333f",
        muted="#93a0b0",
        cursor_text="#10141a",
    ),
    _theme(
        LIGHT,
        dark=False,
        primary="#0a58a8",
        success="#14602f",
        warning="#704800",
        error="#a51c28",
        foreground="#1f252d",
        background="#fafaf7",
        surface="#ecece6",
        panel="#d9dad2",
        muted="#545d69",
        cursor_text="#fafaf7",
    ),
    _theme(
        DARK_CONTRAST,
        dark=True,
        primary="#8fd0ff",
        success="#7dff9b",
        warning="#ffd75f",
        error="#ffb0b4",
        foreground="#ffffff",
        background="#000000",
        surface="#0c0c0c",
        panel="#181818",
        muted="#d8d8d8",
        cursor_text="#000000",
    ),
    _theme(
        LIGHT_CONTRAST,
        dark=False,
        primary="#003a7a",
        success="#00431a",
        warning="#4a2f00",
        error="#7a0010",
        foreground="#000000",
        background="#ffffff",
        surface="#f2f2f2",
        panel="#d8d8d8",
        muted="#333333",
        cursor_text="#ffffff",
    ),
    Theme(
        name=ANSI,
        ansi=True,
        dark=True,
        primary="ansi_cyan",
        secondary="ansi_cyan",
        accent="ansi_cyan",
        success="ansi_green",
        warning="ansi_yellow",
        error="ansi_red",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        variables={
            "text-muted": "ansi_default",
            "ansi-background": "ansi_black",
            "ansi-foreground": "ansi_white",
            "border": "ansi_cyan",
            "border-blurred": "ansi_default",
            "scrollbar": "ansi_bright_black",
            "scrollbar-hover": "ansi_white",
            "scrollbar-active": "ansi_white",
            "scrollbar-background": "ansi_default",
            "scrollbar-background-hover": "ansi_default",
            "scrollbar-background-active": "ansi_default",
            "scrollbar-corner-color": "ansi_default",
            "block-cursor-background": "ansi_cyan",
            "block-cursor-foreground": "ansi_black",
            "input-cursor-text-style": "reverse",
        },
    ),
)


def fitting(colour_system: str | None, *, no_color: bool, wanted: str | None) -> str:
    """The theme for this terminal: the operator's choice, else one of 16 colours where there are no more, else dark."""
    if wanted in NAMES:
        return NAMES[wanted]
    # NO_COLOR strips the 16 colours altogether; from the others Textual would make shades of grey.
    return ANSI if no_color or colour_system in (None, "standard") else DARK
