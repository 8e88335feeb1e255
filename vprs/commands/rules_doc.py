"""`vprs rules doc`: a pack as a document to read, sign off and file.

Takes packs by name or folder, prints Markdown or writes Markdown, HTML and Word into a folder, all or none.
"""

from __future__ import annotations

from pathlib import Path

import click

from vprs.commands.options import RULES

READING = ("md", "html", "docx")


@click.command("doc", short_help="A pack as a document to read and file.")
@click.argument("packs", nargs=-1, metavar="[PACK or FOLDER]...")
@RULES
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write rules-PACK.md, .html and .docx into this folder. Without it Markdown is printed.",
)
@click.option(
    "--format",
    "forms",
    multiple=True,
    type=click.Choice(READING),
    help="Only this format, with --out. May be given again.",
)
def command(packs: tuple[str, ...], rules: tuple[Path, ...], out: Path | None, forms: tuple[str, ...]) -> None:
    """Give a pack as a document: every requirement with its checks in words, its conditions, advice and examples.

    It is what a reviewer holds against the official text. All packs are meant where none is named.

    \b
    For example:
      vprs rules doc vprs-2020 --out review
      vprs rules doc my-rules/our-strategy > our-strategy.md

    Exit code 0: done. 2: there is no such pack, or a rule file is at fault.
    """
    from vprs.commands.printing import print_bytes
    from vprs.commands.rules_reading import sound_packs
    from vprs.pack_paper import pack_paper
    from vprs.report import draw
    from vprs.report.placing import place_together

    if forms and out is None:
        raise click.UsageError("--format needs --out. Name the folder to write into, or leave --format out.")
    papers = {f"rules-{pack.name}": pack_paper(pack) for pack in sound_packs(packs, rules)}
    if out is None:
        for content in draw(papers, ("md",)).values():
            print_bytes(content)
        return
    for path in place_together(draw(papers, forms or READING), out):
        click.echo(f"Written: {path}")
