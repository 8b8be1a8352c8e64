"""A force and a community change the framework in YAML only, by the same merge rules as everything."""

from .conftest import FORCE

OURS = """\
  framework:
    capabilities:
      dusk-mediation:
        title: Bemiddelen in de nacht
        definition: Het team bemiddelt waar het 's nachts botst.
        approach: co-active
        skills: {mediating: Bemiddelen}
      procedural-justice: {title: {nl: Eerlijk behandelen}}
    retire: {trust-measurement: Geen rechtsgrond}
"""
SPEC = """\
title: Kade
languages: [nl]
needs:
  calm: {statement: Rustige nachten, asksFor: {dusk-mediation: 3, procedural-justice: 2, trust-measurement: 2}}
"""


def codes(diagnostics):
    return sorted(one.code for one in diagnostics)


def test_a_force_adds_a_capability_rewords_one_and_retires_one(compiling):
    diagnostics, compiled = compiling(SPEC, force=FORCE + OURS)
    assert codes(diagnostics) == ["KB371"]
    known = compiled.bundle.known
    assert known.capabilities["dusk-mediation"]["title"] == {"nl": "Bemiddelen in de nacht"}
    reworded = known.capabilities["procedural-justice"]
    assert (reworded["title"]["nl"], reworded["approach"]) == ("Eerlijk behandelen", "reactive")
    assert "en" in reworded["title"]
    assert known.retired == {"trust-measurement": {"nl": "Geen rechtsgrond"}}


def test_without_the_force_the_added_one_is_unknown(compiling):
    diagnostics, _ = compiling(SPEC)
    assert codes(diagnostics) == ["KB303"]


def test_a_community_has_the_last_word_for_itself(compiling):
    own = SPEC + "framework: {capabilities: {dusk-mediation: {title: Vrede op straat}}}\n"
    _, compiled = compiling(own, force=FORCE + OURS)
    known = compiled.bundle.known.capabilities["dusk-mediation"]
    assert (known["title"], known["approach"]) == ({"nl": "Vrede op straat"}, "co-active")


def test_a_mistake_in_an_added_entry_is_told_where_it_stands(compiling):
    force = FORCE + OURS.replace("approach: co-active", "approach: slow")
    diagnostics, compiled = compiling(SPEC, force=force)
    assert compiled is None
    place = next(one.span for one in diagnostics if one.code == "KB208")
    assert place.file == "deployments/haven/force.yaml"
    assert force.splitlines()[place.line - 1].strip() == "approach: slow"


def test_a_capability_that_is_not_there_cannot_be_retired(compiling):
    diagnostics, _ = compiling(SPEC, force=FORCE + OURS.replace("retire: {trust", "retire: {truste"))
    assert [one.label for one in diagnostics if one.code == "KB303"] == ['did you mean "trust-measurement"?']


def test_a_version_that_no_module_is_for_is_refused(compiling):
    diagnostics, _ = compiling(
        "title: Kade\nlanguages: [nl]\n", force=FORCE + '  framework: {version: "99"}\n'
    )
    assert codes(diagnostics) == ["KB370"]


def test_only_what_the_community_has_to_do_with_goes_into_its_bundle(compiling):
    _, compiled = compiling(SPEC, force=FORCE + OURS)
    asked = {"dusk-mediation", "procedural-justice", "trust-measurement"}
    known = compiled.bundle.known
    assert known.capabilities.keys() >= asked
    assert "elder-fraud-prevention" not in known.capabilities
    assert all(known.capabilities.keys() & measure["gives"].keys() for measure in known.measures.values())
