"""The template engine: KOBAN's layouts first, then the templates of the plugin whose feature renders."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from koban.plugin.registry import Registry
from koban.web.assets import plugin_folders
from koban.web.icons import icon

CORE = Path(__file__).parent / "templates"


class Pages:
    """Templates by plugin; a plugin cannot replace a layout of KOBAN's, nor see another plugin's templates."""

    def __init__(self, registry: Registry, own: Path) -> None:
        """`own` is where the host's own pages lie."""
        self._environments = {"": _environment([CORE, own])}
        for plugin, folder in plugin_folders(registry):
            self._environments[plugin] = _environment([CORE, folder / "templates"])

    def template(self, plugin: str, name: str) -> Template:
        """The template `name` as `plugin` sees it; "" is the host itself. Raises jinja2.TemplateNotFound."""
        return self._environments[plugin].get_template(name)


def _environment(folders: list[Path]) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals["icon"] = icon
    environment.globals["symbol"] = icon
    return environment
