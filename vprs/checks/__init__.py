"""The forms of DESIGN 6: pure functions from a form, the records and a context to an observation.

Takes checks, gives observations with reasons, sentences and witnesses. Nothing here reads a file or knows a pack by
name.
"""

from vprs.checks.attested import is_carried
from vprs.checks.context import Context, make_context
from vprs.checks.forms import asked_of, kinds_of, observe, selectors_of
from vprs.checks.gates import Gate, acceptance, gate, judgement
from vprs.checks.passed_over import passed_over

__all__ = [
    "Context", "Gate", "acceptance", "asked_of", "gate", "is_carried", "judgement", "kinds_of", "make_context",
    "observe", "passed_over", "selectors_of",
]  # fmt: skip
