"""The nine properties that the Agile Deployment Toolkit sets in Joomla's configuration.php, each a string."""

from smtptui.formats._joomla import joomla

FORMAT = joomla(
    "Agile Deployment Toolkit, Joomla", "the nine mail properties of configuration.php, as strings", (), strings_in=()
)
