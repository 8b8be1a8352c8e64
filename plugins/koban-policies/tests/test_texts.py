"""A language that is declared and not complete is told by its place in the list."""

from koban_policies.texts import TextsComplete


def test_only_what_is_not_offered_is_told(deploy, says):
    words = {"en": "Testville", "fr": "Testville"}
    title = {"title": words, "languages": ["en", "fr"]}
    force = {"emergency": {"call": "112", "text": {"en": "Call 112", "fr": "Appelez le 112"}}}
    deployment = deploy(lambda spec: spec.update(title), force=force)
    assert deployment.languages == ("en",)
    assert says(TextsComplete(), deployment) == [
        ("languages.1", "fr is declared and not complete, so nobody is offered it")
    ]
    assert says(TextsComplete(), deploy()) == []
