"""The HTML report before a renderer sees it: every word, every filter and every finding already chosen."""
