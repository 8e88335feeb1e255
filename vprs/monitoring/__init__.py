"""Monitoring tables: what is checked, how, how often, by whom, who is told how often, and who closes actions.

Takes the rows of such a table and gives the texts of a rule pack, or takes a pack and gives the rows of such a table.
It writes no file, and never claims that what it proposes is right: every file says that it needs review.
"""
