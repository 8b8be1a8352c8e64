"""Every rule of the manifest language, and the tests that hold it: a rule whose test is gone is seen here."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from koban.diagnostics.codes.catalogue import CATALOGUE

TESTS = Path(__file__).parents[2]
DIAGNOSTICS = TESTS / "diagnostics"
RULES: dict[str, tuple[str, ...]] = {
    "one document a file": ("KB108",),
    "a key stands once, and both places are shown": (
        "unit/manifest/test_reader.py::duplicate_key_shows_both_places",
    ),
    "no anchors, aliases, merge keys, tags": ("KB105", "KB106", "KB107"),
    "no tab where libyaml and YAML 1.2 differ": (
        "KB104",
        "unit/manifest/test_reader.py::tabs_outside_the_words_of_a_text_are_refused",
    ),
    "a file, its depth and its values are bounded": (
        "unit/manifest/test_reader.py::limits_stop_the_reading",
        "unit/manifest/test_fuzz.py::memory_stays_bounded_at_the_largest_size",
    ),
    "YAML 1.2: no is a text": ("unit/manifest/test_reader.py::plain_scalars_follow_the_core_schema",),
    "the name equals the folder's": ("KB207", "bad:name-unlike-folder"),
    "a name can be a host name": (
        "KB206",
        "bad:folder-name-no-host-name",
        "unit/model/test_fields.py::no_names",
    ),
    "names are unique across forces": ("bad:name-of-two-forces",),
    "movedFrom takes data, history and generation along": (
        "reconcile/test_rename.py::data_history_and_generation_come_along",
    ),
    "movedFrom acts when the old name is owned and the new one is not": (
        "reconcile/test_rename.py::where_it_never_acted_it_means_nothing",
        "reconcile/test_rename.py::the_line_stays_and_goes_without_harm",
    ),
    "the old address answers for 400 days": (
        "reconcile/test_rename.py::the_old_address_ends_after_400_days",
    ),
    "instances may be renamed too": (
        "reconcile/test_rename.py::a_feature_keeps_its_data_through_a_rename_of_both",
    ),
    "nothing of another force comes along": ("reconcile/test_rename.py::no_data_goes_to_another_force",),
    "maps keyed by name, no lists of named things": ("bad:features-as-a-list",),
    "merging is RFC 7386": (
        "unit/manifest/test_merge.py::the_same_as_the_rfc_in_value_and_order",
        "unit/manifest/test_merge.py::the_rfc_s_own_examples",
    ),
    "texts become language maps before they merge": (
        "unit/manifest/test_layers.py::texts_become_language_maps_before_they_merge",
    ),
    "true and false become maps before they merge": (
        "unit/manifest/test_layers.py::true_and_false_become_maps_before_they_merge",
    ),
    "an empty value is an error": ("KB114", "bad:nothing-behind-a-key"),
    "null removes": (
        "unit/manifest/test_layers.py::null_removes_what_a_parent_gives_defaults_of_a_feature_too",
    ),
    "the order of the layers": (
        "unit/manifest/test_layers.py::merge_order_later_wins_defaults_plugin_force_workspace_manifest",
    ),
    "limits are checked on the result": (
        "KB407",
        "unit/plan/test_refusals.py::a_commit_cannot_raise_a_limit_and_pass_it",
    ),
    "decisions are checked on the result": (
        "KB401",
        "KB406",
        "unit/plan/test_refusals.py::taking_a_decision_out_does_not_end_it",
    ),
    "a later decision of the same body ends one": (
        "KB408",
        "unit/manifest/test_layers.py::a_later_decision_of_the_same_body_ends_one",
    ),
    "explain says file and line for each part": (
        "unit/cli/test_effective.py::a_value_of_the_force_names_the_line_in_the_force",
        "unit/cli/test_effective.py::a_setting_that_nobody_wrote_names_the_plugin",
    ),
    "nodes carry their file through the merge": ("unit/manifest/test_layers.py::every_part_keeps_its_file",),
    "a shared parent's mistake is told once, with the communities counted": (
        "unit/manifest/test_layers.py::a_mistake_of_a_shared_parent_is_told_once_with_the_communities_counted",
    ),
    "circles and missing parents are told with both places": (
        "KB350",
        "KB351",
        "unit/manifest/test_layers.py::a_circle_of_blueprints_is_told_with_both_places",
        "unit/manifest/test_layers.py::a_missing_parent_is_told_with_both_places",
    ),
    "a text is a string in the first language or a map": (
        "unit/model/test_fields.py::a_plain_text_is_in_the_first_language",
    ),
    "other languages live in texts/<tag>.yaml under the same keys": ("KB310", "KB326"),
    "koban texts lists what is missing, stale or left over": ("unit/cli/test_texts.py",),
    "blueprints use maps": ("KB353",),
    "only complete languages are offered": (
        "KB338",
        "unit/compile/test_compiler.py::a_language_with_missing_texts_is_not_offered",
    ),
    "safety texts missing in a declared language are errors": ("KB337",),
    "references are checked, with did you mean": (
        *("KB301", "KB302", "KB303", "KB304", "KB305", "KB306", "KB309", "KB350", "KB372"),
        "unit/compile/test_compiler.py::a_slip_of_the_pen_gets_a_suggestion",
    ),
    "durations, schedules, dates": ("KB213", "KB217", "KB220", "unit/model/test_fields.py::durations"),
    "files are relative, inside the folder, no links": (
        "KB218",
        "KB332",
        "unit/compile/test_files.py::a_symbolic_link_is_refused",
        "unit/compile/test_files.py::a_file_behind_a_linked_folder_is_refused",
    ),
    "files become blobs by hash": (
        "unit/compile/test_compiler.py::blobs_are_named_by_their_bytes_and_hold_files_and_forms",
    ),
    "secrets are references": (
        "KB403",
        "KB405",
        "unit/manifest/test_secrets.py::secrets_are_references",
    ),
    "token-like text anywhere is an error": ("KB404", "unit/manifest/test_secrets.py::tokens_are_found"),
    "a force reaches its own secrets only": (
        "unit/secrets/test_resolve.py::from_the_environment_of_its_force_only",
        "unit/secrets/test_resolve.py::a_force_cannot_reach_into_one_whose_name_begins_like_its_own",
    ),
    "older versions are migrated in memory, with a warning": (
        "unit/cli/test_migrate.py::an_older_version_is_read_with_one_warning_a_file",
    ),
    "koban migrate rewrites them, keeping comments and order": (
        "unit/cli/test_migrate.py::it_is_rewritten_and_means_the_same",
    ),
    "unknown versions are errors that name the known": (
        "unit/cli/test_migrate.py::a_version_that_nobody_knows_is_an_error_that_names_the_known",
    ),
    "roles are sign-in groups": ("bad:role-misspelt",),
    "all problems of all files in one run": ("unit/cli/test_many_files.py::every_file_is_listed",),
    "one mistake gives one diagnostic": (
        "unit/compile/test_compiler.py::one_mistake_gives_one_diagnostic_at_its_line",
    ),
    "exit codes": ("unit/cli/test_main.py::exit_codes",),
    "--fix applies the safe fixes and touches nothing else": (
        "unit/cli/test_check_fix.py::only_the_misspelt_words_change",
        "unit/manifest/test_mending.py::only_the_named_words_change",
    ),
    "every code is explained by a bad and a good example": (
        "diagnostics/test_examples.py::bad_example_gives_its_code",
    ),
    "schemas are fresh, titled and described": (
        "unit/compile/test_schemas.py::the_committed_schemas_are_fresh",
        "unit/compile/test_schemas.py::every_field_has_a_title_and_a_description",
    ),
    "what the check accepts the schema accepts, and the other way round": (
        "unit/compile/test_one_mind.py::the_check_and_the_schema_are_of_one_mind",
    ),
    "whatever our reader accepts ruamel reads to the same value": (
        "unit/manifest/test_reader.py::what_is_accepted_ruamel_reads_to_the_same_value",
    ),
    "formatting changes no value and loses no comment": (
        "unit/manifest/test_formatting.py::it_never_changes_a_value_or_loses_a_comment",
    ),
    "a plan compiles both sides without touching the working tree": ("unit/cli/test_plan_base.py",),
    "the widest class wins, and the applied approvers judge": (
        "unit/cli/test_check_base.py::whoever_adds_itself_to_the_approvers_is_judged_by_those_of_now",
    ),
}


@cache
def _names(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text("utf-8"))
    found = (node.name for node in tree.body if isinstance(node, ast.FunctionDef))
    return frozenset(name.removeprefix("test_") for name in found if name.startswith("test_"))


@pytest.mark.parametrize("rule", RULES)
def test_the_rule_is_held(rule: str) -> None:
    for named in RULES[rule]:
        file, _, test = named.partition("::")
        if named.startswith("KB"):
            assert CATALOGUE[named].bad, named
        elif named.startswith("bad:"):
            assert (DIAGNOSTICS / "bad" / named.removeprefix("bad:") / "expected.txt").is_file(), named
        elif test:
            assert test in _names(TESTS / file), named
        else:
            assert _names(TESTS / file), named
