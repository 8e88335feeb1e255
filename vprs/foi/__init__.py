"""The pack for a request under the Freedom of Information Act: what was found, and which evidence is disclosed.

Takes an Assessment, gives what may leave the organisation and nothing else: an item without a decision stays inside,
rows about people are only counted, and no free text of a record goes out but a title and the reason of a decision.
"""
