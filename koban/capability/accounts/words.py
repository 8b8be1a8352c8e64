"""What the framework's own words mean, in plain English: levels, evidence, and why a level is lower than declared."""

from __future__ import annotations

from collections.abc import Mapping

NO_APP_ALONE = (
    "Features give technologies only, so no app alone closes a gap: knowledge and skills come from people, "
    "training and partners."
)
LEVELS: tuple[tuple[str, str], ...] = (
    ("absent", "nobody is responsible, and nothing is done on purpose"),
    ("occasional", "it hangs on single people, without a plan or a record"),
    (
        "planned",
        "it has an owner, a written procedure, something of all three kinds of component, and records",
    ),
    (
        "practised",
        "it has run as planned for six months, every indicator has a baseline, and partners take part",
    ),
    ("learning", "results are compared and published every year, failures too, and lead to change"),
)
"""Level -> its name, and what it takes in any capability."""
BECAUSE: Mapping[str, str] = {
    "panel": "the panel sees it lower, and what is done together counts as the panel sees it",
    "no-panel": "what is done together counts no higher than 2 until a panel has rated it",
    "components": "a whole kind of component is missing, and level 2 wants something of all three",
    "proof": "all proof is older than 18 months, which costs a level",
}
"""Reason -> why a level is lower than declared."""
QUALITY: tuple[str, ...] = (
    "theory alone",
    "guidance, survey or practice",
    "one site over time, or large observation",
    "randomised or strongly controlled",
    "systematic review of controlled studies",
)
"""Strength -> what it stands for."""
VERIFIED: Mapping[str, str] = {
    "full": "the study itself was read",
    "abstract": "its abstract was read",
    "page": "an official page on it was read",
    "memory": "it was not read again: check it before you quote it",
    "local": "it was measured here",
}
"""How an entry was verified -> in words."""
GATES: Mapping[str, str] = {
    "legal_basis": "no law that allows it is named",
    "dpia": "no data protection impact assessment covers it",
    "no_prohibited_ai": "it uses what the AI Act prohibits",
    "alternative": "those who cannot use it have no other way",
}
"""Gate that is shut -> what is missing."""
CRITERIA: Mapping[str, str] = {
    "severity": "how bad it is",
    "reach": "how many it concerns",
    "trust_impact": "how much it wears down trust",
    "urgency": "how soon it gets worse",
    "equity": "how much more it hits those who are heard least",
}
"""Criterion -> what is rated."""
