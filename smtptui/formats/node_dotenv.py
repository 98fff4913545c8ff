"""`.env` for node's dotenv, which knows no escapes."""

from smtptui.formats._dotenv import Dialect
from smtptui.formats._own_dotenv import own_dotenv


def _quoted(text: str) -> str:
    return next((f"{quote}{text}{quote}" for quote in "'`" if quote not in text), f'"{text}"')


def _read(quote: str, inside: str) -> str:
    return inside.replace("\\n", "\n").replace("\\r", "\r") if quote == '"' else inside


def _limit(field: str, text: str, target: str) -> str | None:
    if "'" not in text or "`" not in text:
        return None
    if '"' in text:
        return "node's dotenv knows no escapes, and all three kinds of quotes stand in it"
    return "node's dotenv turns “\\n” and “\\r” into line ends here" if "\\n" in text or "\\r" in text else None


FORMAT = own_dotenv("node dotenv", ".env for programs in node", Dialect(_quoted, "'`\"", "", _read), _limit)
