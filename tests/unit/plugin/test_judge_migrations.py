"""Steps of a plugin's migrations are steps, and nothing else."""

from koban.api import Config, Feature, Rename
from koban.plugin.judge import judge


class Sample(Feature):
    name = "sample"
    title = {"en": "Sample"}
    Config = Config
    migrations = [Rename("old", "new")]


class Wrong(Sample):
    migrations = [("old", "new")]  # type: ignore[list-item]


def test_steps_are_steps() -> None:
    assert judge("koban_features", [Sample()]) is None
    told = judge("koban_features", [Wrong()])
    assert told == "Wrong.migrations must be a list of Rename, Move, Remove or MapValues"
