"""Cycles: the half-year as the unit of work, opened, judged, closed under a seal, signed, verified and compared.

Takes an evidence folder's `cycles/` and assessments, gives what is kept there and what it shows. It renders no paper
and prints nothing; what it writes is put in place whole or not at all.
"""
