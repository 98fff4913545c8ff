"""Every action of the Relay screen: one list that makes its keys, its palette and its help."""

from smtptui.tui.actions import Action

RELAY_ACTIONS = (
    Action("relay.flush", "flush", "f", "flush", "Flush: have everything that is deferred tried again now", True),
    Action("relay.hold", "measure('hold')", "h", "hold", "Hold this message: it waits until it is released", True),
    Action("relay.release", "measure('release')", "l", "release", "Release this message that is on hold", True),
    Action("relay.requeue", "measure('requeue')", "r", "requeue", "Requeue this message by the settings of now"),
    Action("relay.delete", "delete", "d", "delete", "Delete this message for good; asks first"),
    Action("relay.show", "show", "s", "show", "Show this message: recipients, reasons, header"),
    Action("relay.why", "why", "w", "why", "Why messages wait: each reason in full, and what to do", True),
    Action("relay.only", "only", "o", "only", "List only the messages that wait for one reason", True),
    Action("relay.all", "all", "o", "all", "List all messages again", True),
    Action("relay.log", "log", "g", "log", "Go to the log, or back to the messages", True),
    Action("relay.restart", "restart", "R", "restart", "Restart Postfix; asks first"),
    Action("relay.instance", "instance", "i", "Postfix", "Show another Postfix of this machine"),
    Action("relay.palette", "palette", "ctrl+p", "actions", "All actions of this screen", True),
    Action("relay.help", "help", "f1,question_mark", "help", "Help: the keys of this screen", True),
    Action("relay.leave", "leave", "escape", "back", "Back to the profiles", True),
)
BINDINGS = [action.binding() for action in RELAY_ACTIONS]
