"""Actions: what is recorded of them, and one drafted for each gap that nobody has taken up.

Takes an Assessment, gives recorded actions, drafts and the text that adds them to actions.yaml. It reads no file,
writes none and never changes a word that people wrote.
"""

from vprs.actions.appending import append_drafts, drafts_text, holds_nothing
from vprs.actions.drafting import FILE, Draft, draft_actions, settle_drafts
from vprs.actions.dues import fix_dues
from vprs.actions.history import actions_for
from vprs.actions.recorded import Recorded, by_requirement, recorded_actions

__all__ = [
    "FILE",
    "Draft",
    "Recorded",
    "actions_for",
    "append_drafts",
    "by_requirement",
    "draft_actions",
    "drafts_text",
    "fix_dues",
    "holds_nothing",
    "recorded_actions",
    "settle_drafts",
]
