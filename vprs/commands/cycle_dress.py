"""What the papers of a cycle are drawn with: taken from the folder at the close, from what was frozen ever after.

Takes an evidence folder or a closed cycle, gives a Dress; and the files by which a cycle keeps it. They are sealed, and
print no fingerprint, so that the fingerprint covers them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from vprs.canonical import encode
from vprs.commands.cycle_folder import Kept
from vprs.commands.template import template_of
from vprs.cycle.files import read_values
from vprs.cycle.kept import PICTURES, TEMPLATE, Cycle
from vprs.paper import Paper
from vprs.problem import InvalidInput, Problem
from vprs.report import dress_of
from vprs.report.dress import Dress
from vprs.report.pictures import as_values, charts_of, from_values


def first_dress(evidence: Path, papers: Mapping[str, Paper]) -> Dress:
    """Pictures drawn now, the template that is there now. Raises InvalidInput where the template cannot be used."""
    return dress_of(papers, template_of(evidence))


def kept_dress(held: Kept, cycle: Cycle) -> Dress:
    """What the cycle was closed with; a chart that was a table then stays one, whatever is installed now."""
    folder = held.folder(cycle)
    pictures, template = folder / PICTURES, folder / TEMPLATE
    shown = f"{cycle.place}/{PICTURES}"
    try:
        drawn = from_values(read_values(pictures, shown, "cycles/pictures.json")) if pictures.exists() else {}
        return Dress(pictures=drawn, template=template.read_bytes() if template.exists() else None)
    except (ValueError, OSError) as fault:
        said, hint = f"what the papers are drawn with cannot be read: {fault}.", "Put it back as it was."
        raise InvalidInput([Problem(file=shown, message=said, hint=hint)]) from None


def used(dress: Dress, papers: Mapping[str, Paper]) -> Dress:
    """Without pictures that none of these papers asks for."""
    asked = charts_of(papers.values())
    return replace(dress, pictures={key: each for key, each in dress.pictures.items() if key in asked})


def dress_files(dress: Dress) -> dict[str, bytes]:
    """Name in the cycle's folder -> bytes."""
    files = {PICTURES: encode(as_values(dress.pictures))} if dress.pictures else {}
    return files | ({TEMPLATE: dress.template} if dress.template is not None else {})
