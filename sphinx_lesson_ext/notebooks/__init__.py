"""Notebooks as documents of a lesson: myst-nb reads and runs them, their text is lesson Markdown."""
