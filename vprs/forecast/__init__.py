"""What time alone will do to an assessment: nothing here adds a rule, every answer is one of `vprs.checks`."""
