"""What the patterns of model fields mean, in words: pattern -> code, message, cure."""

from __future__ import annotations

from koban.model.community import DOMAIN
from koban.model.grants import GRANTED_DOMAIN

PATTERNS: dict[str, tuple[str, str, str]] = {
    r"^#[0-9a-fA-F]{6}$": (
        "KB210",
        "a colour is # and six of 0-9 and a-f",
        'write it in quotes, such as "#1f4e79"',
    ),
    r"^\S+( \S+){4}$": (
        "KB220",
        "a cron schedule has five fields",
        'write minute, hour, day, month and weekday, such as "0 6 * * 1"',
    ),
    r"^features\.[a-z0-9-]+$": (
        "KB210",
        "a decision forbids features by their path",
        "write `features.` and the name of the entry",
    ),
    r"^\+?[0-9 ()/-]{2,30}$": (
        "KB210",
        "a phone number has digits, spaces and perhaps a leading +",
        'write digits, spaces, ( ) / and - only, in quotes, such as "112"',
    ),
    r"^(local|oidc):[a-z0-9._-]{1,60}$": (
        "KB210",
        "a sign-in group begins with local: or oidc:",
        "write `local:` and the group's name in small letters",
    ),
    r"^(gdpr|led(-[a-z]{2})?)$": (
        "KB210",
        "a law is gdpr, or led- and a country",
        "write `gdpr`, or `led-` and two letters such as `led-be`",
    ),
    r"^[A-Z]{2}$": ("KB210", "a country has two capital letters", "write its ISO 3166-1 code, such as BE"),
    r"^[A-Za-z0-9._/-]{1,100}$": (
        "KB210",
        "this cannot be the name of a branch",
        "write a branch such as `main`",
    ),
    DOMAIN: (
        "KB210",
        "a domain has small letters, digits and hyphens between its dots, and no dot at its end",
        "write it such as quay.example, without https:// and port; other letters than a-z as xn--…",
    ),
    GRANTED_DOMAIN: (
        "KB210",
        "a domain has small letters, digits and hyphens between its dots, and no dot at its end",
        'write it such as quay.example, or "*.quay.example" for all below it',
    ),
}
