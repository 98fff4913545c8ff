"""What was typed into a form: texts over a saved profile, and the profile they make."""

from dataclasses import dataclass, field
from enum import StrEnum

from smtptui.model.profile import AddressFamily, Profile
from smtptui.model.secret_source import SecretKind, SecretSource
from smtptui.secret import Secret
from smtptui.smtp.security import Security
from smtptui.tui.form.fields import Field

_PLAIN = tuple(
    key for key in Field if key not in (Field.SECRET, Field.SECRET_KIND, Field.SECRET_ARGUMENT) and key != Field.PORT
)


class DraftError(ValueError):
    """What was typed makes no profile. `field` is where, the message says what is wrong."""

    def __init__(self, field: Field, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(slots=True)
class ProfileDraft:
    """The texts of one profile's form. `saved` is the profile as it is on disk, None for a new one.

    `secret` was typed and is stored nowhere yet.
    """

    texts: dict[Field, str]
    saved: Profile | None = None
    secret: Secret = field(default_factory=lambda: Secret(""))

    @classmethod
    def of(cls, profile: Profile, *, new: bool = False) -> "ProfileDraft":
        """The form of a profile."""
        return cls(_texts_of(profile), None if new else profile)

    def __getitem__(self, key: Field) -> str:
        return self.texts.get(key, "")

    def __setitem__(self, key: Field, text: str) -> None:
        self.texts[key] = text

    @property
    def is_new(self) -> bool:
        """Whether no such profile was saved yet."""
        return self.saved is None

    @property
    def is_unsaved(self) -> bool:
        """Whether saving would change anything."""
        if self.saved is None or self.secret_to_keep is not None:
            return True
        before = _texts_of(self.saved)
        return any(self[key].strip() != before.get(key, "") for key in Field)

    @property
    def kept_in(self) -> str:
        """The kind of place the secret lives in; empty for nowhere."""
        return self[Field.SECRET_KIND]

    @property
    def typed_secret(self) -> Secret | None:
        """The secret in the form, if it has a field for one and something stands in it."""
        return self.secret if self.secret and self.kept_in in ("", SecretKind.KEYRING) else None

    @property
    def secret_to_keep(self) -> Secret | None:
        """The typed secret, where saving stores it."""
        return self.typed_secret if self.kept_in == SecretKind.KEYRING else None

    def take(self, profile: Profile) -> None:
        """Show this profile's values in place of what was typed; a typed secret stays."""
        self.texts = _texts_of(profile)

    def revert(self) -> None:
        """Back to what was saved."""
        if self.saved is not None:
            self.take(self.saved)
            self.secret = Secret("")

    def profile(self) -> Profile:
        """The profile that these texts make. Raises DraftError."""
        if not self[Field.NAME].strip():
            raise DraftError(Field.NAME, "a profile needs a name")
        plain: dict[str, str | None] = {key.value: self[key].strip() or None for key in _PLAIN}
        security, family = plain.pop("security"), plain.pop("address_family")
        return Profile(
            **{**plain, "name": plain["name"] or "", "provider": plain["provider"] or "custom"},  # type: ignore[arg-type]
            port=self._port(),
            security=Security(security) if security else None,
            address_family=AddressFamily(family) if family else None,
            secret=self._source(),
        )

    def _port(self) -> int | None:
        text = self[Field.PORT].strip()
        if not text:
            return None
        if not (text.isascii() and text.isdigit()) or not 1 <= int(text) <= 65535:
            raise DraftError(Field.PORT, "a port is a number from 1 to 65535")
        return int(text)

    def _source(self) -> SecretSource | None:
        if not self.kept_in:
            return None
        kind, argument = SecretKind(self.kept_in), self[Field.SECRET_ARGUMENT].strip()
        if kind is SecretKind.KEYRING:
            return SecretSource(kind)
        if not argument:
            raise DraftError(Field.SECRET_ARGUMENT, "say where the secret is")
        return SecretSource(kind, argument)


def _texts_of(profile: Profile) -> dict[Field, str]:
    values = profile._asdict()
    source: SecretSource | None = values.pop("secret")
    texts = {Field(name): _text(value) for name, value in values.items()}
    if source is not None:
        texts |= {Field.SECRET_KIND: source.kind.value, Field.SECRET_ARGUMENT: source.argument}
    return texts


def _text(value: object) -> str:
    if value is None:
        return ""
    return value.value if isinstance(value, StrEnum) else str(value)
