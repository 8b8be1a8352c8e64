"""Bytes to try the reader with: real manifests gone wrong, YAML's signs in any order, and what is known to be hard."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

from koban.manifest.reader import MAX_BYTES

ROOT = Path(__file__).parents[2]
_SIGNS = (
    *(b"\n", b"\n  ", b"\n    ", b"\r\n", b"\t", b" ", b": ", b":", b"- ", b"-", b"? ", b"#", b" #", b","),
    *(b"{", b"}", b"[", b"]", b"'", b'"', b"\\", b"|\n", b">\n", b"|+", b">-", b"|9", b"&a ", b"*a", b"!t "),
    *(
        b"!!str ",
        b"!<",
        b"<<: ",
        b"%YAML 1.2\n",
        b"%TAG ! x\n",
        b"---\n",
        b"...\n",
        b"@",
        b"`",
        b"~",
        b"null",
    ),
    *(b"0x", b"0o7", b"1e999", b".nan", b"-.inf", b"9" * 50, b"a", b"b: ", b"\xc3\xa9", b"\xe4\xba\xac"),
    *(b'"\\u00', b'"\\x', b'"\\U0010FFFF"', b"\xc2\xa0", b"\xf0\x9f\x91\xa9\xe2\x80\x8d", b"\xef\xbb\xbf"),
)
_REFUSED = (
    b"\x00",
    b"\x85",
    b"\xc2\x85",
    b"\xe2\x80\xa8",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\x1b[",
    b"<<<<<<< x\n",
)
"""What no manifest may hold: rare here, because nothing behind it is looked at."""


_LINES = (
    *(
        b"a:\n",
        b"a: #x\n",
        b"k%d: v\n",
        b"k%d:\n",
        b"- x\n",
        b"-\n",
        b"  b: 'x'\n",
        b"k%d: {a: 1}\n",
        b"k%d: [1, 2]\n",
    ),
    *(b"k%d: |\n  text\n", b"# comment\n", b"\n", b"k%d: 'x\n  y: z'\n", b'k%d: "x\\n\ty"\n', b"k%d: a\tb\n"),
    *(
        b"\xc2\xa0k%d: v\n",
        b"k%d: *a\n",
        b"k%d: &a v\n",
        b"? k%d\n: v\n",
        b"k%d: ghp_aaaaaaaaaaaaaaaaaaaaaaaa\n",
    ),
    *(
        b"token: 0123456789abcdef0123456789abcdef\n",
        b"k%d: aZ0aZ0aZ0bY1bY1cX2cX2dW3dW3\n",
        b"eyJaaaaaaaaaa.eyJa",
    ),
)


@cache
def manifests() -> tuple[bytes, ...]:
    """The repository's own manifests and texts, and every bad and good example of diagnostics."""
    places = ("deployments", "tests/diagnostics")
    found = sorted(path for place in places for path in (ROOT / place).rglob("*.yaml"))
    return tuple(path.read_bytes() for path in found)


def _mutated(random: Random) -> bytes:
    body = bytearray(random.choice(manifests()))
    for _ in range(random.randint(1, 8)):
        at = random.randrange(len(body) + 1)
        end = min(len(body), at + random.choice((0, 0, 1, 5, 80)))
        act = random.randrange(4)
        if act == 0:
            body[at:end] = random.choice(_SIGNS)
        elif act == 1:
            body[at:at] = body[at:end] * random.choice((1, 2, 50))
        elif act == 2:
            body[at:at] = random.choice(_REFUSED) if random.random() < 0.05 else _letter(random)
        else:
            other = random.choice(manifests())
            body[at:end] = other[random.randrange(len(other) + 1) :][:200]
    return bytes(body)


def _letter(random: Random) -> bytes:
    return chr(random.choice((0x41, 0xE9, 0x5D0, 0x4EAC, 0x1F600)) + random.randrange(20)).encode()


def _signs(random: Random) -> bytes:
    return b"".join(random.choices(_SIGNS, k=random.randint(1, 60)))


def _noise(random: Random) -> bytes:
    return random.randbytes(random.randint(0, 300))


def _long(random: Random) -> bytes:
    """A few signs or lines again and again, up to what a manifest may be."""
    parts = random.choice((_SIGNS, _LINES))
    part = b"".join(random.choices(parts, k=random.randint(1, 4)))
    lead = b"".join(random.choices(parts, k=random.randint(0, 3)))
    size = random.choice((1_000, 30_000, MAX_BYTES - 100))
    if b"%d" in part:
        # Keys that differ, so that not all are refused for the same reason.
        return lead.replace(b"%d", b"0") + b"".join(
            part.replace(b"%d", b"%d" % index) for index in range(size // (len(part) + 6))
        )
    return (lead + part * (size // len(part)))[:MAX_BYTES]


_MAKERS: tuple[Callable[[Random], bytes], ...] = (_mutated, _mutated, _mutated, _signs, _signs, _noise, _long)


def draw(random: Random) -> bytes:
    """The next input."""
    return random.choice(_MAKERS)(random)
