"""The summary for the chair: one page of the opinion, the decision asked, the gravest gaps and the limits.

Takes an Assessment, gives a Paper. What it says stands at length in the statement; it adds no finding of its own.
"""
