"""Texts in several languages: overlays from `texts/<tag>.yaml`."""

from __future__ import annotations

from dataclasses import dataclass, field

from koban.diagnostics.diagnostic import Diagnostic, Span
from koban.manifest.node import Node
from koban.manifest.slip import mend
from koban.manifest.suggestion import did_you_mean, listed
from koban.manifest.wording import kind_of


def must_be_text(name: str, found: Node) -> Diagnostic:
    """The diagnostic for a number or a switch where the words for `name` should be."""
    message = f'"{name}" must be a text, not {kind_of(found.value)}'
    return Diagnostic("KB310", message, found.span, help="put it in quotes")


@dataclass(slots=True)
class Overlay:
    """The texts of one language, laid over a spec whose plain strings are in the first language."""

    tag: str
    first: str
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def lay(self, spec: Node, texts: Node) -> Node:
        """`spec` with the words of `texts` added; what fits nowhere becomes a diagnostic at its own place."""
        if not isinstance(texts.value, dict):
            self._refuse(texts.span, "a file of texts is a map with the keys of the manifest's `spec`")
            return spec
        if "spec" in texts.value and "spec" not in spec.value:
            self._whole_manifest(texts)
            return spec
        return self._lay(spec, texts, texts.span, "spec")

    def _whole_manifest(self, texts: Node) -> None:
        cure = "leave out `spec:` and begin each line below it further left"
        if len(texts.value) > 1:
            cure = (
                f"keep only what stands below `spec`, without {listed(set(texts.value) - {'spec'})}; {cure}"
            )
        message = "the texts do not stand below `spec` here"
        self.diagnostics.append(Diagnostic("KB310", message, texts.keys["spec"], help=cure))

    def _lay(self, node: Node, over: Node, key: Span, name: str) -> Node:
        if isinstance(over.value, str):
            return self._add_words(node, over, key, name)
        if isinstance(over.value, dict) and isinstance(node.value, dict):
            return self._lay_map(node, over, name)
        if (
            isinstance(over.value, list)
            and isinstance(node.value, list)
            and len(over.value) == len(node.value)
        ):
            below = [
                self._lay(mine, words, words.span, name)
                for mine, words in zip(node.value, over.value, strict=True)
            ]
            return Node(below, node.span, node.keys)
        if not isinstance(over.value, dict | list):
            self.diagnostics.append(must_be_text(name, over))
            return node
        self._refuse(over.span, f'"{name}" does not have the same shape here as in the manifest')
        return node

    def _lay_map(self, node: Node, over: Node, name: str) -> Node:
        value = dict(node.value)
        for key, words in over.value.items():
            if key not in value:
                self._unknown(key, over.keys[key], name, list(value))
                continue
            value[key] = self._lay(value[key], words, over.keys[key], key)
        return Node(value, node.span, node.keys)

    def _unknown(self, key: str, span: Span, name: str, known: list[str]) -> None:
        message = f'the manifest has no "{key[:60]}" in "{name}", so there is nothing to translate'
        hint = did_you_mean(key, known)
        self.diagnostics.append(
            Diagnostic(
                "KB310",
                message,
                span,
                label=hint,
                help=f"it has: {listed(known)}",
                fix=mend(span, key, known),
            )
        )

    def _add_words(self, node: Node, over: Node, key: Span, name: str) -> Node:
        if isinstance(node.value, str):
            words, keys = {self.first: node}, {self.first: node.span}
        elif isinstance(node.value, dict) and all(
            isinstance(child.value, str) for child in node.value.values()
        ):
            words, keys = dict(node.value), dict(node.keys)
        else:
            self._refuse(key, f'"{name}" is no text for people in the manifest, so it is not translated')
            return node
        words[self.tag] = over
        keys[self.tag] = over.span
        return Node(words, node.span, keys)

    def _refuse(self, span: Span, message: str) -> None:
        cure = "keep only texts for people here, under the same keys as in the manifest"
        self.diagnostics.append(Diagnostic("KB310", message, span, help=cure))
