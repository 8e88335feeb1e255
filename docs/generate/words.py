"""The words with a fixed meaning: outcomes, opinions, what a finding rests on, and the vocabulary of each pack.

Takes the phrases of the papers and the packs, gives Markdown.
"""

from __future__ import annotations

from docs.generate.markdown import code, codes, plain, table
from docs.generate.packs import read
from vprs.phrases import ANSWERS, BASES, LEVELS, OUTCOMES


def decided_words_told() -> str:
    """The closed words of every output."""
    return "\n".join(
        (
            "## Outcomes of a requirement\n",
            table(("code", "in the papers"), ((code(each.value), plain(word)) for each, word in OUTCOMES.items())),
            "## Answers of a check\n",
            table(("code", "in the papers"), ((code(each.value), plain(word)) for each, word in ANSWERS.items())),
            "## Opinions\n",
            table(("code", "in the papers"), ((code(each), plain(word)) for each, word in LEVELS.items())),
            "## What a finding rests on\n",
            table(("code", "in the papers"), ((code(each), plain(word)) for each, word in BASES.items())),
        )
    )


def glossary_told(name: str) -> str:
    """The words of a pack: field by field, each word with the other spellings that are taken for it."""
    rows = [
        (code(field), code(word), codes(others))
        for field, words in sorted(read(name).words.items())
        for word, others in sorted(words.items())
    ]
    return table(("field", "word", "also written"), rows)
