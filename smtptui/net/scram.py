"""SCRAM-SHA-256 (RFC 7677, RFC 5802) by the library scramp, behind the shape of `smtp.sasl.Exchange`."""

from smtptui.daemon import in_daemon
from smtptui.net.failure import StageError
from smtptui.secret import Secret
from smtptui.smtp.sasl import ChallengeError

# RFC 7677 section 4 wants at least 4096; a hostile server could ask for hours of arithmetic.
MAXIMUM_ITERATIONS = 1_000_000


class ScramSha256:
    """One SCRAM authentication. The server proves that it knows the password too, or `finish` raises."""

    def __init__(self, username: str, secret: Secret) -> None:
        from scramp import ScramClient, ScramException

        try:
            self._client = ScramClient(["SCRAM-SHA-256"], username, secret.reveal())
        except ScramException:
            # RFC 5802 section 5.1: both go through SASLprep (RFC 4013), which refuses some characters.
            words = "the user name or the secret has a character that SCRAM cannot carry"
            raise StageError(words, "non_ascii_credentials") from None
        self.initial: Secret | None = Secret(self._client.get_client_first())
        self._step = 0
        self._server_is_proved = False

    async def respond(self, challenge: bytes) -> Secret:
        """Answer the server's first message with our proof, its final message with nothing."""
        from scramp import ScramException

        text = challenge.decode("utf-8", "replace")
        self._step += 1
        if text.startswith("e=") and self._step <= 2:
            # RFC 5802 section 7: the server names its reason, and its reply will say no.
            return Secret("")
        try:
            if self._step == 1:
                return Secret(await self._proof(text))
            if self._step == 2:
                self._client.set_server_final(text)
                self._server_is_proved = True
                return Secret("")
        except (ScramException, ValueError, KeyError, IndexError) as error:
            raise ChallengeError(f"the server's SCRAM message is not right ({type(error).__name__})") from None
        raise ChallengeError("the server asks for a third SCRAM message")

    async def _proof(self, server_first: str) -> str:
        _check_iterations(server_first)
        self._client.set_server_first(server_first)
        # The key derivation (RFC 5802 section 3, Hi()) takes as long as the server likes within the bound.
        return await in_daemon(self._client.get_client_final)

    def finish(self) -> None:
        """RFC 5802 section 3: a server that has not shown its signature may be anybody's."""
        if not self._server_is_proved:
            raise ChallengeError("the server said yes without proving that it knows the password (SCRAM)")


def _check_iterations(server_first: str) -> None:
    stated = next((part[2:] for part in server_first.split(",") if part.startswith("i=")), "")
    if not (stated.isascii() and stated.isdigit() and len(stated) <= 9 and 0 < int(stated) <= MAXIMUM_ITERATIONS):
        raise ChallengeError("the server asks for a number of SCRAM iterations that nobody should compute")
