"""The app starts with what its first form needs, and imports the rest when it is first wanted."""

from pathlib import Path

from tests.real.window import window
from tests.tui.test_own_workspace import CONFIG

# Rooms, dialogs, sessions and what they stand on; libraries that only saving, secrets and the network need. Keyring and
# history are read after the first paint.
_LATER = {
    *(f"smtptui.tui.widgets.{name}" for name in ("send_pane", "probe_pane", "history_pane", "inbox_pane")),
    *(f"smtptui.tui.widgets.{name}" for name in ("pick_list", "listing", "session_view", "verdict", "first_run")),
    *(f"smtptui.tui.{name}" for name in ("fixing", "fleet", "live_batch", "live_session", "profiles", "received")),
    *(f"smtptui.tui.{name}" for name in ("widgets.export_pane", "widgets.export_view", "exported", "live_export")),
    *(
        "smtptui.core.exporting.export",
        "smtptui.core.exporting.wishes",
        "smtptui.core.exporting.changes",
        "smtptui.formats",
    ),
    *("smtptui.tui.screens.probe_all", "smtptui.tui.history_choice", "smtptui.tui.cure"),
    *(
        f"smtptui.core.{name}"
        for name in ("cures", "diagnose", "fleet", "limits", "probe", "received", "send", "written")
    ),
    *("smtptui.tui.screens.relay", "smtptui.tui.screens.relay_watch", "smtptui.relay", "smtptui.core.relay"),
    *("smtptui.model.report", "smtptui.model.history", "smtptui.smtp.message", "smtptui.providers.ses"),
    *("smtptui.store.history", "smtptui.store.profile_edit", "smtptui.store.drafts", "smtptui.store.vault"),
    *("smtptui.net", "smtptui.sandbox", "smtptui.diagnosis", "smtptui.cli.commands"),
    *("aiosmtplib", "keyring", "tomlkit", "sqlite3", "hmac", "hashlib", "json", "cryptography", "idna"),
}
_TO_THE_FIRST_FORM = """
import sys
from smtptui.__main__ import main
from smtptui.tui.screens.main import MainScreen

async def note(self):
    with open(sys.argv[2], "w") as listing:
        print(self.focused.id, *sys.modules, file=listing)
    self.app.exit()

MainScreen.bring_back_drafts = note
sys.exit(main(["--config", sys.argv[1]]))
"""


def test_rooms_dialogs_and_sessions_are_imported_after_the_first_form(tmp_path: Path) -> None:
    config, listing = tmp_path / "config.toml", tmp_path / "modules"
    config.write_text(CONFIG)
    config.chmod(0o600)
    environment = {"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path / "state")}
    with window("-c", _TO_THE_FIRST_FORM, str(config), str(listing), environment=environment) as seen:
        assert seen.ends() == 0
    focused, *modules = listing.read_text().split()
    assert focused == "provider"
    assert "smtptui.tui.widgets.field_row" in modules
    assert sorted(one for one in modules if any(f"{one}.".startswith(f"{later}.") for later in _LATER)) == []
