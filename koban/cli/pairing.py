"""What is served of each community that the manifests ask for, under whatever name. Pure; the reconciler goes by the same rules."""

from __future__ import annotations

from collections.abc import Mapping

from koban.manifest.community import LoadedCommunity
from koban.model.bundle import Bundle


def pair(
    asked: Mapping[str, LoadedCommunity], served: Mapping[str, Bundle], former: Mapping[str, str]
) -> tuple[dict[str, Bundle], list[Bundle]]:
    """Name in the manifests -> what is served of it now, and what is served of those that go.

    `former` are old names that still lead to somebody: whoever has one of them again took the rename back.
    """
    before = {name: served[name] for name in asked if name in served}
    claimed: set[str] = set()
    for name, loaded in asked.items():
        old = loaded.moved_from or former.get(name, "")
        if name in served or old not in served or old in asked or served[old].force.name != loaded.force.name:
            continue
        claimed.add(old)
        before[name] = served[old]
    return before, [bundle for name, bundle in served.items() if name not in asked and name not in claimed]
