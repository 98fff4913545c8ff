"""Where the operator's files stand: XDG's folders, else the platform's."""

import os
import sys
from pathlib import Path

from smtptui.errors import ConfigurationError

_NAME = "smtptui"


def config_path(explicit: str | None = None) -> Path:
    """The configuration file: `explicit` (--config), else $SMTPTUI_CONFIG, else the user's configuration folder."""
    chosen = explicit or os.environ.get("SMTPTUI_CONFIG")
    return Path(chosen).expanduser() if chosen else _folder("XDG_CONFIG_HOME", ".config", "APPDATA") / "config.toml"


def providers_folder(config_path: Path) -> Path:
    """Where the operator's own providers stand: beside the configuration file."""
    return config_path.parent / "providers"


def state_folder() -> Path:
    """Where the history is kept."""
    return _folder("XDG_STATE_HOME", ".local/state", "LOCALAPPDATA")


def _folder(xdg_variable: str, usual: str, windows_variable: str) -> Path:
    named = os.environ.get(xdg_variable, "")
    # XDG Base Directory Specification 0.8, section 2: a relative path in these variables is ignored.
    if os.path.isabs(named):
        return Path(named) / _NAME
    if sys.platform == "win32":
        return Path(os.environ.get(windows_variable) or _home() / "AppData") / _NAME
    if sys.platform == "darwin":
        return _home() / "Library" / "Application Support" / _NAME
    return _home() / usual / _NAME


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:
        raise ConfigurationError("you have no home folder", "name the file: --config FILE or $SMTPTUI_CONFIG") from None
