"""Fixes between a session and the form: which one a failed session calls for, and what it changes in the draft."""

from functools import partial

from smtptui.core.cures import SECRET, Case, Fix, fix_for, owner_of, this_machine, values_of
from smtptui.core.pasting import holds_stray_blanks, without_stray_blanks
from smtptui.core.workspace.catalogue import Catalogue
from smtptui.model.provider import Provider
from smtptui.model.settings import Settings
from smtptui.tui.desk import OpenProfile
from smtptui.tui.form.fields import KEYRING, Field
from smtptui.tui.live_session import LiveSession
from smtptui.tui.reversible import TakeBack, changed


def fix_of(opened: OpenProfile, session: LiveSession, catalogue: Catalogue) -> Fix | None:
    """The fix to offer under a session's verdict."""
    if session.report is None:
        return None
    provider = provider_of(opened, session.settings, catalogue)
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


def provider_of(opened: OpenProfile, settings: Settings, catalogue: Catalogue) -> Provider:
    """Whose server this is, also where the profile does not say so."""
    return owner_of(settings, opened.provider, catalogue.providers)


def still_holds(fix: Fix, settings: Settings) -> bool:
    """Whether what the fix would change is still what was tried."""
    now = values_of(settings)
    return all(now.get(change.key, change.before) == change.before for change in fix.changes)


def apply(fix: Fix, opened: OpenProfile, provider: Provider) -> TakeBack:
    """Change the draft; what comes back takes the change back."""
    return changed(opened, partial(_change, fix, opened, provider))


def _change(fix: Fix, opened: OpenProfile, provider: Provider) -> None:
    draft = opened.draft
    for change in fix.changes:
        if change.key == SECRET:
            draft.secret, _ = without_stray_blanks(provider, draft.secret.reveal())
        else:
            draft[Field(change.key)] = change.written
