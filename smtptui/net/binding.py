"""Whether this machine would let a server of ours listen somewhere."""

import socket


def refused_at(host: str, port: int) -> OSError | None:
    """Why nobody can listen there now; None where the port is free. Nothing is ever taken by it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as one:
        # As master(8) does: what lingers of former sessions is in nobody's way.
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind((host, port))
            one.listen(1)
        except OSError as error:
            return error
    return None
