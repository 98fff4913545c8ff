"""Settings that somebody pastes as a block: a URL, lines of a configuration, a provider's mail. All of it is pure.

`lines` cuts the text into names and values, `url` takes an address apart, `names` says which field a name means,
`placing` puts the values where they belong, and says what had no place.
"""

from smtptui.core.pasted.placing import PastedSettings, read_settings
from smtptui.core.pasted.values import masked

__all__ = ["PastedSettings", "masked", "read_settings"]
