"""Why messages wait: each distinct reason once, with how many messages it keeps, explained."""

import re
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache
from typing import TypeVar

from smtptui import providers
from smtptui.core.detect import provider_for_host
from smtptui.core.diagnose import explained
from smtptui.diagnosis.log_lines import Found, failure_in
from smtptui.diagnosis.signature import signature
from smtptui.diagnosis.tally import Tally
from smtptui.model.diagnosis import Diagnosis
from smtptui.model.failure_kind import FailureKind
from smtptui.model.relay import QueuedMessage, WaitingReason
from smtptui.relay.instance import Instance

Explain = Callable[[str], Diagnosis]
Kind = tuple[object, ...]

T = TypeVar("T")

_KEPT = 1024
_CODES = re.compile(rb"\b[45]\d\d[- ]|\b[45]\.\d{1,3}\.\d{1,3}\b")
# As Postfix names where it connected to: host[address] or host[address]:port.
_SERVER = re.compile(r"[^\s\[]+\[[^\]]*\](?::\d+)?")
# As Postfix writes a next hop: `[host]:port`, `host:service`, or a domain whose MX is asked.
_HOST = re.compile(r"\[?([^\]\[:]+)\]?(?::[\w-]+)?")


class Reasons:
    """Counts the messages of each reason; bounded, whatever a queue holds."""

    def __init__(self, provider: str | None) -> None:
        self._provider = provider
        self._tally = Tally()
        self._failures: dict[Kind, Found] = {}

    def add(self, message: QueuedMessage) -> Collection[Found]:
        """Count a message once for each of its reasons, however many recipients wait for the same; the reasons."""
        words = {one.delay_reason for one in message.recipients if one.delay_reason}
        found = {self._found(reason) for reason in words}
        for one in found:
            self._tally.add(one)
        return found

    def is_of(self, kind: FailureKind | None, found: Collection[Found]) -> bool:
        """Whether one of the reasons that `add` gave is of this kind."""
        return any(self._tally.kind(one) == kind for one in found)

    def _found(self, reason: str) -> Found:
        return _kept(self._failures, _kind(reason), lambda: failure_in(reason))

    def told(self) -> Iterator[WaitingReason]:
        """The reasons, the one that keeps most messages first."""
        for found, messages in self._tally:
            yield WaitingReason(found.text, messages, explained(found, self._provider), self._tally.kind(found))

    @property
    def others(self) -> int:
        """How often other reasons were counted, after as many distinct ones as are kept apart."""
        return self._tally.others


def explaining(provider: str | None) -> Explain:
    """Explains one reason after the other; those that differ only in ids and addresses are worked out once.

    A summary may name the server that was asked, so that another server is another reason.
    """
    known: dict[Kind, Diagnosis] = {}

    # The recipients of a message mostly wait for the same words.
    @lru_cache(_KEPT)
    def explain(reason: str) -> Diagnosis:
        server = _SERVER.search(reason)
        kind = (*_kind(reason), server[0] if server else None)
        return _kept(known, kind, lambda: explained(failure_in(reason), provider))

    return explain


def _kind(reason: str) -> Kind:
    """What reasons have in common that differ only in ids, addresses and times: their words and their codes."""
    octets = reason.encode("utf-8", "replace")
    return (signature(octets), *_CODES.findall(octets))


def _kept(known: dict[Kind, T], kind: Kind, work_out: Callable[[], T]) -> T:
    """What is known of a kind, worked out where it is new."""
    if kind not in known:
        if len(known) >= _KEPT:
            known.clear()
        known[kind] = work_out()
    return known[kind]


async def explainer_of(instance: Instance) -> Explain:
    """The same for the provider whose server this relay hands its mail to."""
    return explaining(provider_of((await instance.settings("relayhost"))["relayhost"]))


def provider_of(relayhost: str) -> str | None:
    """The provider in the catalogue whose server this is: its rules say most about what it answers."""
    host = _HOST.fullmatch(relayhost)
    found = provider_for_host(host[1], "", providers.load_all()) if host else None
    return found[0].name if found else None
