"""Lesson Markdown: MyST's, with the fenced divs and attributes of pandoc."""
