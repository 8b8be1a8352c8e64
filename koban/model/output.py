"""What commands print with `--format json`: one model a command, so that other programs can rely on the shape."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from koban.model.base import Model
from koban.model.condition import ConditionType, Reason, Status
from koban.model.plan import Change


class FixOutput(Model):
    """An edit of the same file that mends a problem and cannot do harm."""

    line: int
    """Counted from 1."""
    column: int
    """Counted from 1, in characters."""
    end_line: Annotated[int, Field(alias="endLine")]
    """The line in which the replaced place ends."""
    end_column: Annotated[int, Field(alias="endColumn")]
    """The column after its last character."""
    text: str
    """What takes its place; quotes around it stay."""


class RelatedOutput(Model):
    """Another place that helps to understand a problem."""

    file: str
    """Relative to the workspace."""
    line: int
    """Counted from 1."""
    column: int
    """Counted from 1, in characters."""
    message: str
    """Why it helps."""


class DiagnosticOutput(Model):
    """One problem in a manifest."""

    code: str
    """`KBnnn`, stable; `koban explain` tells what it means."""
    severity: Literal["error", "warning", "info"]
    """Only errors stop a manifest."""
    message: str
    """In plain words."""
    file: str
    """Relative to the workspace."""
    line: int
    """Counted from 1."""
    column: int
    """Counted from 1, in characters."""
    end_line: Annotated[int, Field(alias="endLine")]
    """The line in which it ends."""
    end_column: Annotated[int, Field(alias="endColumn")]
    """The column after its last character."""
    help: str
    """What to write instead; may be empty."""
    fix: FixOutput | None
    """What `koban check --fix` would do, or null."""
    related: list[RelatedOutput]
    """Other places that help to understand it."""


class CheckSummary(Model):
    """How many there are."""

    errors: int
    """Problems that stop a manifest."""
    warnings: int
    """Problems that do not."""
    files: int
    """Files that were read."""


class CheckOutput(Model):
    """`koban check --format json`."""

    diagnostics: list[DiagnosticOutput]
    """Every problem of every file."""
    summary: CheckSummary
    """The numbers."""


class PlanOutput(Model):
    """`koban plan --format json`."""

    changes: list[Change]
    """What would change, by community."""
    invalid: list[str]
    """Communities with errors: they keep what they have."""


class ConditionOutput(Model):
    """One fact about a community."""

    type: ConditionType
    """What it speaks of; `Ready` rolls the others up."""
    status: Status
    """True, False or Unknown, as a word."""
    reason: Reason
    """Why, as one word."""
    message: str
    """Why, in words; that of an invalid manifest begins FILE:LINE:COL."""
    observed_generation: Annotated[int, Field(alias="observedGeneration")]
    """The generation that was looked at."""
    last_transition_time: Annotated[datetime, Field(alias="lastTransitionTime")]
    """When its status last changed."""


class Urls(Model):
    """Where a community is reached."""

    app: str
    """The citizen app."""
    desk: str
    """The officers' desk."""


class CommunityStatus(Model):
    """How one community is."""

    name: str
    """Its name in Git and in its host name."""
    ready: bool
    """Whether what Git asks for is what runs."""
    applied_revision: Annotated[str | None, Field(alias="appliedRevision")]
    """The revision that is served."""
    attempted_revision: Annotated[str | None, Field(alias="attemptedRevision")]
    """The newest revision that was tried."""
    digest: str | None
    """The bundle that is served."""
    conditions: list[ConditionOutput]
    """What is true of it, and why."""
    urls: Urls
    """Where it is reached."""


class ArchivedStatus(Model):
    """A community whose folder is gone."""

    name: str
    """What it was called."""
    archive: str
    """The file that its data was put in."""


class HeadStatus(Model):
    """The newest revision that was looked at."""

    revision: str
    """A commit, or a name for the working tree's content; empty before the first look."""
    reason: Reason
    """`SourceFailed` if nothing newer can be read, `Invalid` if a file that belongs to no community has a mistake."""
    message: str
    """Why, in words."""


class StatusOutput(Model):
    """`koban status --format json`."""

    communities: list[CommunityStatus]
    """By name."""
    archived: list[ArchivedStatus] = []
    """Those that were retired, by name."""
    head: HeadStatus | None = None
    """What is followed; absent before the first look."""


class HistoryEntry(Model):
    """One bundle that went live."""

    community: str
    """Whose it is."""
    generation: int
    """Counts the community's bundles."""
    revision: str
    """The commit it was made from."""
    digest: str | None
    """The bundle, or nothing where the community was retired."""
    reason: str
    """What made it go live."""
    at: datetime
    """When, in UTC."""


class PassEntry(Model):
    """One pass of the reconciler that compiled something."""

    revision: str
    """The commit it looked at."""
    compiled: list[str]
    """The communities that were compiled."""


class HistoryOutput(Model):
    """`koban history --format json`."""

    history: list[HistoryEntry]
    """Newest first."""
    passes: list[PassEntry]
    """Newest first."""


class PluginProblem(Model):
    """Why a plugin, or a part of it, is not used."""

    hook: str
    """The step that failed: `import`, `register` or a hook."""
    message: str
    """What went wrong."""
    place: str
    """`file:line` of the failure."""


class PluginEntry(Model):
    """One installed plugin."""

    name: str
    """Its distribution."""
    version: str
    """Of the distribution."""
    hooks: list[str]
    """The hooks it implements."""
    features: list[str]
    """What communities can switch on."""
    connectors: list[str]
    """What communities can be wired to."""
    policies: list[str]
    """What deployments are judged by."""
    indicators: list[str] = []
    """What its features can measure, as FEATURE.INDICATOR."""
    capabilities: int
    """How many capabilities its modules define."""
    themes: list[str]
    """The subjects its modules define."""
    evidence: int
    """How many pieces of research its modules describe."""
    blueprints: list[str] = []
    """What communities can extend."""
    stores: list[str] = []
    """Where secrets can lie, beside the environment and files."""
    problems: list[PluginProblem]
    """What failed; empty if all is well."""


class PluginListOutput(Model):
    """`koban plugin list --format json`."""

    plugins: list[PluginEntry]
    """By name."""


class TextToTranslate(Model):
    """A text that a language lacks."""

    path: str
    """Where it stands in the manifest, with dots between the keys."""
    file: str
    """The file with its words: the community's, its force's or a blueprint's."""
    line: int
    """Counted from 1."""
    language: str
    """Of the words."""
    words: str
    """What is to be translated."""


class StaleText(TextToTranslate):
    """A translation whose original changed since it was written."""

    before: str
    """The original when the translation was written."""
    translation: str
    """What stands there."""
    translation_file: Annotated[str, Field(alias="translationFile")]
    """Where the translation stands."""
    translation_line: Annotated[int, Field(alias="translationLine")]
    """Counted from 1."""


class LeftOverText(Model):
    """Something in a file of texts that translates nothing."""

    path: str
    """Its keys with dots between them."""
    file: str
    """The file of texts."""
    line: int
    """Counted from 1."""


class LanguageTexts(Model):
    """The texts of one community in one language."""

    language: str
    """A BCP 47 tag."""
    file: str
    """Where its words stand or belong."""
    texts: int
    """How many there are to be."""
    present: int
    """How many there are."""
    lacking: list[TextToTranslate]
    """Those that are not there, in the order of the manifest."""
    stale: list[StaleText]
    """Translations to look at again."""
    left_over: Annotated[list[LeftOverText], Field(alias="leftOver")]
    """What `koban texts NAME --write` takes out."""
    mistakes: list[DiagnosticOutput]
    """Why the file cannot be read or written anew; then nothing else of it is told."""


class CommunityTexts(Model):
    """The texts of one community."""

    community: str
    """Its name."""
    languages: list[LanguageTexts]
    """As declared; the first is the one it is written in."""
    staleness: Literal["known", "partly", "unknown"]
    """Whether Git's history tells what is stale: wholly, as far as it goes here, or not at all."""
    staleness_reason: Annotated[str, Field(alias="stalenessReason")]
    """Why it is not wholly known; else empty."""


class TextsOutput(Model):
    """`koban texts --format json`."""

    communities: list[CommunityTexts]
    """By name."""
    invalid: list[str]
    """Communities whose manifests have errors: which texts they have is not known."""
