"""A change to a form that can be taken back, without touching what was typed over it since."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from smtptui.model.provider import Provider
from smtptui.secret import Secret
from smtptui.tui.desk import OpenProfile
from smtptui.tui.form.fields import Field

# Takes a change back, and gives the fields that it left alone because they were changed since.
TakeBack = Callable[[], list[Field]]


class _Form(NamedTuple):
    texts: dict[Field, str]
    secret: Secret
    provider: Provider
    aside: dict[Field, str]

    @classmethod
    def of(cls, opened: OpenProfile) -> "_Form":
        return cls(dict(opened.draft.texts), opened.draft.secret, opened.provider, dict(opened.aside))


def changed(opened: OpenProfile, change: Callable[[], object]) -> TakeBack:
    """Let `change` alter the draft; what comes back takes that back."""
    former = _Form.of(opened)
    change()
    return partial(_take_back, opened, former, _Form.of(opened))


def _take_back(opened: OpenProfile, former: _Form, put: _Form) -> list[Field]:
    draft = opened.draft
    changes = [key for key in Field if former.texts.get(key, "") != put.texts.get(key, "")]
    kept = [key for key in changes if draft[key] != put.texts.get(key, "")]
    if Field.PROVIDER in kept:
        # The other values belong to a provider that is not here any more.
        return changes
    for key in changes:
        if key not in kept:
            draft[key] = former.texts.get(key, "")
    if Field.PROVIDER in changes:
        opened.provider, opened.aside = former.provider, former.aside
    if put.secret != former.secret and draft.secret != put.secret:
        return [*kept, Field.SECRET]
    if put.secret != former.secret:
        draft.secret = former.secret
    return kept
