"""The same workspace and plugins give the same bytes; the order in which people write is kept."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koban.model.bundle import Bundle, sha256

NAMES = st.from_regex(r"[a-z]{1,6}", fullmatch=True)
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=20
).filter(str.strip)
CATEGORIES = st.dictionaries(NAMES, WORDS.map(lambda words: {"label": {"nl": words}}), max_size=6)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(categories=CATEGORIES, title=WORDS, many=st.integers(100, 10**9))
def test_compiling_twice_gives_the_same_bytes_in_the_order_written(compiling, categories, title, many):
    box = {"with": {"categories": categories, "many": many}}
    spec = f"title: {{nl: {json.dumps(title, ensure_ascii=False)}}}\nfeatures:\n  box: {json.dumps(box, ensure_ascii=False)}"
    diagnostics, one = compiling(spec)
    _, two = compiling(spec)
    assert diagnostics == []
    assert (one.body, one.digest, one.blobs) == (two.body, two.digest, two.blobs)
    assert sha256(one.body) == one.digest
    assert Bundle.model_validate_json(one.body) == one.bundle
    assert list(one.bundle.features["box"].config["categories"]) == list(categories)
    assert one.bundle.spec.title == {"nl": title}
