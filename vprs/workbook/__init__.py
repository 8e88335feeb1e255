"""The workbook that goes out to people and comes back filled in: what its sheets hold, and what their cells change.

Takes an Assessment, gives a `Book`; takes a filled-in workbook and the folder as it stands, gives changes and refusals.
It draws no spreadsheet and writes no file.
"""
