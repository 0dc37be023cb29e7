"""Books and plain text: what LaTeX, EPUB, text, man pages and Texinfo need that HTML does not."""
