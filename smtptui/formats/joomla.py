"""Joomla 3, 4 and 5."""

from smtptui.formats._joomla import joomla

# Joomla 3 writes every value as a string, the later ones numbers and booleans as such.
FORMAT = joomla("Joomla", "mail properties of configuration.php", ("5", "4", "3"), strings_in=("3",))
