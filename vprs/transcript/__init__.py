"""Transcriptions: a table of a standard's own sentences becomes the skeleton of a rule pack.

Takes the bytes of a table and a pack to propose checks from, gives the texts of a new pack's files. It writes no file,
and never claims that what it proposes is right: every file says that it needs review.
"""
