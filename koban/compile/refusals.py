"""What policies say, as diagnostics at the lines that they are about, and whether a force names policies that there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from koban.compile.policies import Judged
from koban.diagnostics.diagnostic import Diagnostic, Severity
from koban.manifest.force import LoadedForce
from koban.manifest.locate import locate
from koban.manifest.node import Node
from koban.manifest.suggestion import did_you_mean, listed
from koban.plugin.registry import Registry


def tell(judged: Judged, node: Node) -> Diagnostic:
    """The diagnostic about the merged `spec` in `node`."""
    severity, finding = Severity(judged.level), judged.finding
    if judged.failed:
        cure = "this is a mistake in the plugin; tell its makers"
        return Diagnostic("KB901", finding.message, locate(node, (), ""), severity, help=cure)
    span = locate(node, finding.path, "missing")
    return Diagnostic("KB420", finding.message, span, severity, help=_signed(finding.help, judged))


def with_policies(told: Sequence[Diagnostic], judged: Iterable[Judged], node: Node) -> list[Diagnostic]:
    """`told`, and what the policies say beside it.

    Where KOBAN warns of the same thing anyway, its own words stand, raised to the policy's level if that says more.
    """
    everything = list(told)
    for one in judged:
        said = tell(one, node)
        own = next((index for index, each in enumerate(everything) if _same(each, one, said)), None)
        if own is None:
            everything.append(said)
        elif one.level == "error" or one.reason:
            warned = everything[own]
            everything[own] = replace(
                warned, code=said.code, severity=said.severity, help=_signed(warned.help, one)
            )
    return everything


def _same(each: Diagnostic, judged: Judged, said: Diagnostic) -> bool:
    match judged.finding.path:
        case ("unit", "whenEmpty"):
            code = "KB431"
        case ("languages", int()):
            code = "KB338"
        case _:
            return False
    return (each.code, each.span) == (code, said.span)


def _signed(cure: str, judged: Judged) -> str:
    by = f"policy {judged.policy}"
    if judged.reason:
        by += f", set to {judged.level} by the force: {judged.reason}"
    return f"{cure} ({by})" if cure else by


def unknown_policies(force: LoadedForce, registry: Registry) -> Iterator[Diagnostic]:
    """An error for each policy that the force sets and no plugin gives. What is not installed may be switched off."""
    if force.spec is None or force.node is None:
        return
    known = registry.policies
    for name, setting in force.spec.policies.items():
        if name in known or (setting.level == "off" and not did_you_mean(name, known)):
            continue
        plugins = ", ".join(sorted({given.plugin for given in known.values()})) or "no installed plugin"
        yield Diagnostic(
            "KB421",
            f'there is no policy called "{name}"',
            locate(force.node, ("policies", name), "extra_forbidden"),
            label=did_you_mean(name, known),
            help=f"policies here: {listed(known)}; they come from: {plugins} (koban plugin list)"
            if known
            else "no installed plugin gives policies (koban plugin list)",
        )
