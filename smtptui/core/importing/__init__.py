"""Settings that stand in another program's file become a profile, and their secret goes where the operator wants it.

`source` reads a file, the standard input's octets or the environment, `reading` takes the text apart by the rules of
its format, `keeping` writes the profile and puts the secret away, `scan` finds what there is, and reads nothing.
"""

from smtptui.core.importing.reading import Imported, all_taken_apart, taken_apart

__all__ = ["Imported", "all_taken_apart", "taken_apart"]
