"""Holds what a community asks for against what an operator granted to its force. What was not granted is left out and told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from koban.compile.findings import Findings
from koban.diagnostics.diagnostic import Diagnostic, Related, Span
from koban.manifest.claims import Claim, all_claims, keepers
from koban.manifest.layout import COMMUNITY_FILE
from koban.manifest.tree import Tree
from koban.manifest.workspace import LoadedCommunity
from koban.model.community import CommunitySpec
from koban.model.grants import Grants, as_option, in_words, kept_back

_WHO = "an operator grants it where KOBAN runs"
LEFT_OUT = frozenset({"KB410", "KB411"})
"""Codes of what a bundle goes without, so that no comparison of bundles shows it."""

Secrets = Mapping[tuple[str, str], Mapping[str, str]]
"""Connector and the name by which it calls a secret -> where that lies."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """What an operator said, and who keeps each domain. It comes from outside, so that compiling stays pure."""

    grants: Grants = field(default_factory=Grants)
    keepers: Mapping[str, Claim] = field(default_factory=dict)
    """Domain -> the one community that may have it; a domain that nobody may have is not in it."""


def allowed_in(
    tree: Tree,
    grants: Grants | None,
    held: Mapping[str, str] | None = None,
    silent: set[str] | None = None,
) -> Allowed:
    """For checking a whole workspace. Where no grants are known nothing is granted.

    Of several communities that ask for one domain the one that has it (`held`: domain -> community), else the first, keeps
    it. `silent` are the blobs of manifests that ask for none.
    """
    if grants is None:
        return Allowed(Grants(), keepers(all_claims(tree, silent), lambda _: True))
    claims = all_claims(tree, silent) if any(one.domains for one in grants.forces.values()) else []
    return Allowed(grants, keepers(claims, lambda one: grants.force_of_domain(one.domain) == one.force, held))


def allowed_beside(before: Tree, after: Tree, grants: Grants) -> tuple[Allowed, Allowed]:
    """The same for two states of a workspace: whoever has a domain in the first keeps it in the second."""
    there = allowed_in(before, grants)
    held = {domain: claim.community for domain, claim in there.keepers.items()}
    return there, allowed_in(after, grants, held)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a bundle goes without, because it was not granted."""

    domains: tuple[str, ...] = ()
    secrets: tuple[tuple[str, str], ...] = ()
    """Connector and the name by which it calls the secret."""
    words: tuple[str, ...] = ()
    """The same for people."""


def check_granted(
    loaded: LoadedCommunity,
    spec: CommunitySpec,
    asked: Secrets,
    allowed: Allowed | None,
    findings: Findings,
) -> LeftOut:
    """What is to be left out of `spec`, whose connectors ask for secrets. With None nothing is known: all stays in."""
    possible = [
        number for number in range(len(spec.app.domains)) if _possible(loaded, spec, number, findings)
    ]
    if allowed is None:
        return LeftOut()
    _check_name(loaded, allowed.grants, findings)
    domains = [
        spec.app.domains[number]
        for number in possible
        if not _check_domain(loaded, spec, number, allowed, findings)
    ]
    secrets = list(_check_secrets(loaded.force.name, asked, allowed.grants, findings))
    words = [
        *(f"the domain {domain}" for domain in domains),
        *(f"the secret {in_words(asked[one])}" for one in secrets),
    ]
    return LeftOut(tuple(domains), tuple(secrets), tuple(dict.fromkeys(words)))


def _possible(loaded: LoadedCommunity, spec: CommunitySpec, number: int, findings: Findings) -> bool:
    """Whether the domain could be anybody's."""
    path, domain = ("app", "domains", number), spec.app.domains[number]
    why = kept_back(domain)
    if why:
        findings.error("KB413", path, f'"{domain}" cannot be the domain of a community', help=why)
    elif not findings.span(path).file.startswith(f"{loaded.folder}/"):
        message = f'the domain "{domain}" stands where several communities share it'
        cure = "a domain leads to one community: write it in that one's own manifest"
        findings.error("KB415", path, message, help=cure)
    else:
        return True
    return False


def _check_name(loaded: LoadedCommunity, grants: Grants, findings: Findings) -> None:
    own, kept_for = loaded.force.name, grants.force_of_community(loaded.name)
    if kept_for not in {None, own}:
        message = f'the name "{loaded.name}" is kept for the force {kept_for}'
        cure = "rename the folder, and metadata.name with it"
        findings.diagnostics.append(Diagnostic("KB414", message, Span(_manifest(loaded)), help=cure))


def _check_domain(
    loaded: LoadedCommunity, spec: CommunitySpec, number: int, allowed: Allowed, findings: Findings
) -> bool:
    """Whether the domain was granted; it may be somebody else's all the same."""
    path, domain, own = ("app", "domains", number), spec.app.domains[number], loaded.force.name
    keeper, force = allowed.keepers.get(domain), allowed.grants.force_of_domain(domain)
    if keeper is not None and keeper.community != loaded.name:
        findings.error(
            "KB412",
            path,
            f'the domain "{domain}" is that of the community {keeper.community} of {keeper.force}',
            help="a domain leads to one community: take it out of one of the two",
            related=[Related(keeper.span, f"{keeper.community} has it here")],
        )
    elif force not in {None, own}:
        message = f'the domain "{domain}" was granted to the force {force}, not to {own}'
        findings.error("KB412", path, message, help="name a domain of your own force")
    elif force is None:
        message = f'the domain "{domain}" was not granted to {own}, so it is left out'
        cure = f"{_WHO}: koban grant {own} --domain {domain}"
        findings.warning("KB410", path, message, help=cure)
    return force == own


def _check_secrets(
    force: str, asked: Secrets, grants: Grants, findings: Findings
) -> Iterator[tuple[str, str]]:
    for (use, name), reference in asked.items():
        if not grants.allows_secret(force, reference):
            message = f"the secret {in_words(reference)} was not granted to {force}, so it is left out"
            cure = f"{_WHO}: koban grant {force} --secret {as_option(reference)}"
            findings.warning("KB411", ("connectors", use, "secrets", name), message, help=cure)
            yield use, name


def _manifest(loaded: LoadedCommunity) -> str:
    return f"{loaded.folder}/{COMMUNITY_FILE}"
