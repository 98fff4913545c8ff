"""Two people changed one profile: which values the saved one gets."""

from collections.abc import Collection

from smtptui.model.profile import Profile


def merged(base: Profile, theirs: Profile, ours: Profile, given_up: Collection[str] = ()) -> Profile:
    """`theirs` with every value that we changed since `base`, but for the keys that we give up."""
    changed = {
        name: value for name, value in ours._asdict().items() if value != getattr(base, name) and name not in given_up
    }
    return theirs._replace(**changed)
