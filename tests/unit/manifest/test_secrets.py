"""What looks like a secret is found wherever it stands; what only looks technical is not."""

from __future__ import annotations

import base64
import random

import pytest

from koban.manifest.node import Node
from koban.manifest.reader import read
from koban.manifest.secrets import find_tokens, take_out_literals

# Put together here, so that no scanner takes this file for a leak.
TOKENS = [
    "gh" + "p_" + "a1B2" * 9,
    "github" + "_pat_" + "11ABCDEFG0" * 3,
    "AK" + "IA" + "ABCDEFGHIJKLMNOP",
    "xox" + "b-1234567890-abcdefghijkl",
    "-----BEGIN RSA " + "PRIVATE KEY-----",
    "ey" + "JhbGciOiJIUzI1NiJ9.ey" + "JzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
    "sk" + "_live_" + "4eC39HqLyjWDarjtT1zdp7dc",
    "glp" + "at-" + "x7Gq2LmN9vRt4KpWz8Bc",
    "x7Gq2LmN9vRt4KpWz8BcYd3HsJf6QaEu",
]


@pytest.mark.parametrize("token", TOKENS)
@pytest.mark.parametrize("line", ["title: {}", "# {}", 'a: "x {} y"', "{}: 1"])
def test_tokens_are_found(token: str, line: str) -> None:
    (found,) = find_tokens(f"a: 1\n{line.format(token)}\n", "a.yaml")
    assert (found.code, found.span.line, found.span.column) == ("KB404", 2, line.index("{") + 1)
    assert token not in found.message + found.help


def test_random_words_are_found() -> None:
    source = random.Random(7)
    words = [base64.b64encode(source.randbytes(30)).decode().replace("/", "x") for _ in range(200)]
    assert sum(bool(find_tokens(f"key: {word}", "a.yaml")) for word in words) >= 180


@pytest.mark.parametrize(
    "line",
    [
        "source: da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "link: sha256-e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "link: https://open.example/2026/Jaarverslag-Wijkwerking-Zoutkade-2025-definitief.pdf",
        "id: 123e4567-e89b-12d3-a456-426614174000",
        "title: BibliothekAmMarktplatz2024UndKulturzentrumAltstadt",
        "a-very-long-name-of-a-measure-with-many-words-2026: x",
        "colour: '#1f4e79'",
        "phone: '+32 000 00 00 00'",
        "summary: Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
        "link: https://open.example/list?token=&page=2",
        "link: https://open.example/@force/a:b",
        "# yaml-language-server: $schema=../../../schemas/v1/community.schema.json",
    ],
)
def test_what_only_looks_technical_is_no_secret(line: str) -> None:
    assert find_tokens(line, "a.yaml") == []


@pytest.mark.parametrize(
    "address",
    [
        "https://bus:hunter2@open.example/",
        "https://open.example/?a=1&token=hunter2",
        "https://open.example/?API_KEY=hunter2",
    ],
)
def test_passwords_in_addresses_are_found(address: str) -> None:
    (found,) = find_tokens(f"url: {address}\n", "a.yaml")
    assert address[found.span.column - 6 : found.span.end_column - 6].endswith("hunter2")


def test_hexadecimal_behind_a_telling_key_is_one() -> None:
    assert len(find_tokens("apiKey: da39a3ee5e6b4b0d3255bfef95601890afd80709", "a.yaml")) == 1


def _spec(text: str) -> Node:
    node, problems = read(text.encode(), "a.yaml")
    assert node is not None, problems
    return node


@pytest.mark.parametrize(
    ("secret", "codes"),
    [
        ("{env: KEY}", []),
        ("{vault: bus.key}", []),
        ("{}", []),
        ("hunter2", ["KB403"]),
        ("12345", ["KB403"]),
        ("[a]", ["KB403"]),
    ],
)
def test_secrets_are_references(secret: str, codes: list[str]) -> None:
    spec, problems = take_out_literals(_spec(f"connectors: {{bus: {{secrets: {{key: {secret}}}}}}}"))
    assert [found.code for found in problems] == codes
    assert not any("hunter2" in found.message + found.help for found in problems)
    assert (spec.get("connectors", "bus", "secrets", "key") is None) == bool(codes)


@pytest.mark.parametrize(
    "key", ["password", "passwd", "apiKey", "api-key", "accessToken", "client_secret", "credentials"]
)
def test_settings_that_are_called_like_secrets_hold_none(key: str) -> None:
    for where in (f"{{{key}: hunter2}}", f"{{login: {{{key}: hunter2}}}}"):
        spec, problems = take_out_literals(_spec(f"connectors: {{bus: {{with: {where}}}}}"))
        assert [found.code for found in problems] == ["KB403"]
        assert "hunter2" not in str(spec.plain())


@pytest.mark.parametrize(
    "setting", ["secretary: Jan", "tokens: true", "token: 3", 'password: ""', "key: name"]
)
def test_other_settings_are_left_alone(setting: str) -> None:
    text = f"connectors: {{bus: {{with: {{{setting}}}}}}}"
    spec, problems = take_out_literals(_spec(text))
    assert problems == []
    assert spec.plain() == _spec(text).plain()


def test_other_shapes_are_left_to_the_schema() -> None:
    for text in ("a: 1", "connectors: 3", "connectors: {bus: true}", "connectors: {bus: {secrets: [a]}}"):
        assert take_out_literals(_spec(text))[1] == []
