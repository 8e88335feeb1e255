"""Reading evidence: a folder, or the records of an example, becomes a `Workspace`."""
