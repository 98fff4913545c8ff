"""Dovecot's scheme CRAM-MD5: what a server keeps of a password in order to check CRAM-MD5, PLAIN and LOGIN by it.

It is HMAC-MD5 (RFC 2104) stopped after the two key blocks. Whoever reads it can log in by CRAM-MD5, yet does not have
the password. hashlib gives no half-done MD5 away, so the one block that is needed is done here (RFC 1321).
"""

import hashlib
import math
import struct

from smtptui.secret import Secret

_BLOCK_OCTETS = 64
_MASK = 0xFFFFFFFF
_START = (0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476)
_SINES = tuple(int(abs(math.sin(step + 1)) * 2**32) for step in range(64))
_ROTATIONS = ((7, 12, 17, 22), (5, 9, 14, 20), (4, 11, 16, 23), (6, 10, 15, 21))


def login_hash(secret: Secret) -> str:
    """The password as it stands in a passwd-file of Dovecot's, its scheme before it."""
    key = secret.reveal().encode()
    if len(key) > _BLOCK_OCTETS:
        key = hashlib.md5(key, usedforsecurity=False).digest()
    key = key.ljust(_BLOCK_OCTETS, b"\0")
    outer, inner = (_after_block(bytes(octet ^ pad for octet in key)) for pad in (0x5C, 0x36))
    return f"{{CRAM-MD5}}{(outer + inner).hex()}"


def _after_block(block: bytes) -> bytes:
    """MD5's state after its first block, RFC 1321 section 3.4."""
    words = struct.unpack("<16I", block)
    a, b, c, d = _START
    for step in range(64):
        mixed, index = _mixed(step, b, c, d)
        turned = _rotated((a + mixed + _SINES[step] + words[index]) & _MASK, _ROTATIONS[step // 16][step % 4])
        a, b, c, d = d, (b + turned) & _MASK, b, c
    return struct.pack("<4I", *((old + new) & _MASK for old, new in zip(_START, (a, b, c, d), strict=True)))


def _mixed(step: int, b: int, c: int, d: int) -> tuple[int, int]:
    """A round's function of the state, and which word of the block it takes."""
    if step < 16:
        return (b & c) | (~b & d), step
    if step < 32:
        return (d & b) | (~d & c), (5 * step + 1) % 16
    if step < 48:
        return b ^ c ^ d, (3 * step + 5) % 16
    return c ^ (b | (~d & _MASK)), (7 * step) % 16


def _rotated(word: int, places: int) -> int:
    return ((word << places) | (word >> (32 - places))) & _MASK
