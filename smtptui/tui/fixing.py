"""Fixes between a session and the form: which one a failed session calls for, and what it changes in the draft."""

from collections.abc import Callable
from functools import partial

from smtptui.core.cures import SECRET, Case, Fix, fix_for, owner_of, this_machine, values_of
from smtptui.core.pasting import holds_stray_blanks, without_stray_blanks
from smtptui.core.workspace import Workspace
from smtptui.model.provider import Provider
from smtptui.model.settings import Settings
from smtptui.secret import Secret
from smtptui.tui.desk import OpenProfile
from smtptui.tui.form.fields import KEYRING, Field
from smtptui.tui.live_session import LiveSession


def fix_of(opened: OpenProfile, session: LiveSession, workspace: Workspace) -> Fix | None:
    """The fix to offer under a session's verdict."""
    if session.report is None:
        return None
    provider = provider_of(opened, session.settings, workspace)
    typed = opened.draft.typed_secret
    blanks = typed is not None and holds_stray_blanks(provider, typed)
    fix = fix_for(Case(session.report, session.settings, provider, blanks, this_machine()), opened.tried)
    if fix is None or session.report.error is not None or not _loses_secret(fix, opened):
        return fix
    return fix._replace(offer=f"{fix.offer}, and type its secret again")


def _loses_secret(fix: Fix, opened: OpenProfile) -> bool:
    """Whether the secret that is stored is another account's then: it is kept by host and user name."""
    names = {change.key for change in fix.changes if change.after}
    return opened.draft.kept_in == KEYRING and opened.draft.typed_secret is None and bool(names & {"host", "username"})


def provider_of(opened: OpenProfile, settings: Settings, workspace: Workspace) -> Provider:
    """Whose server this is, also where the profile does not say so."""
    return owner_of(settings, opened.provider, workspace.providers)


def still_holds(fix: Fix, settings: Settings) -> bool:
    """Whether what the fix would change is still what was tried."""
    now = values_of(settings)
    return all(now.get(change.key, change.before) == change.before for change in fix.changes)


def apply(fix: Fix, opened: OpenProfile, provider: Provider) -> Callable[[], list[Field]]:
    """Change the draft; what comes back takes the change back, and gives the fields that it left alone."""
    draft = opened.draft
    former = {Field(change.key): draft[Field(change.key)] for change in fix.changes if change.key != SECRET}
    former_secret, cures_secret = draft.secret, any(change.key == SECRET for change in fix.changes)
    if cures_secret:
        draft.secret, _ = without_stray_blanks(provider, draft.secret.reveal())
    for change in fix.changes:
        if change.key != SECRET:
            draft[Field(change.key)] = change.written
    put = {field: draft[field] for field in former}
    secrets = (former_secret, draft.secret) if cures_secret else None
    return partial(_take_back, opened, former, put, secrets)


def _take_back(
    opened: OpenProfile, former: dict[Field, str], put: dict[Field, str], secrets: tuple[Secret, Secret] | None
) -> list[Field]:
    draft = opened.draft
    kept = [field for field in former if draft[field] != put[field]]
    for field in former:
        if field not in kept:
            draft[field] = former[field]
    if secrets is not None and draft.secret == secrets[1]:
        draft.secret = secrets[0]
    elif secrets is not None:
        kept.append(Field.SECRET)
    return kept
