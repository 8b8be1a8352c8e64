"""A plugin for the host's own tests: one feature with pages, an interface, a desk and a form in steps."""

from __future__ import annotations

from koban.api import Config, Feature, Requires, Screen


class SampleConfig(Config):
    title: dict[str, str] | None = None
    breaks: bool = False


class Sample(Feature):
    name = "sample"
    title = {"en": "Sample"}
    Config = SampleConfig
    requires = Requires(device=("geolocation",))
    screens = [
        Screen("", title={"en": "Sample", "ar": "عينة"}, icon="chat", offline="shell"),
        Screen("outboxed", title={"en": "Report"}, navigation=False),
        Screen("plain", title={"en": "A page without code"}, template="sample/plain.html", navigation=False),
    ]
    desk_screens = [Screen("", title={"en": "Inbox"}, icon="inbox")]
    pages = "sample_plugin.routes:pages"
    api = "sample_plugin.routes:api"
    desk = "sample_plugin.routes:desk"
    home = "sample_plugin.routes:cards"


class Broken(Feature):
    name = "broken"
    title = {"en": "Broken"}
    Config = Config
    screens = [Screen("", title={"en": "Broken"})]
    pages = "sample_plugin.absent:pages"
