"""Loads the installed plugins, one at a time, into a registry. A plugin that fails is named and left out; nothing else suffers."""

from __future__ import annotations

import hashlib
import os
import sys
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pluggy

from koban.diagnostics.diagnostic import Diagnostic
from koban.manifest.blueprint import Blueprint
from koban.plugin import hookspecs
from koban.plugin.capability_data import ModuleData, read_module
from koban.plugin.declare import BlueprintFile, CapabilityModule
from koban.plugin.discovery import Found, discover, given, own_fingerprint
from koban.plugin.judge import judge
from koban.plugin.merge import Loaded, merge
from koban.plugin.parents import read_blueprint
from koban.plugin.registry import Problem, Registry

TRACE = "KOBAN_PLUGINS_TRACE"


class _FailedError(Exception):
    """A plugin cannot be used; the cause says why."""

    def __init__(self, hook: str, message: str, place: str) -> None:
        super().__init__(message)
        self.hook, self.message, self.place = hook, message, place


def load_registry(extra: Iterable[object] = ()) -> Registry:
    """Load every installed plugin, and the modules or objects in `extra` after them.

    A plugin that fails to import or register, raises in a hook or returns something else than it should is in
    `Registry.problems`, and nothing of it is in the registry.
    """
    everyone = [*discover(), *(given(plugin) for plugin in extra)]
    loaded: list[Loaded] = []
    problems: list[Problem] = []
    for found in everyone:
        try:
            loaded.append(_load(found))
        except _FailedError as failed:
            problems.append(Problem(found.plugin, found.version, failed.hook, failed.message, failed.place))
    return merge(loaded, problems, _fingerprint(everyone, problems))


def _manager() -> pluggy.PluginManager:
    manager = pluggy.PluginManager("koban")
    manager.add_hookspecs(hookspecs)
    if os.environ.get(TRACE) == "1":
        manager.trace.root.setwriter(sys.stderr.write)
        manager.enable_tracing()
    return manager


def _load(found: Found) -> Loaded:
    # A manager each: whatever a plugin does while it is registered or called, the others never meet it.
    manager = _manager()
    plugin = _attempt("import", found, found.load)
    _attempt("register", found, lambda: manager.register(plugin, found.entry))
    _attempt("register", found, manager.check_pending)
    loaded = Loaded(found)
    for caller in manager.get_hookcallers(plugin) or []:
        hook = caller.name
        for answer in _attempt(hook, found, caller):
            wrong = judge(hook, answer)
            if wrong:
                raise _FailedError(hook, wrong, _defined(getattr(plugin, hook)))
            _take(loaded, hook, list(answer))
        loaded.hooks = (*loaded.hooks, hook)
    return loaded


def _take(loaded: Loaded, hook: str, answer: list[Any]) -> None:
    if hook == "koban_features":
        loaded.features += answer
    elif hook == "koban_connectors":
        loaded.connectors += answer
    elif hook == "koban_blueprints":
        loaded.blueprints += [_blueprint(hook, file, loaded.found) for file in answer]
    elif hook == "koban_policies":
        loaded.policies += answer
    elif hook == "koban_secret_stores":
        loaded.secret_stores += answer
    else:
        loaded.modules += [_module(hook, module) for module in answer]


def _blueprint(hook: str, file: BlueprintFile, found: Found) -> Blueprint:
    blueprint, diagnostics = read_blueprint(file.path, found.plugin)
    _refuse(hook, diagnostics)
    return blueprint


def _module(hook: str, module: CapabilityModule) -> ModuleData:
    data, diagnostics = read_module(module)
    _refuse(hook, diagnostics)
    return data


def _refuse(hook: str, diagnostics: list[Diagnostic]) -> None:
    if diagnostics:
        first, more = diagnostics[0], len(diagnostics) - 1
        also = f" (and {more} more)" if more else ""
        raise _FailedError(hook, f"{first.message}{also}", f"{first.span.file}:{first.span.line}")


def _attempt(step: str, found: Found, act: Any) -> Any:
    try:
        return act()
    except (Exception, SystemExit) as error:  # a plugin may raise anything: it is quarantined and named
        message = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        raise _FailedError(step, message, _failed_at(error, found)) from error


def _failed_at(error: BaseException, found: Found) -> str:
    """Where the plugin failed: its own innermost line, else the innermost of all."""
    if isinstance(error, SyntaxError) and error.filename:
        return f"{error.filename}:{error.lineno or 1}"
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if not frame.filename.startswith("<")
    ]
    own = [frame for frame in frames if found.folder and Path(frame.filename).is_relative_to(found.folder)]
    if own:
        return f"{own[-1].filename}:{own[-1].lineno}"
    if found.folder and all(
        Path(frame.filename).is_relative_to(Path(__file__).parents[1]) for frame in frames
    ):
        return f"{found.folder}:1"
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else f"{found.folder or found.entry}:1"


def _defined(function: Any) -> str:
    code = getattr(function, "__code__", None)
    return f"{code.co_filename}:{code.co_firstlineno}" if code else "unknown:1"


def _fingerprint(everyone: Iterable[Found], problems: Iterable[Problem]) -> str:
    # The same plugin fails where something that it needs is gone: then its features are gone too.
    failed = sorted(f"failed {problem.plugin}" for problem in problems)
    parts = [own_fingerprint(), *sorted(found.fingerprint for found in everyone), *failed]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
