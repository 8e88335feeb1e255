"""The path to an opinion: which changes to the evidence would reach it, none of them to spare, and from which day on.

Takes an assessment, gives a `Path`, or the next steps that turn most; every claim in them was found by judging again.
"""

from vprs.pathway.choosing import Path, path_to
from vprs.pathway.nearest_steps import NextStep, NextSteps, next_steps
from vprs.pathway.next_told import next_lines
from vprs.pathway.steps import EFFORTS, Step
from vprs.pathway.telling import path_lines
from vprs.pathway.timing import first_day
from vprs.pathway.trying import edits_of

__all__ = [
    "EFFORTS", "NextStep", "NextSteps", "Path", "Step", "edits_of", "first_day", "next_lines", "next_steps",
    "path_lines", "path_to",
]  # fmt: skip
