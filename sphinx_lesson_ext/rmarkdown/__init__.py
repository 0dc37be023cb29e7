"""R Markdown: the text that knitr makes of it, brought by the lesson or made here, in the place of what is written."""
