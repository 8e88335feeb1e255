"""The outputs of an assessment: renders them all, then puts them in place together.

Takes an Assessment, a folder and the formats wanted; gives the paths written. Nothing in the folder changes before
everything has rendered, and where one file cannot be put in place the others are put back: never half a set.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from vprs.model import Assessment
from vprs.problem import InvalidInput, Problem, nearest

if TYPE_CHECKING:
    from vprs.paper import Paper
    from vprs.report.dress import Dress

FORMATS = ("json", "md", "html", "docx", "manifest")

_READING = {"md": "vprs.report.markdown", "html": "vprs.report.html", "docx": "vprs.report.word"}
PAPER_FORMATS = tuple(_READING)


def write_outputs(
    assessment: Assessment, folder: Path, formats: Sequence[str], *, template: bytes | None = None
) -> tuple[Path, ...]:
    """Writes the outputs of the named formats; gives their paths, sorted. template: the organisation's own of Word.

    Without any record there is no statement, only the gap analysis as a list of what to collect. Raises InvalidInput
    where a format is unknown or the folder cannot be written.
    """
    from vprs.report.placing import place_together  # here, so that naming FORMATS costs nothing

    return place_together(render_outputs(assessment, formats, template=template), folder)


def render_outputs(
    assessment: Assessment, formats: Sequence[str], *, template: bytes | None = None
) -> dict[str, bytes]:
    """File name -> bytes, for the named formats."""
    _refuse_unknown(formats)
    wanted = [each for each in FORMATS if each in formats]
    outputs = {}
    if "json" in wanted:
        from vprs.report import assessment_json

        outputs["assessment.json"] = assessment_json.render(assessment)
    outputs |= _papers(assessment, [each for each in wanted if each in _READING], template)
    if "html" in wanted:
        from vprs.report import report_html
        from vprs.report_view.view import report_view

        outputs["report.html"] = report_html.render(report_view(assessment))
    if "manifest" in wanted:
        from vprs.report import manifest

        outputs["evidence-manifest.json"] = manifest.render(assessment)
    return outputs


def _papers(assessment: Assessment, formats: Sequence[str], template: bytes | None) -> dict[str, bytes]:
    if not formats:
        return {}
    papers = papers_of(assessment)
    return draw(papers, formats, dress_of(papers, template) if set(formats) - {"md"} else None)


def dress_of(papers: Mapping[str, Paper], template: bytes | None = None) -> Dress:
    """What papers are drawn with for the first time: their pictures, where the plotting library is installed."""
    from vprs.report.dress import Dress
    from vprs.report.pictures import pictures_of

    return Dress(pictures=pictures_of(papers.values()), template=template)


def papers_of(assessment: Assessment) -> dict[str, Paper]:
    """The papers by the name of their files: always gap analysis and summary, a statement where there is any record."""
    from vprs.chair.paper import chair_paper
    from vprs.gaps import gap_paper
    from vprs.statement import statement_paper

    papers = {"gap-analysis": gap_paper(assessment), "chair-summary": chair_paper(assessment)}
    if assessment.workspace.records:
        papers["assurance-statement"] = statement_paper(assessment)
    return papers


def draw(
    papers: Mapping[str, Paper], formats: Sequence[str] = PAPER_FORMATS, dress: Dress | None = None
) -> dict[str, bytes]:
    """File name -> bytes of every paper in each of the formats md, html and docx; without a dress, plain ones."""
    from importlib import import_module

    from vprs.report.dress import PLAIN

    renderers: dict[str, Callable[..., bytes]] = {each: import_module(_READING[each]).render for each in formats}
    return {
        f"{name}.{each}": renderers[each](paper, dress or PLAIN) for name, paper in papers.items() for each in formats
    }


def _refuse_unknown(formats: Sequence[str]) -> None:
    unknown = [each for each in formats if each not in FORMATS]
    if unknown:
        raise InvalidInput(
            Problem(
                file="--format",
                message=f"There is no format '{each}'.",
                hint=nearest(each, FORMATS) or f"Use one of: {', '.join(FORMATS)}.",
            )
            for each in unknown
        )
