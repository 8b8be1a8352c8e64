"""`koban capability report COMMUNITY`: the whole chain on paper, for a meeting."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import click

from koban.cli.capability.choices import language_option
from koban.cli.capability.document import Block
from koban.cli.capability.dossier import dossier, look_at
from koban.cli.capability.html import as_html
from koban.cli.capability.markdown import as_markdown
from koban.cli.capability.subject import Subject, find_subject
from koban.cli.context import Context, pass_context
from koban.cli.exit import Exit

_PRINTER = "weasyprint"


@click.command(
    help="Write a report on COMMUNITY that can be printed: needs, gaps, measures, roadmap, unknowns."
)
@click.argument("community")
@click.option(
    "--format", "form", type=click.Choice(["html", "markdown", "pdf"]), default="html", show_default=True
)
@click.option(
    "--to",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write.  [default: standard output]",
)
@language_option
@pass_context
def command(context: Context, community: str, form: str, to: Path | None, language: str | None) -> Exit:
    """Write one file, or the same to standard output."""
    if form == "pdf":
        _check_printer(to)
    subject = find_subject(context, community, language)
    body = _written(form, subject, list(dossier(look_at(subject))))
    if to is None:
        click.echo(body, nl=False)
    else:
        to.write_bytes(body)
        click.echo(f"wrote {to}", err=True)
    return Exit.FINE


def _check_printer(to: Path | None) -> None:
    if to is None:
        raise click.UsageError("a PDF is no text for a terminal; name a file: --to report.pdf")
    if find_spec(_PRINTER) is None:
        raise click.UsageError(
            f"a PDF needs {_PRINTER}, which is not installed; install it with: pip install 'koban[pdf]', "
            "or print the page that --format html writes"
        )


def _written(form: str, subject: Subject, blocks: list[Block]) -> bytes:
    if form == "markdown":
        return f"{as_markdown(blocks)}\n".encode()
    spoken, wanted = subject.bundle.spec.languages, subject.voice.language
    page = as_html(subject.title, blocks, wanted if wanted in spoken else spoken[0])
    if form == "html":
        return page.encode()
    made: bytes = import_module(_PRINTER).HTML(string=page, url_fetcher=_refuse).write_pdf()
    return made


def _refuse(url: str) -> dict[str, str]:
    """The page needs nothing from elsewhere."""
    raise ValueError(f"a report fetches nothing, and so not {url}")
