"""The hooks. Each is a plain function that returns a list; an implementation may leave arguments out."""

from __future__ import annotations

import pluggy

from koban.plugin.declare import BlueprintFile, CapabilityModule, Connector, Feature, SecretStore
from koban.plugin.policy import Policy

hookspec = pluggy.HookspecMarker("koban")
hookimpl = pluggy.HookimplMarker("koban")


@hookspec
def koban_features() -> list[Feature]:  # type: ignore[empty-body]
    """Features that communities can switch on.

    Called once a process, when plugins are loaded. An exception quarantines the plugin and names it.
    """


@hookspec
def koban_connectors() -> list[Connector]:  # type: ignore[empty-body]
    """Connectors that communities can be wired to.

    Called once a process, when plugins are loaded. An exception quarantines the plugin and names it.
    """


@hookspec
def koban_blueprints() -> list[BlueprintFile]:  # type: ignore[empty-body]
    """Blueprints that communities can extend. They lie under a force's defaults; a workspace's own of the same name counts instead.

    Called once a process, when plugins are loaded. An exception, or a file that cannot be read as a manifest of kind
    `Blueprint`, quarantines the plugin and names it.
    """


@hookspec
def koban_capability_modules() -> list[CapabilityModule]:  # type: ignore[empty-body]
    """Capability modules: capabilities, themes and evidence as data.

    Called once a process, when plugins are loaded. An exception quarantines the plugin and names it.
    """


@hookspec
def koban_policies() -> list[Policy]:  # type: ignore[empty-body]
    """Checks over a whole deployment, each of which a force may set to error, warning or off.

    Called once a process, when plugins are loaded. An exception quarantines the plugin and names it.
    """


@hookspec
def koban_secret_stores() -> list[SecretStore]:  # type: ignore[empty-body]
    """Places where secrets can lie, beside the environment and files.

    Called once a process, when plugins are loaded. An exception quarantines the plugin and names it.
    """
