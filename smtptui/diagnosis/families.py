"""Which provider names mean the same servers, and which words in a host or a reply betray them."""

# A name may stand in several families. "-mx" names are a provider's inbound servers; see `canonical`.
_FAMILIES: dict[str, tuple[str, ...]] = {
    "google": ("gmail", "google-workspace", "google-mx", "google", "googlemail", "gsuite", "smtp-relay", "gmail-mx"),
    "microsoft": (
        "office365",
        "outlook",
        "office365-mx",
        "outlook-mx",
        "exchange",
        "hotmail",
        "microsoft",
        "live",
        "msn",
    ),
    "yahoo-family": ("yahoo", "yahoo-mx", "aol", "aol-mx", "att", "verizon", "rogers", "sky", "ymail", "yahoo-japan"),
    "apple": ("icloud", "icloud-mx", "mac", "me", "apple"),
    "tencent": ("qq", "qq-mx", "tencent-exmail", "foxmail", "exmail"),
    "netease": ("163", "126", "yeah", "netease", "163-mx", "netease-enterprise", "188"),
    "mailru-family": ("mailru", "mailru-mx", "mail-ru", "bk", "inbox-ru", "vk"),
    "yandex-family": ("yandex", "yandex-mx", "yandex-360"),
    "united-internet": ("ionos", "ionos-mx", "gmx", "gmx-mx", "webde", "webde-mx", "1und1", "mailcom", "gmx-net"),
    "ses-family": ("ses", "aws-workmail", "workmail", "amazon-ses", "aws"),
    "zoho-family": ("zoho", "zoho-mx", "zeptomail", "zoho-mail"),
    "mailgun-family": ("mailgun", "mailgun-eu", "mailjet", "sinch"),
    "postfix-family": (
        "postfix",
        "mailcow",
        "docker-mailserver",
        "mailinabox",
        "iredmail",
        "modoboa",
        "poste",
        "mailu",
        "zimbra",
        "hetzner",
        "plesk",
        "kolab",
        "ispconfig",
        "froxlor",
        "gandi",
        "infomaniak",
        "simple-nixos-mailserver",
        "dovecot",
    ),
    "exim-family": (
        "exim",
        "cpanel",
        "directadmin",
        "hestiacp",
        "vestacp",
        "godaddy",
        "namecheap",
        "bluehost",
        "hostgator",
        "siteground",
    ),
    "orange-family": ("orange", "orange-mx", "wanadoo", "wanadoo-mx"),
    "free-family": ("free", "free-mx"),
}
_OF_NAME: dict[str, frozenset[str]] = {
    name: frozenset(family for family, names in _FAMILIES.items() if name in names)
    for names in _FAMILIES.values()
    for name in names
}

# (words to look for, the names they stand for). Hosts and signatures that only that provider writes.
_SIGNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("smtp.gmail.com", ("gmail", "google")),
    ("smtp-relay.gmail.com", ("google-workspace", "google")),
    ("gsmtp", ("google",)),
    ("aspmx.l.google.com", ("google-mx", "google")),
    ("gmail-smtp-in.l.google.com", ("google-mx", "google")),
    ("support.google.com/", ("google",)),
    ("accounts.google.com/", ("google",)),
    ("smtp.office365.com", ("office365", "microsoft")),
    ("smtp-mail.outlook.com", ("outlook", "microsoft")),
    ("prod.outlook.com", ("microsoft",)),
    ("protection.outlook.com", ("microsoft",)),
    ("olc.protection.outlook.com", ("outlook-mx", "microsoft")),
    ("storedrv.", ("microsoft",)),
    ("aka.ms/", ("microsoft",)),
    ("smtp.mail.yahoo", ("yahoo", "yahoo-family")),
    ("yahoodns.net", ("yahoo-mx", "yahoo-family")),
    ("postmaster.yahooinc.com", ("yahoo-mx", "yahoo-family")),
    ("smtp.aol.com", ("aol", "yahoo-family")),
    ("smtp.mail.me.com", ("icloud", "apple")),
    ("mail.icloud.com", ("icloud-mx", "apple")),
    ("proofpoint.com/dnserr", ("proofpoint",)),
    ("smtp.qq.com", ("qq", "tencent")),
    ("smtp.exmail.qq.com", ("tencent-exmail", "tencent")),
    ("service.mail.qq.com", ("qq", "tencent")),
    ("smtp.163.com", ("163", "netease")),
    ("smtp.126.com", ("126", "netease")),
    ("mail.163.com/help", ("163", "netease")),
    ("smtp.yandex.", ("yandex", "yandex-family")),
    ("yandex.ru/", ("yandex", "yandex-family")),
    ("smtp.mail.ru", ("mailru", "mailru-family")),
    ("smtp.zoho.", ("zoho", "zoho-family")),
    ("smtppro.zoho.", ("zoho", "zoho-family")),
    ("email-smtp.", ("ses", "ses-family")),
    ("amazonaws.com", ("ses", "ses-family")),
    ("smtp.sendgrid.net", ("sendgrid",)),
    ("smtp.mailgun.org", ("mailgun", "mailgun-family")),
    ("smtp.eu.mailgun.org", ("mailgun", "mailgun-family")),
    ("smtp.postmarkapp.com", ("postmark",)),
    ("in-v3.mailjet.com", ("mailjet",)),
    ("smtp-relay.brevo.com", ("brevo",)),
    ("smtp-relay.sendinblue.com", ("brevo",)),
    ("smtp-pulse.com", ("sendpulse",)),
    ("smtp.mandrillapp.com", ("mandrill",)),
    ("smtp.sparkpostmail.com", ("sparkpost",)),
    ("mail.smtp2go.com", ("smtp2go",)),
    ("smtp.ionos.", ("ionos", "united-internet")),
    ("smtp.1und1.de", ("ionos", "united-internet")),
    ("mail.gmx.", ("gmx", "united-internet")),
    ("smtp.web.de", ("webde", "united-internet")),
    ("postmaster.gmx.net", ("gmx", "united-internet")),
    ("postmaster.web.de", ("webde", "united-internet")),
    ("postmaster.1und1.de", ("ionos", "united-internet")),
    ("secureserver.net", ("godaddy", "exim-family")),
    ("smtp.protonmail.ch", ("protonmail",)),
    ("smtp.fastmail.com", ("fastmail",)),
    ("mimecast", ("mimecast",)),
    ("smtp.mail.ovh", ("ovh",)),
    ("ssl0.ovh.net", ("ovh",)),
)


def canonical(provider: str | None) -> frozenset[str]:
    """The name itself, without blanks and in lower case, and every family that it belongs to."""
    name = (provider or "").strip().lower().replace("_", "-").replace(" ", "-")
    if name in ("", "generic", "custom", "unknown", "other"):
        return frozenset()
    return frozenset({name}) | _OF_NAME.get(name, frozenset())


def betrayed_by(words: str) -> frozenset[str]:
    """The names that hosts and signatures in `words` stand for."""
    return frozenset(name for sign, names in _SIGNS if sign in words for name in names)
