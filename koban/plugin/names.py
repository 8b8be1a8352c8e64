"""Names that no feature, connector or instance may have, because the host answers under them itself."""

from __future__ import annotations

RESERVED = frozenset(
    {
        "about",
        "accessibility",
        "account",
        "accounts",
        "api",
        "app",
        "changes",
        "desk",
        "emergency",
        "files",
        "health",
        "icons",
        "language",
        "manifest",
        "metrics",
        "offline",
        "password",
        "privacy",
        "search",
        "settings",
        "sign-in",
        "sign-out",
        "static",
        "sw",
    }
)
