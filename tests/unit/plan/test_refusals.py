"""What is applied guards what is proposed."""

from koban.model.bundle import Bundle
from koban.plan.refusals import refusals

DECIDED = {"by": "panel", "date": "2026-02-10", "text": {"nl": "Geen nieuws"}, "forbids": ["features.news"]}
LATER = {"by": "panel", "date": "2026-03-10", "text": {"nl": "Toch nieuws"}, "ends": ["no-news"]}


def limited(bundle, value, **limits):
    whole = bundle(**{"features.report.config.size": value}).model_dump(mode="json", by_alias=True)
    whole["force"]["limits"] = {path.replace("__", "."): limit for path, limit in limits.items()}
    return Bundle.model_validate(whole)


def decided(bundle, **decisions):
    whole = bundle().model_dump(mode="json", by_alias=True)
    whole["spec"]["decisions"] = {name.replace("_", "-"): one for name, one in decisions.items()}
    return Bundle.model_validate(whole)


def test_nothing_applied_guards_nothing(bundle):
    assert not list(refusals(None, bundle()))


def test_a_commit_cannot_raise_a_limit_and_pass_it(bundle):
    before = limited(bundle, 3, features__report__with__size={"max": 5})
    after = limited(bundle, 8, features__report__with__size={"max": 10})
    [one] = refusals(before, after)
    assert one.path == ("features", "report", "with", "size")
    assert str(one).startswith("features.report.with.size is 8, and the force allows at most 5; the limit")
    raised = limited(bundle, 3, features__report__with__size={"max": 10})
    assert not list(refusals(before, raised))
    assert not list(refusals(raised, after))


def test_a_limit_that_was_taken_out_still_holds_once(bundle):
    before = limited(bundle, 3, features__report__with__size={"max": 5})
    assert list(refusals(before, limited(bundle, 8)))


def test_taking_a_decision_out_does_not_end_it(bundle):
    before = decided(bundle, no_news=DECIDED)
    [one] = refusals(before, decided(bundle))
    assert one.path == ("features", "news")
    assert 'the decision "no-news" of 2026-02-10 forbids "features.news"' in one.message
    assert "`ends: [no-news]`" in one.cure


def test_a_later_decision_of_the_same_body_ends_it(bundle):
    before = decided(bundle, no_news=DECIDED)
    assert not list(refusals(before, decided(bundle, no_news=DECIDED, news_again=LATER)))
    assert list(refusals(before, decided(bundle, no_news=DECIDED, news_again={**LATER, "by": "others"})))
    assert list(
        refusals(before, decided(bundle, no_news=DECIDED, news_again={**LATER, "date": "2026-02-10"}))
    )
