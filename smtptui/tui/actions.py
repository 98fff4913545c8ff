"""Every action of the main screen: one list that makes the keys, the palette and the help."""

from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Action:
    """`id` is what [keys] in config.toml remaps; `name` the method action_NAME; `words` stand in the footer."""

    id: str
    name: str
    key: str
    words: str
    title: str
    in_footer: bool = False
    # Before the focused field sees the keys behind it: a slow line delivers several in one piece.
    at_once: bool = False
    # The list of profiles has this key while it has the focus; elsewhere it is a letter.
    in_list: bool = False

    def binding(self) -> Binding:
        """The key."""
        return Binding(self.key, self.name, self.words, show=self.in_footer, id=self.id, priority=self.at_once)


FIX = Action("fix", "fix", "ctrl+o", "fix", "Apply the fix that is offered, and probe again", in_footer=True)
UNDO = Action("undo", "undo", "ctrl+underscore", "undo", "Undo the last change", in_footer=True)
ACTIONS = (
    Action("repeat", "repeat_session", "r", "repeat", "Repeat this session of the history", in_footer=True),
    Action("filter", "filter_history", "f", "filter", "Filter the history by outcome, cause, time …", in_footer=True),
    Action("clear_filter", "clear_filter", "x", "show all", "Show all of this profile's history", in_footer=True),
    Action("read_headers", "read('headers')", "h", "headers", "Inbox: every header field", in_footer=True),
    Action("read_parts", "read('parts')", "p", "parts", "Inbox: the message as it is read", in_footer=True),
    Action("read_source", "read('source')", "s", "source", "Inbox: the source as it came", in_footer=True),
    Action("write_export", "write_export", "w", "write", "Export: write what the preview shows", in_footer=True),
    Action("format", "choose_format", "f", "format", "Export this profile: choose a format", in_footer=True),
    Action("verify", "verify_export(False)", "v", "verify", "Export: verify the file that is there", in_footer=True),
    Action("whole_file", "whole_export", "d", "whole", "Export: whole file, or only what changes", in_footer=True),
    Action("export_path", "export_path", "e", "path", "Export: write to another path", in_footer=True),
    Action("target", "choose_target", "t", "version", "Export: choose the reader's version", in_footer=True),
    Action("verify_real", "verify_export(True)", "R", "real", "Export: ask the file's real readers", in_footer=True),
    Action("deployment", "choose_deployment", "a", "all", "Export all formats of a deployment", in_footer=True),
    Action("probe", "probe", "ctrl+r", "probe", "Probe the values on the screen", in_footer=True),
    FIX,
    Action("save", "save", "ctrl+s", "save", "Save this profile", in_footer=True),
    UNDO,
    Action("switch", "switch", "ctrl+t", "switch", "Switch to another profile", in_footer=True, at_once=True),
    Action("probe_all", "probe_all", "ctrl+l", "probe all", "Probe all saved profiles: which are in trouble?"),
    Action("relay", "relay", "ctrl+f", "relay", "Show the local relay: what waits in Postfix, and why"),
    Action("send", "send", "ctrl+n", "test mail", "Send a test message", in_footer=True),
    Action("palette", "palette", "ctrl+p", "actions", "All actions", in_footer=True),
    Action("report", "write_report", "w", "report", "Write the report of this probe to a file", in_footer=True),
    Action("help", "help", "f1,question_mark", "help", "Help: keys, and this field", in_footer=True),
    Action("glossary", "glossary", "f10", "words", "Words: what they mean, in plain ones"),
    Action("settings", "section('Settings')", "f2", "settings", "Go to Settings"),
    Action("probe_room", "section('Probe')", "f3", "last probe", "Go to the last probe"),
    Action("send_room", "section('Send')", "f4", "send", "Go to Send: write a test message"),
    Action("history", "section('History')", "f5", "history", "Go to History: what was tried before"),
    Action("inbox", "section('Inbox')", "f6", "inbox", "Go to the Inbox: what the sandbox received"),
    Action("export_room", "section('Export')", "f11", "export", "Go to Export: files for other programs"),
    Action("other_ports", "other_ports", "o", "other ports", "Try the provider's other ports"),
    Action("search", "search", "slash", "search", "Search the transcript of this probe"),
    Action("find_next", "find(1)", "n", "next", "Go to the next place in the transcript"),
    Action("find_back", "find(-1)", "N", "back", "Go to the place before in the transcript"),
    Action("compare", "another_provider", "a", "compare", "Compare with another provider on the same port"),
    Action("new", "new", "f7", "new", "New profile"),
    Action("paste", "paste_settings", "f12", "paste", "Paste settings: a URL, a block of lines"),
    Action("import", "import_file", "i", "import", "Import settings from another program's file", in_list=True),
    Action("ask_mx", "ask_mx", "ctrl+right_square_bracket", "ask DNS", "Ask DNS who takes mail for the From address"),
    Action("duplicate", "duplicate", "f8", "copy", "Duplicate this profile"),
    Action("delete", "delete", "f9", "delete", "Delete this profile"),
    Action("rename", "rename", "r", "rename", "Rename this profile", in_list=True),
    Action("group", "group", "g", "group", "Put this profile into a group", in_list=True),
    Action("move_down", "move_profile(1)", "J", "move down", "Move this profile down in the list", in_list=True),
    Action("move_up", "move_profile(-1)", "K", "move up", "Move this profile up in the list", in_list=True),
    Action("activate", "activate", "ctrl+g", "make active", "Make this the active profile"),
    Action("revert", "revert", "ctrl+b", "back to saved", "Throw away what is not saved"),
    Action("theme", "next_theme", "ctrl+y", "theme", "Change the theme: dark, light, more contrast, 16 colours"),
    Action("cancel", "cancel", "escape", "back", "Cancel what runs, or go back to Settings"),
    Action("suspend", "app.suspend_process", "ctrl+z", "suspend", "Suspend to the shell (fg comes back)"),
    Action("quit", "app.quit", "ctrl+q", "quit", "Quit"),
)
BINDINGS = [action.binding() for action in ACTIONS if action.id != "quit" and not action.in_list]
LIST_BINDINGS = [
    Binding(action.key, f"screen.{action.name}", action.words, show=action.words in ("group", "rename"), id=action.id)
    for action in ACTIONS
    if action.in_list
]
