"""Reads the cover page of a published strategy as text: reference, version, day of approval, day of review."""

from __future__ import annotations

import re
from dataclasses import dataclass

MONTHS = "January February March April May June July August September October November December".split()
_DATE = rf"(\d{{1,2}}/\d{{1,2}}/\d{{4}}|(?:\d{{1,2}}\s*(?:st|nd|rd|th)?\s+)?(?:{'|'.join(MONTHS)})\s+\d{{4}})"
_REFERENCE = (
    r"(?:Unique Identifier|Document Reference|DOCUMENT NUMBER|^Ref)\W*\s([A-Z][\w/]*\d[\w/]*)|^([A-Z]+-[A-Z]+-\d+)\s"
)
_APPROVED = rf"(?:Ratified By:.*?Date:|Date of Approval:|DATE RATIFIED|Approved at Date\s+\w+|Date Ratified:)\s*{_DATE}"
_REVIEW = rf"(?:Review date of approved document|NEXT REVIEW DATE|Review Date:|Review date:)\s*{_DATE}"
_VERSION = r"Version(?: Number)?:\s*([\d.]+)|Version (\d+)\s*$"


@dataclass(frozen=True, kw_only=True, slots=True)
class Cover:
    """What a cover page says; dates in ISO, as precise as they are printed."""

    reference: str
    version: str | None
    approved_on: str
    review_date: str

    def sidecar(self) -> str:
        """The cover as the sidecar that an LSMS would write."""
        version = f"version: '{self.version}'\n" if self.version else ""
        return (
            f"kind: document\ndoc_type: strategy\nref: {self.reference}\ntitle: Strategy {self.reference}\n{version}"
            f"status: approved\napproved_on: {self.approved_on}\nreview_date: {self.review_date}\n"
        )


def read_cover(text: str) -> Cover:
    """The cover of one published text; a cover that lacks what is asked fails the test that reads it."""
    cover = "\n".join(text.splitlines()[:120])
    version = re.search(_VERSION, cover, re.MULTILINE)
    return Cover(
        reference=_first(re.search(_REFERENCE, cover, re.MULTILINE)),
        version=_first(version) if version else None,
        approved_on=_iso(_first(re.search(_APPROVED, cover))),
        review_date=_iso(_first(re.search(_REVIEW, cover))),
    )


def _first(match: re.Match[str] | None) -> str:
    assert match is not None, "the cover page does not say it"
    return next(group for group in match.groups() if group)


def _iso(printed: str) -> str:
    if "/" in printed:
        day, month, year = printed.split("/")
        return f"{year}-{int(month):02}-{int(day):02}"
    words = re.sub(r"(\d)\s*(?:st|nd|rd|th)\b", r"\1", printed).split()
    month = f"{words[-1]}-{MONTHS.index(words[-2]) + 1:02}"
    return f"{month}-{int(words[0]):02}" if len(words) == 3 else month
