"""Which fields a provider needs, in its own words."""

from dataclasses import dataclass
from enum import StrEnum

from smtptui.model.provider import Credential, Provider


class Field(StrEnum):
    """A field of the form; the values are the keys of a profile, but for the two halves of `secret`."""

    NAME = "name"
    PROVIDER = "provider"
    REGION = "region"
    USERNAME = "username"
    SECRET = "typed_secret"  # noqa: S105 - a field's name
    SECRET_KIND = "secret"  # noqa: S105
    SECRET_ARGUMENT = "secret_argument"  # noqa: S105
    FROM_ADDRESS = "from_address"
    FROM_NAME = "from_name"
    TO_ADDRESS = "to_address"
    HOST = "host"
    PORT = "port"
    SECURITY = "security"
    MECHANISM = "mechanism"
    EHLO_NAME = "ehlo_name"
    CA_FILE = "ca_file"
    TLS_FINGERPRINT = "tls_fingerprint"
    ADDRESS_FAMILY = "address_family"
    GROUP = "group"


class Kind(StrEnum):
    """How a field is edited."""

    TEXT = "text"
    SECRET = "secret"  # noqa: S105
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field as the form shows it. `help` says what goes in; `link` is where to get it.

    `choices` are pairs of value and words. `placeholder` is what holds while nothing is typed.
    """

    field: Field
    label: str
    help: str
    kind: Kind = Kind.TEXT
    link: str | None = None
    choices: tuple[tuple[str, str], ...] = ()
    placeholder: str = ""


KEYRING = "keyring"
KEPT_IN = (
    (KEYRING, "keyring"),
    ("env", "environment variable"),
    ("file", "file"),
    ("command", "output of a command"),
    ("", "nowhere: typed each time"),
)
_ARGUMENTS = {
    "env": ("Variable", "The environment variable that holds the secret when smtptui starts.", "SMTP_SECRET"),
    "file": ("Secret file", "A file that holds nothing but the secret; only you may be allowed to read it.", "~/.smtp"),
    "command": ("Command", "Its output is the secret. It runs without a shell when a session logs in.", "pass smtp"),
}
_SECURITIES = (
    ("", "the usual one"),
    ("tls", "TLS from the first byte"),
    ("starttls", "STARTTLS, required"),
    ("none", "no encryption"),
)
_MECHANISMS = tuple(
    (name, name.upper() if name else "auto: the best one offered")
    for name in ("", "plain", "login", "cram-md5", "scram-sha-256", "xoauth2", "oauthbearer")
)
_FAMILIES = (("", "IPv6 and IPv4"), ("ipv4", "IPv4 only"), ("ipv6", "IPv6 only"))


def main_fields(provider: Provider, *, new: bool, kept_in: str) -> tuple[FieldSpec, ...]:
    """The fields that this provider needs, top to bottom. `kept_in` is the chosen kind of place for the secret."""
    wanted = [
        _name() if new else None,
        _provider(provider),
        *(connection_fields(provider) if needs_host(provider) else ()),
        _region(provider),
        _username(provider),
        *_secret(provider, kept_in),
        _from(provider),
        FieldSpec(Field.FROM_NAME, "From name", "The name that people see before the From address. May stay empty."),
        FieldSpec(Field.TO_ADDRESS, "Tests go to", "Where test messages and the mail of this machine's system go."),
    ]
    return tuple(spec for spec in wanted if spec is not None)


def more_fields(provider: Provider, *, new: bool) -> tuple[FieldSpec, ...]:
    """Everything else, behind «More»."""
    return (
        *(() if new else (_name(),)),
        *(() if needs_host(provider) else connection_fields(provider)),
        FieldSpec(
            Field.MECHANISM, "Mechanism", "How to log in; auto is right nearly always.", Kind.CHOICE, None, _MECHANISMS
        ),
        FieldSpec(
            Field.EHLO_NAME, "EHLO name", "What this machine calls itself. Empty: its full host name, if it has one."
        ),
        FieldSpec(Field.CA_FILE, "CA file", "A PEM file of roots to trust in place of the system's."),
        FieldSpec(
            Field.TLS_FINGERPRINT,
            "Fingerprint",
            "Trust exactly this certificate, whatever its chain and name: sha256: and its digest.",
            placeholder="sha256:…",
        ),
        FieldSpec(
            Field.ADDRESS_FAMILY,
            "Addresses",
            "Which of the host's addresses may be used.",
            Kind.CHOICE,
            None,
            _FAMILIES,
        ),
        FieldSpec(Field.GROUP, "Group", "A word of your own to sort profiles by: staging, production."),
    )


def needs_host(provider: Provider) -> bool:
    """Whether the catalogue cannot know the host, so that the operator has to say it."""
    return not provider.endpoints and provider.host_pattern is None


def preset_fields(provider: Provider) -> frozenset[Field]:
    """What this provider decides itself, so that another provider's value there would be wrong."""
    connection = () if needs_host(provider) else (Field.HOST, Field.PORT, Field.SECURITY)
    credential = provider.username
    decided = credential is not None and (credential.is_secret or credential.literal is not None)
    return frozenset((*connection, *((Field.USERNAME,) if decided else ())))


def connection_fields(provider: Provider) -> tuple[FieldSpec, ...]:
    """Host, port and security; empty ones fall back to the catalogue's endpoint."""
    return (
        FieldSpec(Field.HOST, "Host", "The server's name or address, as your provider writes it: smtp.example.com."),
        FieldSpec(Field.PORT, "Port", "587 for STARTTLS, 465 for TLS; 2525 where those are blocked."),
        FieldSpec(Field.SECURITY, "Security", "How the session is encrypted.", Kind.CHOICE, None, _SECURITIES),
    )


def _provider(provider: Provider) -> FieldSpec:
    text = "Who takes your mail and passes it on."
    link = provider.link("help") or provider.link("signup")
    choices = ((provider.name, provider.title),)
    return FieldSpec(Field.PROVIDER, "Provider", text, Kind.CHOICE, link, choices)


def _name() -> FieldSpec:
    return FieldSpec(Field.NAME, "Profile name", "What you call it; commands take it too: smtptui probe NAME.")


def _region(provider: Provider) -> FieldSpec | None:
    if len(provider.regions) < 2:
        return None
    choices = tuple((region, region) for region in provider.regions)
    return FieldSpec(
        Field.REGION,
        "Region",
        "Where your account sends from; each has a host of its own.",
        Kind.CHOICE,
        choices=choices,
        placeholder=provider.default_region or provider.regions[0],
    )


def _username(provider: Provider) -> FieldSpec | None:
    credential = provider.username
    if credential is None:
        return None if provider.secret is None and provider.endpoints else _plain_username()
    if credential.literal is not None or credential.is_secret:
        return None
    return FieldSpec(Field.USERNAME, credential.label, credential.help, link=_link(provider, credential))


def _plain_username() -> FieldSpec:
    return FieldSpec(Field.USERNAME, "User name", "What the server knows you by. Empty: it takes mail without a login.")


def _secret(provider: Provider, kept_in: str) -> tuple[FieldSpec, ...]:
    credential = provider.secret
    if credential is None and provider.endpoints:
        return ()
    place = FieldSpec(
        Field.SECRET_KIND, "Kept in", "Where the secret lives; never in config.toml.", Kind.CHOICE, None, KEPT_IN
    )
    if kept_in in _ARGUMENTS:
        label, text, example = _ARGUMENTS[kept_in]
        return (place, FieldSpec(Field.SECRET_ARGUMENT, label, text, placeholder=example))
    return (_typed_secret(provider, credential), place)


def _typed_secret(provider: Provider, credential: Credential | None) -> FieldSpec:
    if credential is None:
        return FieldSpec(Field.SECRET, "Password", "The password of this user on that server.", Kind.SECRET)
    return FieldSpec(Field.SECRET, credential.label, credential.help, Kind.SECRET, _link(provider, credential))


def _link(provider: Provider, credential: Credential) -> str | None:
    return credential.link or provider.link("credentials")


def _from(provider: Provider) -> FieldSpec:
    text = provider.from_.text if provider.from_ else "The address that your mail comes from."
    return FieldSpec(Field.FROM_ADDRESS, "From", text)


# What a field is called outside its form.
LABELS = {
    Field.NAME: "Profile name",
    Field.PROVIDER: "Provider",
    Field.REGION: "Region",
    Field.USERNAME: "User name",
    Field.SECRET: "Secret",
    Field.SECRET_KIND: "Kept in",
    Field.SECRET_ARGUMENT: "Kept in",
    Field.FROM_ADDRESS: "From",
    Field.FROM_NAME: "From name",
    Field.TO_ADDRESS: "Tests go to",
    Field.HOST: "Host",
    Field.PORT: "Port",
    Field.SECURITY: "Security",
    Field.MECHANISM: "Mechanism",
    Field.EHLO_NAME: "EHLO name",
    Field.CA_FILE: "CA file",
    Field.TLS_FINGERPRINT: "Fingerprint",
    Field.ADDRESS_FAMILY: "Addresses",
    Field.GROUP: "Group",
}
