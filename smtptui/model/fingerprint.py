"""What a working session showed of its server, so that a later failure can say what has changed since."""

import json
from datetime import datetime
from typing import Any, NamedTuple, Self

from smtptui.model.report import SessionReport


class Fingerprint(NamedTuple):
    """The marks of a server that stay the same from day to day; empty where the session did not get that far.

    `greeting` is the server's name in its greeting: what follows is often a number of the session. `capabilities` are
    EHLO's lines without AUTH, sorted. `certificate` is its `sha256:` fingerprint. `stage_ms` are the stages in their
    order, each with its time: no mark of the server, but what a later session's times are compared with.
    """

    addresses: tuple[str, ...] = ()
    greeting: str = ""
    capabilities: tuple[str, ...] = ()
    mechanisms: tuple[str, ...] = ()
    tls_version: str = ""
    issuer: str = ""
    certificate: str = ""
    stage_ms: tuple[tuple[str, float], ...] = ()

    def dumped(self) -> str:
        """As JSON, for the history."""
        return json.dumps(self._asdict())

    @classmethod
    def loaded(cls, text: str) -> Self:
        """Read what `dumped` wrote; keys of another version are ignored."""
        values: dict[str, Any] = json.loads(text)
        known = {key: value for key, value in values.items() if key in cls._fields}
        return cls(**{key: _as_tuple(value) for key, value in known.items()})


class LastGood(NamedTuple):
    """When a probe of an endpoint and account last passed, and what the server showed."""

    when: datetime
    marks: Fingerprint


def _as_tuple(value: Any) -> Any:
    """JSON's lists are tuples here."""
    return tuple(map(_as_tuple, value)) if isinstance(value, list) else value


def fingerprint_of(report: SessionReport) -> Fingerprint:
    """The marks that a session showed, whether it worked or not."""
    keywords = report.capabilities.keywords
    offered = sorted(
        f"{keyword} {parameter}" if parameter else keyword
        for keyword, parameter in keywords.items()
        if keyword != "AUTH"
    )
    return Fingerprint(
        addresses=tuple(sorted(address.address for address in report.addresses)),
        greeting=report.capabilities.greeting_line.partition(" ")[0],
        capabilities=tuple(offered),
        mechanisms=tuple(sorted(report.capabilities.offered_mechanisms)),
        tls_version=report.tls.version or "" if report.tls else "",
        issuer=report.tls.issuer if report.tls else "",
        certificate=report.tls.fingerprint if report.tls else "",
        stage_ms=tuple((stage.stage.value, round(stage.elapsed_ms, 1)) for stage in report.stages),
    )


def differences(good: Fingerprint, now: Fingerprint) -> tuple[str, ...]:
    """What changed since the good session, a few words each, what matters most first.

    A mark that the failed session did not get to see is no change.
    """
    return tuple(
        words
        for words in (
            _gone_and_new("AUTH", good.mechanisms, now.mechanisms),
            _changed("the certificate's issuer", good.issuer, now.issuer),
            _changed("the TLS version", good.tls_version, now.tls_version),
            _gone_and_new("", good.capabilities, now.capabilities),
            _changed("the server's name", good.greeting, now.greeting),
            _other_addresses(good.addresses, now.addresses),
            _other_certificate(good, now),
        )
        if words
    )


def _gone_and_new(what: str, good: tuple[str, ...], now: tuple[str, ...]) -> str:
    if not now:
        return ""
    gone = [f"{what} {name}".strip() for name in good if name not in now]
    new = [f"{what} {name}".strip() for name in now if name not in good]
    return "; ".join(
        f"{', '.join(names)} {'is' if len(names) == 1 else 'are'} {state}"
        for names, state in ((gone, "gone"), (new, "new"))
        if names
    )


def _changed(what: str, good: str, now: str) -> str:
    return f"{what} changed from {good} to {now}" if good and now and good != now else ""


def _other_addresses(good: tuple[str, ...], now: tuple[str, ...]) -> str:
    # Large providers answer with other addresses of the same pool each time: only a wholly new set says something.
    return f"other addresses: {', '.join(now)}" if good and now and not set(good) & set(now) else ""


def _other_certificate(good: Fingerprint, now: Fingerprint) -> str:
    """A renewal by the same issuer is worth a word, behind everything else."""
    renewed = good.certificate and now.certificate and good.certificate != now.certificate
    return "another certificate by the same issuer" if renewed and good.issuer == now.issuer else ""
