"""The words in which selectors are said: nouns of kinds, phrases of fields, comparisons. Tables and nothing else."""

from __future__ import annotations

NOUNS = {
    "minute": "minute",
    "training": "training record",
    "change": "change",
    "plan": "plan",
    "register": "register",
    "metric": "figure",
    "submission": "return",
}
TYPED = {
    "document": "{}",
    "plan": "{} plan",
    "register": "register of {}",
    "submission": "{} return",
    "change": "{} change",
    "activity": "{} activity",
}
SPOKEN = {
    "topics": "on {}",
    "body": "of {}",
    "decisions": "that records {}",
    "agenda": "with {} on the agenda",
    "course": "in {}",
    "name": "called {}",
    "audience": "for {}",
    "recipient": "to {}",
    "sites": "for {}",
    "category": "that is {}",
    "role": "to the role {}",
    "by": "by {}",
    "agreed_by": "agreed by {}",
    "approved_by": "approved by {}",
    "prepared_by": "prepared by {}",
    "accepted_by": "accepted by {}",
    "raised_by": "raised by {}",
    "lead": "led by {}",
    "owner": "owned by {}",
    "standard": "against {}",
    "references": "that refers to {}",
}
# What a field holds, where a sentence speaks of each of several.
EACH = {
    "topics": "subject",
    "topic": "subject",
    "subject": "subject",
    "agenda": "subject",
    "references": "document",
    "ref": "reference",
    "items": "item",
    "value": "value",
    "course": "course",
    "sites": "site",
    "site": "site",
    "role": "role",
    "audience": "audience",
    "person": "person",
    "staff_group": "staff group",
    "unit": "unit",
}
LISTS = {
    "body": "bodies",
    "recipient": "bodies",
    "role": "roles",
    "by": "roles",
    "lead": "roles",
    "owner": "roles",
    "site": "sites",
    "sites": "sites",
}
LINKS = frozenset({"links", "incident", "from", "paper", "basis", "supersedes", "requirement"})
COMPARED = {"at_least": "at least", "more_than": "more than", "at_most": "at most", "less_than": "less than"}
DATED = {"at_least": "on or after", "more_than": "after", "at_most": "on or before", "less_than": "before"}
# A sort that is a noun of its own, and its plural.
SORTS = {
    "self-assessment": "self-assessment",
    "tna": "training needs assessment",
    "mou": "memorandum of understanding",
    "terms-of-reference": "terms of reference",
    "plan-text": "written plan",
}
PLURALS = {"memorandum of understanding": "memoranda of understanding", "terms of reference": "terms of reference"}
NEVER_A_SORT = frozenset({"role", "by", "course"})
