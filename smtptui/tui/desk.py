"""What lies open in the app: one folder a profile, with what was typed and what its sessions showed.

Nothing here is lost by looking at another profile; it ends with the app.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from smtptui.core.workspace import Workspace
from smtptui.core.workspace.profiles import Shelf
from smtptui.model.kept_draft import KeptDraft
from smtptui.model.profile import Profile
from smtptui.model.provider import Provider
from smtptui.tui.form.draft import ProfileDraft
from smtptui.tui.form.fields import KEYRING, LABELS, Field, main_fields, more_fields, preset_fields
from smtptui.tui.mail import Mail
from smtptui.tui.undo import Deeds
from smtptui.tui.use import Use

if TYPE_CHECKING:
    from smtptui.core.cures import Values
    from smtptui.tui.live_batch import LiveBatch
    from smtptui.tui.live_session import LiveSession

# What the keys of profiles that were never saved begin with.
NEW = "new:"


def _now() -> datetime:
    return datetime.now().astimezone()


@dataclass(eq=False, slots=True)
class OpenProfile:
    """A profile on the desk.

    `tried` are values that fixes found or put there since a probe last passed, `aside` what was typed for another
    provider than this one.
    """

    draft: ProfileDraft
    provider: Provider
    mail: Mail
    about: str | None = None
    more_open: bool = False
    sessions: "dict[Use, LiveSession]" = field(default_factory=dict)
    tried: "set[Values]" = field(default_factory=set)
    batch: "LiveBatch | None" = None
    aside: dict[Field, str] = field(default_factory=dict)

    def take_provider(self, provider: Provider) -> None:
        """Another provider: what it presets itself is put aside, and comes back with one that asks for it."""
        self.provider = provider
        self.draft[Field.PROVIDER] = provider.name
        self.draft[Field.REGION] = ""
        preset = preset_fields(provider)
        for key in (Field.HOST, Field.PORT, Field.SECURITY, Field.USERNAME):
            if key in preset:
                self.aside[key] = self.draft[key] or self.aside.get(key, "")
                self.draft[key] = ""
            elif not self.draft[key]:
                self.draft[key] = self.aside.pop(key, "")

    def kept(self) -> KeptDraft:
        """What was typed, without secrets: a user name that is the secret is one."""
        credential = self.provider.username
        secret = {Field.SECRET, Field.USERNAME} if credential and credential.is_secret else {Field.SECRET}
        texts = {key.value: text for key, text in self.draft.texts.items() if key not in secret}
        saved = self.draft.saved
        before = ProfileDraft.of(saved).texts if saved else {}
        before_texts = {key.value: text for key, text in before.items()}
        return KeptDraft(saved.name if saved else None, texts, before_texts, self.mail.typed)

    def take(self, kept: KeptDraft) -> None:
        """Type again what was typed before, except over what was typed since."""
        untouched = ProfileDraft.of(self.draft.saved).texts if self.draft.saved else self.draft.texts
        for name, text in kept.typed.items():
            key = Field(name)
            if self.draft[key] == untouched.get(key, ""):
                self.draft[key] = text
        self.mail.take(kept.mail)

    @property
    def title(self) -> str:
        """What the top line calls it."""
        name = self.draft[Field.NAME].strip()
        return name or ("new profile" if self.draft.is_new else self.draft.saved.name if self.draft.saved else "")

    def label(self, key: Field) -> str:
        """What this provider calls a field."""
        specs = main_fields(self.provider, new=True, kept_in=self.draft.kept_in) + more_fields(self.provider, new=False)
        return next((spec.label for spec in specs if spec.field is key), LABELS[key])


class Desk:
    """The saved profiles and those that lie open; `current` is the one on the screen."""

    def __init__(self, workspace: Workspace, clock: Callable[[], datetime] = _now) -> None:
        self.workspace = workspace
        self.clock = clock
        self.shelf = Shelf({})
        self.current: OpenProfile | None = None
        self._open: dict[str, OpenProfile] = {}
        self._new: list[OpenProfile] = []
        self.recent: list[str] = []
        self.deeds = Deeds()

    def load(self) -> None:
        """Read the saved profiles, and open the active one or the first. Raises ConfigurationError."""
        self.shelf = self.workspace.profiles.read()
        names = list(self.shelf.profiles)
        if names:
            active = self.shelf.active
            self.current = self.open(active if active is not None and active in names else names[0])

    def open(self, name: str) -> OpenProfile:
        """The saved profile of this name with whatever was typed over it; it is the last used one now."""
        opened = self._laid_open(name)
        self.recent = [name, *(one for one in self.recent if one != name)]
        return opened

    def _laid_open(self, name: str) -> OpenProfile:
        if name not in self._open:
            profile = self.shelf.profiles[name]
            self._open[name] = self._folder(ProfileDraft.of(profile), profile)
        return self._open[name]

    async def refresh(self) -> None:
        """Read the saved profiles again. Raises ConfigurationError."""
        self.shelf = await self.workspace.profiles.read_again()

    def by_key(self, key: str) -> OpenProfile:
        """The profile that a list's key names: a saved one's name, or `new:` and the place among the new ones."""
        if key.startswith(NEW) and key not in self.shelf.profiles:
            return self._new[int(key.removeprefix(NEW))]
        return self.open(key)

    def new(self, provider: Provider, template: Profile | None = None, *, has_keyring: bool = True) -> OpenProfile:
        """A new profile for this provider, or a copy of `template`; where there is a keyring, it keeps the secret."""
        name = self._free_name(template.name if template else provider.name)
        draft = ProfileDraft.of(template or Profile(name, provider.name), new=True)
        draft[Field.NAME] = name
        if template is None and has_keyring:
            draft[Field.SECRET_KIND] = KEYRING
        opened = self._folder(draft, draft.profile())
        self._new.append(opened)
        return opened

    def _folder(self, draft: ProfileDraft, profile: Profile) -> OpenProfile:
        mail = Mail.to_usual(profile.to_address or "")
        return OpenProfile(
            draft, self.workspace.catalogue.provider(profile.provider), mail, self.workspace.profiles.about(profile)
        )

    def _free_name(self, wanted: str) -> str:
        taken = {*self.shelf.profiles, *(one.draft[Field.NAME] for one in self._new)}
        names = [wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3))]
        return next(name for name in names if name not in taken)

    async def saved(self, opened: OpenProfile, before: Profile | None, profile: Profile) -> None:
        """`opened` was saved as `profile`: read what the file holds now, and forget what is no longer true."""
        await self.refresh()
        if opened in self._new:
            self._new.remove(opened)
        if before is not None:
            self._open.pop(before.name, None)
        self._open[profile.name] = opened
        opened.draft.saved = self.shelf.profiles.get(profile.name, profile)

    async def forget(self, opened: OpenProfile) -> None:
        """`opened` was deleted or thrown away: show another."""
        self.deeds.forget(opened)
        await self.refresh()
        self._new = [one for one in self._new if one is not opened]
        self._open = {name: one for name, one in self._open.items() if one is not opened}
        if self.current is opened:
            names = list(self.shelf.profiles)
            self.current = self.open(names[0]) if names else None

    def kept_drafts(self) -> list[KeptDraft]:
        """Everything typed and not saved, without secrets; and the messages being written."""
        kept = [one.kept() for one in self.opened if one.draft.is_unsaved or one.mail.typed]
        return [draft for draft in kept if draft.saved is None or draft.typed or draft.mail]

    def bring_back(self, kept: KeptDraft) -> OpenProfile | None:
        """Put what was typed before over its profile, or into a new one; None where nothing of it is unsaved by now.

        What was typed since stays. Raises ConfigurationError for a provider that is gone.
        """
        if kept.saved is not None and kept.saved in self.shelf.profiles:
            opened = self._laid_open(kept.saved)
        else:
            kept = kept._replace(saved=None, before={})
            opened = self.new(self.workspace.catalogue.provider(kept.texts.get(Field.PROVIDER, "custom")))
        opened.take(kept)
        opened.provider = self.workspace.catalogue.provider(opened.draft[Field.PROVIDER])
        return opened if opened.draft.is_unsaved or opened.mail.typed else None

    @property
    def unsaved(self) -> list[OpenProfile]:
        """Everything that quitting would lose."""
        return [one for one in (*self._new, *self._open.values()) if one.draft.is_unsaved]

    async def lay_back(self, opened: OpenProfile) -> None:
        """What was forgotten is back, with everything that was typed. Raises ConfigurationError."""
        await self.refresh()
        if opened.draft.saved is None:
            self._new.append(opened)
        else:
            self._open[opened.draft.saved.name] = opened

    @property
    def opened(self) -> list[OpenProfile]:
        """New profiles, then the saved ones that lie open."""
        return [*self._new, *self._open.values()]

    @property
    def new_profiles(self) -> list[OpenProfile]:
        """Profiles that were never saved."""
        return list(self._new)

    def place(self) -> str:
        """Where the current profile stands among the saved ones: `2 of 14`."""
        names = list(self.shelf.profiles)
        saved = self.current.draft.saved if self.current else None
        if saved is None or saved.name not in names:
            return "new"
        return f"{names.index(saved.name) + 1} of {len(names)}"
