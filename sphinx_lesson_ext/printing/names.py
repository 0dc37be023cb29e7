"""What the page for printing is called."""

#: The builder of Sphinx that makes it.
PAPER = "lesson-paper"
#: Its file.
PAGE = "index.html"
