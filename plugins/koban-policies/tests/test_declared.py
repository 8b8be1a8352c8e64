"""What koban-policies declares, and that the example communities please it."""

from koban_policies.plugin import koban_policies

LEVELS = {
    "follow-up-capacity": "warning",
    "dpia-covers-change": "warning",
    "contrast": "warning",
    "texts-complete": "off",
    "way-without-smartphone": "warning",
}


def test_each_policy_has_words_and_a_level():
    policies = {policy.name: policy for policy in koban_policies()}
    assert {name: policy.default for name, policy in policies.items()} == LEVELS
    for policy in policies.values():
        assert policy.title["en"]
        assert policy.summary["en"].endswith(".")
        assert policy.check.__doc__


def test_they_are_installed(registry):
    assert {given.plugin for name, given in registry.policies.items() if name in LEVELS} == {"koban-policies"}
    assert registry.policies.keys() >= LEVELS.keys()


def test_a_community_with_everything_pleases_them_all(deploy, says):
    complete = deploy()
    assert [says(policy, complete) for policy in koban_policies()] == [[]] * 5
