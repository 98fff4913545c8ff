"""Two people changed one profile: which values the saved one gets."""

from collections.abc import Collection
from dataclasses import fields, replace

from smtptui.model.profile import Profile


def merged(base: Profile, theirs: Profile, ours: Profile, given_up: Collection[str] = ()) -> Profile:
    """`theirs` with every value that we changed since `base`, but for the keys that we give up."""
    changed = {
        item.name: getattr(ours, item.name)
        for item in fields(Profile)
        if getattr(ours, item.name) != getattr(base, item.name) and item.name not in given_up
    }
    return replace(theirs, **changed)
