"""Where a command writes what it was asked to write, and a warning where that place would be read as evidence."""

from __future__ import annotations

from pathlib import Path

import click


def warn_of_papers_among_evidence(out: Path | None, evidence: Path) -> None:
    """Says on standard error that the next run would read what is written there; out: None where nothing was asked."""
    if out is None or not out.resolve().is_relative_to(evidence.resolve()):
        return
    if not out.resolve().is_relative_to(evidence.resolve() / "out"):
        said = f"{out} lies in the evidence folder, so the next run will read these papers as evidence."
        click.echo(f"Note: {said} A folder below {evidence / 'out'} is safe.", err=True)
