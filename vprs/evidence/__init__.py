"""Reading evidence: a folder, or the records of an example in a rule file, becomes a `Workspace`.

Takes paths and raw values, gives typed records with their provenance, and everything wrong with them as problems.
It judges nothing and writes nothing.
"""

from vprs.evidence.examples import read_example
from vprs.evidence.folder import read_evidence
from vprs.evidence.settle import without_links

__all__ = ["read_evidence", "read_example", "without_links"]
