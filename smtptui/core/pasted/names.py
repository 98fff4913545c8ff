"""Which field a pasted name means: MAIL_HOST, "SMTP server", smtp_address and $smtphost are one and the same."""

import re
from enum import StrEnum


class Name(StrEnum):
    """What pasted settings can say; `nothing` is a name that is known and says nothing that is needed here."""

    PROFILE = "profile name"
    HOST = "host"
    PORT = "port"
    SECURITY = "security"
    USERNAME = "user name"
    SECRET = "secret"  # noqa: S105 - a field's name
    FROM_ADDRESS = "From"
    FROM_NAME = "From name"
    TO_ADDRESS = "tests go to"
    MECHANISM = "mechanism"
    EHLO_NAME = "EHLO name"
    REGION = "region"
    CA_FILE = "CA file"
    NOTHING = ""


# The endings that mean a field; the first that fits counts. They are matched against a name without signs and in lower
# case, so that whatever stands in front (mail, smtp, email, wpms, gitlab) does not matter.
_ENDINGS = (
    (Name.MECHANISM, "authtype authmethod authmechanism authentication authmode"),
    (Name.NOTHING, "smtpauth useauth authrequired requiresauth requiresauthentication authplain"),
    (Name.NOTHING, "mailer transport driver logfile syslog timeout debug charset ishtml"),
    (Name.NOTHING, "passwordeval passwordcommand passwordfile passfile"),
    (Name.SECRET, "password passwort passwd passphrase pass pwd contrasena motdepasse secret secretkey apikey token"),
    (Name.USERNAME, "username user userid userlogin login loginname benutzername utilisateur usuario accesskeyid"),
    (Name.FROM_NAME, "fromname sendername"),
    (
        Name.FROM_ADDRESS,
        "from fromaddress fromaddr fromemail mailfrom emailfrom sender senderaddress senderemail setfrom",
    ),
    (Name.PORT, "port portnumber portnummer"),
    (Name.CA_FILE, "cafile trustfile cabundle"),
    (
        Name.SECURITY,
        "starttls starttlsauto tls ssl ssltls sslrequired requiressl requirestls secure connectionsecurity",
    ),
    (Name.SECURITY, "security encryption encrypt crypto scheme protocol verschlusselung chiffrement cifrado"),
    (Name.HOST, "server servername serveraddress serverhostname mailhub relayhost smarthost host hostname"),
    (Name.HOST, "smtpaddress smtp serveur servidor"),
    (Name.EHLO_NAME, "helo ehlo heloname ehloname localname smtpdomain"),
    (Name.REGION, "region"),
)
# Names that mean something only where they are the whole name.
_WHOLE = {
    "account": Name.PROFILE,
    "profile": Name.PROFILE,
    "accountdefault": Name.NOTHING,
    "auth": Name.NOTHING,
    "defaults": Name.NOTHING,
    "service": Name.NOTHING,
    "address": Name.HOST,
    "domain": Name.EHLO_NAME,
    "to": Name.TO_ADDRESS,
    "mailto": Name.TO_ADDRESS,
    "toaddress": Name.TO_ADDRESS,
    "addaddress": Name.TO_ADDRESS,
    "recipient": Name.TO_ADDRESS,
    "adminemail": Name.TO_ADDRESS,
    # sSMTP: who gets the mail of this machine, and what it is called.
    "root": Name.TO_ADDRESS,
    "hostname": Name.EHLO_NAME,
    "myhostname": Name.EHLO_NAME,
}
_PATTERNS = tuple((re.compile(f".*(?:{'|'.join(words.split())})"), name) for name, words in _ENDINGS)
_SIGNS = re.compile(r"[^a-z0-9]")
_PLAIN = str.maketrans("äöüáéíóúñç", "aouaeiounc")
# What speaks of another server than that for outgoing mail.
_FOREIGN = re.compile(
    "(?:db|database|mysql|mariadb|pg|postgres|redis|memcached?|mongo|ldap|amqp|rabbitmq|elastic|ftp|sftp|ssh|proxy)."
)
# What stands before a name in a program: export, public, $mail->, gitlab_rails['…'], mail.smtp.
_PREFIX = re.compile(r"(?:export|set|public|private|protected|var|const|let|static|readonly)\s+")


def name_for(key: str) -> Name | None:
    """The field that this key means; None where it means none of ours."""
    bare = squeezed(key)
    if _FOREIGN.match(bare):
        return Name.NOTHING
    if bare in _WHOLE:
        return _WHOLE[bare]
    return next((name for pattern, name in _PATTERNS if pattern.fullmatch(bare)), None)


def squeezed(key: str) -> str:
    """A key in lower case, without signs and without what a language writes before a name."""
    bare = _PREFIX.sub("", key.strip())
    bare = re.split(r"->|\[['\"]?|::", bare)[-1]
    return _SIGNS.sub("", bare.lower().translate(_PLAIN))
