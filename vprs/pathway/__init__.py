"""The path to an opinion: which changes to the evidence would reach it, none of them to spare, and from which day on.

Takes an assessment, gives a `Path`; every claim in it was found by assessing the whole pack again.
"""

from vprs.pathway.choosing import Path, path_to
from vprs.pathway.steps import EFFORTS, Step
from vprs.pathway.telling import path_lines
from vprs.pathway.timing import first_day
from vprs.pathway.trying import edits_of

__all__ = ["EFFORTS", "Path", "Step", "edits_of", "first_day", "path_lines", "path_to"]
