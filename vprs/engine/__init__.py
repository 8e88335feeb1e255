"""Answers to checks become outcomes of requirements, and counts become an opinion.

Takes packs, answers and counts; gives verdicts and what combined them. It never sees a record, a file or a date.
"""

from vprs.engine.infer import EnginesDisagree, Inference, Verdict, infer, merge_runs, opine, opine_with_run

__all__ = ["EnginesDisagree", "Inference", "Verdict", "infer", "merge_runs", "opine", "opine_with_run"]
