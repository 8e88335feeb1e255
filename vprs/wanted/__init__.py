"""What rule packs ask to see: each item of evidence once, with every check that asks for it, and a template for it.

Takes packs, gives items and lines of text. It knows no evidence and judges nothing; what is asked is in the rules.
"""

from vprs.wanted.applying import may_apply
from vprs.wanted.items import Asking, Item, asked_lists, wanted_items
from vprs.wanted.templates import REFUSED_DATE, register_template, template

__all__ = [
    "REFUSED_DATE", "Asking", "Item", "asked_lists", "may_apply", "register_template", "template", "wanted_items",
]  # fmt: skip
